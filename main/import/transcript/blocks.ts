/** Cuts a terminal log, bare or inside a document, into commands and what they printed. */
import { askedBy } from '../../../shared/commands/asked.ts'
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { unquoted, withoutMarkup } from '../../../shared/reading/tidied.ts'
import { type LogHead, logHeadOf } from './log-marks.ts'
import { likelyPromptOf, type Prompt, promptOf } from './prompt.ts'
import { isProse, looksTabular } from './prose.ts'
import { watchFrameOf } from './watch-frame.ts'

interface OutputBlock {
  /** Of the prompt, or of the table's first line; counted from 1. */
  line: number
  output: string[]
  /** The probes whose tables have such a head as stands in it; of a command, as its first table has. */
  headed: readonly Probe[]
}
/** A typed command and what stands below it. */
export interface CommandBlock extends OutputBlock {
  kind: 'command'
  prompt: Prompt
  /** When `watch` showed it; null where it was typed. */
  watchedAtMs: number | null
}
/** A table without a command of its own. */
export interface TableBlock extends OutputBlock {
  kind: 'table'
  /** The command whose output it stands in, behind another table; null: what printed it is not in the file. */
  below: CommandBlock | null
}
/** What a program that logs a terminal wrote between commands. */
export interface HeadBlock {
  kind: 'head'
  head: LogHead
}
export type Block = CommandBlock | TableBlock | HeadBlock

export function blocksOf(lines: readonly string[]): Block[] {
  const cutter = new Cutter()
  for (const [index, line] of lines.entries()) cutter.take(line, index + 1)
  return cutter.blocks
}

const fence = /^\s{0,8}(?:```|~~~)/
const border = /^\s*[-+]{5,}\s*$/
const opensContainer = /\bexec\b.*\s-{1,2}(?:\w*[it]\w*)\b/
/** Lines beyond this head no table. */
const longestHead = 2000
/** Pasted lines without an end are not continued for ever. */
const longestCommand = 8192
const longestNote = 300

const heads = probes.flatMap((probe) => (probe.heads ?? []).map((head) => ({ probe, head })))

/** The probes whose tables this line heads, also where it is quoted or marked up. */
function headedBy(line: string): readonly Probe[] {
  if (line.length >= longestHead || line.length < 8) return []
  const tidy = /[>*`\\&\u00a0]/.test(line) ? withoutMarkup(unquoted(line)) : line
  return [...new Set(heads.filter(({ head }) => head.test(tidy)).map(({ probe }) => probe))]
}

/** A line that stands without a prompt, but is what one of these probes asks with. */
const isCommandOf = (text: string, candidates: readonly Probe[]): boolean =>
  candidates.some((probe) => {
    const asked = askedBy(probe, text)
    return probe.recognises(asked)
  })

class Cutter {
  readonly blocks: Block[] = []
  /** What the next line belongs to, unless it begins something else. */
  private open: CommandBlock | TableBlock | null = null
  private isFenced = false
  private isInsideContainer = false
  private previous = ''
  /** Behind a head came an empty line: so they do between all rows. */
  private isDoubleSpaced = false
  /** The last line that belongs to nothing. */
  private note: { text: string; line: number } | null = null

  take(line: string, number: number): void {
    const head = logHeadOf(line)
    if (head !== null) {
      this.blocks.push({ kind: 'head', head })
      this.open = null
    } else this.takeShown(line, number)
    this.previous = line
  }

  private takeShown(line: string, number: number): void {
    const continued = this.continued()
    const prompt = continued === null ? this.promptOf(line) : null
    if (prompt !== null) this.beginCommand(prompt, number, null)
    else if (fence.test(line)) {
      this.open = null
      this.isFenced = !this.isFenced
    } else if (continued !== null) {
      const more = line.replace(/^\s*>\s?/, '').trim()
      continued.command = `${continued.command.slice(0, -1).trimEnd()} ${more}`.trim()
    } else {
      const frame = watchFrameOf(line)
      if (frame === null) this.takePrinted(line, number)
      else {
        const { command, host, atMs } = frame
        this.beginCommand({ user: '', host, directory: '', command, shown: line }, number, atMs)
      }
    }
  }

  /** The prompt whose command goes on in the next line. */
  private continued(): Prompt | null {
    if (this.open?.kind !== 'command' || this.open.output.length > 0) return null
    const { prompt } = this.open
    return prompt.command.endsWith('\\') && prompt.command.length < longestCommand ? prompt : null
  }

  private promptOf(line: string): Prompt | null {
    if (line.trim() === '') return null
    const last = this.open?.kind === 'command' ? this.open : null
    // What was printed last had no line end: the next prompt stands behind it.
    const { shown = '' } = last?.prompt ?? {}
    const shownAt = last !== null && shown.length > 4 && last.watchedAtMs === null ? line.indexOf(shown) : -1
    if (last === null || shownAt <= 0) return promptOf(line, this.isInsideContainer) ?? likelyPromptOf(line)
    last.output.push(line.slice(0, shownAt))
    return promptOf(line.slice(shownAt), this.isInsideContainer)
  }

  private beginCommand(prompt: Prompt, line: number, watchedAtMs: number | null): void {
    this.begin({ kind: 'command', prompt, line, output: [], headed: [], watchedAtMs })
    const { command, host } = prompt
    if (command === 'exit' || host !== '') this.isInsideContainer = false
    if (opensContainer.test(command.slice(0, longestHead))) this.isInsideContainer = true
  }

  private begin(block: CommandBlock | TableBlock): void {
    this.open = block
    this.blocks.push(block)
    this.isDoubleSpaced = false
    this.note = null
  }

  private takePrinted(line: string, number: number): void {
    if (line.trim() === '') this.takeBlank(line)
    else {
      const headed = headedBy(line)
      if (headed.length > 0) this.takeHead(line, number, headed)
      else this.takeText(line, number)
    }
  }

  private takeBlank(line: string): void {
    const { open } = this
    if (open?.kind === 'table') {
      if (open.output.length === 1 && open.headed.length > 0) this.isDoubleSpaced = true
      if (!this.isDoubleSpaced) this.open = null
    }
    this.open?.output.push(line)
  }

  private takeHead(line: string, number: number, headed: readonly Probe[]): void {
    const { open } = this
    if (open === null) this.beginTable(line, number, headed, null)
    else if (open.headed.some((probe) => headed.includes(probe))) open.output.push(line)
    else if (open.kind === 'command' && open.headed.length === 0 && isOwnHead(open, headed)) {
      open.headed = headed
      open.output.push(line)
    } else this.beginTable(line, number, headed, open.kind === 'command' ? open : open.below)
  }

  private takeText(line: string, number: number): void {
    const afterBlank = this.previous.trim() === ''
    const isFirst = this.open?.output.every((each) => each.trim() === '') ?? false
    if (!this.isFenced && !isFirst && isProse(unquoted(line), afterBlank)) this.open = null
    // Behind an empty line, a table that is double spaced ends at what looks otherwise.
    if (this.open?.kind === 'table' && this.isDoubleSpaced && !looksTabular(line)) this.open = null
    if (this.open !== null) this.open.output.push(line)
    else if (looksTabular(line) && !border.test(line)) this.beginTable(line, number, [], null)
    else if (!border.test(line)) this.note = { text: unquoted(line).trim(), line: number }
  }

  /** The border above a head is the table's, too. */
  private beginTable(line: string, number: number, headed: readonly Probe[], below: CommandBlock | null): void {
    const isBordered = /^[\s>]*\|/.test(line) && border.test(unquoted(this.previous))
    if (isBordered) this.open?.output.pop()
    const output = isBordered ? [this.previous, line] : [line]
    const { note } = this
    if (below === null && note !== null && note.text.length < longestNote && isCommandOf(note.text, headed)) {
      const prompt: Prompt = { user: '', host: '', directory: '', command: note.text, shown: '' }
      this.begin({ kind: 'command', prompt, line: note.line, output, headed, watchedAtMs: null })
    } else this.begin({ kind: 'table', headed, line: number - output.length + 1, output, below })
  }
}

/** The first table that a command prints is its own, unless something else stands ahead of it that it did not ask for. */
const isOwnHead = ({ prompt, output }: CommandBlock, headed: readonly Probe[]): boolean =>
  output.every((line) => line.trim() === '' || border.test(line)) || isCommandOf(prompt.command, headed)
