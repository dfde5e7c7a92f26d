/** Cuts a terminal log, bare or inside a document, into commands and what they printed. */
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { type LogHead, logHeadOf } from './log-marks.ts'
import { type Prompt, promptOf } from './prompt.ts'
import { isProse } from './prose.ts'

interface OutputBlock {
  /** Of the prompt, or of the table's first line; counted from 1. */
  line: number
  output: string[]
}
/** A typed command and what stands below it. */
export interface CommandBlock extends OutputBlock {
  kind: 'command'
  prompt: Prompt
}
/** A table that stands in the file without the command that printed it. */
export interface TableBlock extends OutputBlock {
  kind: 'table'
  /** The probes whose tables have such a head. */
  probes: readonly Probe[]
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

const heads = probes.flatMap((probe) => (probe.heads ?? []).map((head) => ({ probe, head })))

/** The probes whose tables this line heads. */
function headedBy(line: string): readonly Probe[] {
  if (line.length >= longestHead) return []
  return [...new Set(heads.filter(({ head }) => head.test(line)).map(({ probe }) => probe))]
}

class Cutter {
  readonly blocks: Block[] = []
  /** What the next line belongs to, unless it begins something else. */
  private open: CommandBlock | TableBlock | null = null
  private isFenced = false
  private isInsideContainer = false
  private previous = ''

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
    if (prompt !== null) this.begin({ kind: 'command', prompt, line: number, output: [] })
    else if (fence.test(line)) {
      this.open = null
      this.isFenced = !this.isFenced
    } else if (continued !== null) {
      const more = line.replace(/^\s*>\s?/, '').trim()
      continued.command = `${continued.command.slice(0, -1).trimEnd()} ${more}`.trim()
    } else this.takePrinted(line, number)
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
    const shownAt = last !== null && last.prompt.shown.length > 4 ? line.indexOf(last.prompt.shown) : -1
    if (last === null || shownAt <= 0) return promptOf(line, this.isInsideContainer)
    last.output.push(line.slice(0, shownAt))
    return promptOf(line.slice(shownAt), this.isInsideContainer)
  }

  private begin(block: CommandBlock | TableBlock): void {
    this.open = block
    this.blocks.push(block)
    if (block.kind !== 'command') return
    const { command, host } = block.prompt
    if (command === 'exit' || host !== '') this.isInsideContainer = false
    if (opensContainer.test(command.slice(0, longestHead))) this.isInsideContainer = true
  }

  private takePrinted(line: string, number: number): void {
    const isBlank = line.trim() === ''
    if (!this.isFenced && !isBlank && isProse(line, this.previous.trim() === '')) this.open = null
    if (this.open?.kind === 'table' && isBlank) this.open = null
    const { open } = this
    const headed = open?.kind === 'command' || isBlank ? [] : headedBy(line)
    const known = open?.kind === 'table' ? open.probes : []
    // A second head of the same table is a line of it.
    if (headed.some((probe) => !known.includes(probe))) this.beginTable(line, number, headed)
    else open?.output.push(line)
  }

  /** The border above a head is the table's, too. */
  private beginTable(line: string, number: number, headed: readonly Probe[]): void {
    const isBordered = line.trimStart().startsWith('|') && border.test(this.previous)
    if (isBordered) this.open?.output.pop()
    const output = isBordered ? [this.previous, line] : [line]
    this.begin({ kind: 'table', probes: headed, line: number - output.length + 1, output })
  }
}
