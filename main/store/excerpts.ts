/** Outputs as they are looked at: whole, or some lines of a large one. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { CheckedInput, Excerpt } from '../../shared/contract/contract.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import type { CallAnswers } from './call-answers.ts'
import type { SectionRenewal } from './section-renewal.ts'
import type { Sections, StoredSection } from './sections.ts'
import type { Snapshots } from './snapshots.ts'
import type { Statements } from './statements.ts'
import type { Texts } from './texts.ts'

/** Both streams of two sections. */
const textsKept = 4
const provenShown = 3
/** A line of compact JSON may be as long as its file. */
const longestLine = 20_000
const shortened = (line: string): string =>
  line.length <= longestLine ? line : `${line.slice(0, longestLine)}… (${line.length})`

/** Of a large text the lines are asked for part by part: those of the last few are kept. */
class KeptLines {
  #texts: Texts
  #lines = new Map<number, string[]>()

  constructor(sql: Statements, texts: Texts) {
    this.#texts = texts
    sql.onForget(() => this.#lines.clear())
  }

  of(text: number): string[] {
    const known = this.#lines.get(text)
    if (known !== undefined) return known
    const lines = this.#texts.read(text).split(/\r?\n/)
    if (lines.at(-1) === '') lines.pop()
    const [oldest] = this.#lines.keys()
    if (this.#lines.size >= textsKept && oldest !== undefined) this.#lines.delete(oldest)
    this.#lines.set(text, lines)
    return lines
  }
}

interface Pieces {
  sql: Statements
  texts: Texts
  snapshots: Snapshots
  sections: Sections
  renewal: SectionRenewal
}

export function excerptAnswers({ sql, texts, snapshots, sections, renewal }: Pieces) {
  const lines = new KeptLines(sql, texts)

  /** Throws CallError `not-found`. */
  function sectionAt({ snapshot, node, probe, pod }: CheckedInput<'section'>): StoredSection {
    const { seq, id } = snapshots.find(snapshot)
    renewal.ofSnapshot(seq)
    const found = sections.ofProbe(seq, probe).find((each) => each.node === node && each.pod === pod)
    if (found === undefined)
      throw new CallError('not-found', libraryMessages.noOutput({ snapshot: id, probe, place: pod ?? node }))
    return found
  }

  return {
    section: (address) => {
      const found = sectionAt(address)
      return { ...sections.raw(found), parsed: sections.rows(found) }
    },
    excerpt: ({ stream, from, count, proof, ...address }): Excerpt => {
      const found = sectionAt(address)
      const { stdout: _stdout, stderr: _stderr, parsed, ...section } = sections.parsed(found)
      const { stdout, stderr } = { stdout: lines.of(found.stdout), stderr: lines.of(found.stderr) }
      const shown = stream === 'stdout' ? stdout : stderr
      const wanted = new Set(proof)
      const proven = parsed.rows.filter((row) => wanted.has(row.line) || wanted.has(row.lastLine))
      return {
        ...section,
        rows: found.rowCount,
        proven: proven.slice(0, provenShown),
        unparsed: parsed.unparsed.map(({ line }) => line),
        notes: parsed.notes,
        lines: { stdout: stdout.length, stderr: stderr.length },
        text: shown.slice(from - 1, from - 1 + count).map(shortened),
      }
    },
  } satisfies Partial<CallAnswers>
}
