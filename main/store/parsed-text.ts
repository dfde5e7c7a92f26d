/**
 * What a parser made of a section, as a text of one row per line. Line numbers are kept relative to the row before, so
 * that one new pod does not change the text of every pod behind it.
 */
import { standLike } from '../../shared/compare/rows-by-key.ts'
import type { Fields, Message, Parsed, Row } from '../../shared/model.ts'
import { type DeltaStep, stepsOf } from './line-delta.ts'

type StoredRow = [key: string, gap: number, length: number, fields: Fields]
type Head = [unparsed: Parsed['unparsed'], notes: Message[]]

export function textOfParsed(parsed: Parsed): string {
  const lines = [JSON.stringify([parsed.unparsed, parsed.notes] satisfies Head)]
  let previous = 0
  for (const { key, line, lastLine, fields } of parsed.rows) {
    lines.push(JSON.stringify([key, line - previous, lastLine - line, fields] satisfies StoredRow))
    previous = lastLine
  }
  return lines.join('\n')
}

/** Texts of rows are remembered up to this many: those of some large outputs. */
const rowsKnown = 50_000

/** Rows that read the same are decoded once and share their fields; a long history is mostly such rows. */
export class ParsedReader {
  /** A row's line -> how far it is from the row before, and the row as it was met last. */
  #known = new Map<string, { gap: number; row: Row }>()
  /** Rows that were decoded, of all that was read. */
  decoded = 0

  whole(text: string): Parsed {
    return this.#read([text], null)
  }

  /** Rows that stand where they stand in `base` are its rows. */
  delta(base: Parsed, delta: string): Parsed {
    const parsed = this.#read(stepsOf(delta), base)
    standLike(parsed.rows, base.rows)
    return parsed
  }

  #read(steps: readonly DeltaStep[], base: Parsed | null): Parsed {
    const parsed: Parsed = { rows: [], unparsed: [], notes: [] }
    let isHead = true
    for (const step of steps) {
      if (typeof step !== 'string') {
        // The head is the only line that no row's line can be, so it is copied from its own place.
        if (isHead && base !== null) [parsed.unparsed, parsed.notes] = [base.unparsed, base.notes]
        const [from, count] = step
        if (base !== null) copyRows(base.rows, Math.max(0, from - 1), from - 1 + count, parsed.rows)
        isHead = false
        continue
      }
      for (const line of step.split('\n')) {
        if (isHead) [parsed.unparsed, parsed.notes] = JSON.parse(line === '' ? '[[],[]]' : line) as Head
        else parsed.rows.push(this.#row(line, parsed.rows.at(-1)?.lastLine ?? 0))
        isHead = false
      }
    }
    return parsed
  }

  #row(line: string, previous: number): Row {
    const known = this.#known.get(line)
    if (known !== undefined) {
      const shift = previous + known.gap - known.row.line
      if (shift !== 0) known.row = shifted(known.row, shift)
      return known.row
    }
    const [key, gap, length, fields] = JSON.parse(line) as StoredRow
    this.decoded++
    const row = { key, line: previous + gap, lastLine: previous + gap + length, fields }
    if (this.#known.size >= rowsKnown) this.#known.clear()
    // Cut out of its text, which would stay in memory with it.
    this.#known.set(Buffer.from(line).toString(), { gap, row })
    return row
  }
}

const shifted = (row: Row, by: number): Row => ({
  key: row.key,
  line: row.line + by,
  lastLine: row.lastLine + by,
  fields: row.fields,
})

function copyRows(base: readonly Row[], from: number, to: number, rows: Row[]): void {
  const first = base[from]
  if (first === undefined) return
  const gap = first.line - (base[from - 1]?.lastLine ?? 0)
  const shift = (rows.at(-1)?.lastLine ?? 0) + gap - first.line
  for (let at = from; at < to; at++) {
    const row = base[at]
    if (row !== undefined) rows.push(shift === 0 ? row : shifted(row, shift))
  }
}
