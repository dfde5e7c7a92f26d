/** A text as lines that count from 1, and the lines that no parser understood. */
import type { Fields, Message, Parsed, Row, UnparsedLine } from '../model.ts'

export interface Line {
  line: number
  text: string
}

/** Lines of a text without their ends (LF or CRLF). An end of the last line opens no further one. */
export function linesOf(text: string): Line[] {
  const texts = text.split('\n')
  if (texts.at(-1) === '') texts.pop()
  return texts.map((each, index) => ({ line: index + 1, text: each.endsWith('\r') ? each.slice(0, -1) : each }))
}

/** `3–5, 9` */
export function lineRanges(lines: readonly number[]): string {
  const ranges: string[] = []
  for (let index = 0; index < lines.length; index++) {
    const from = lines[index]!
    while (lines[index + 1] === lines[index]! + 1) index += 1
    const to = lines[index]!
    ranges.push(from === to ? `${from}` : `${from}–${to}`)
  }
  return ranges.length > 6 ? `${ranges.slice(0, 6).join(', ')} …` : ranges.join(', ')
}

export const isBlank = (text: string): boolean => text.trim() === ''

/** Collects what a parser makes of a text. Blank lines say nothing and are left out. */
export class ParsedBuilder<F extends object = Fields> {
  readonly rows: Row<F>[] = []
  private readonly unparsed: UnparsedLine[] = []
  private readonly notes = new Map<string, Message>()
  private readonly keys = new Map<string, number>()
  private readonly places = new Map<string, number>()
  readonly earlier: number[] = []

  /** A second row of the same key gets `#2` and so on: none hides another. */
  addRow(row: Row<F>): void {
    const count = (this.keys.get(row.key) ?? 0) + 1
    this.keys.set(row.key, count)
    if (count === 1) this.places.set(row.key, this.rows.length)
    this.rows.push(count === 1 ? row : { ...row, key: `${row.key}#${count}` })
  }

  /** Of rows that show one thing at several moments, as a watched table does, the last counts; the lines of others are `earlier`. */
  addLatest(row: Row<F>): void {
    const at = this.places.get(row.key)
    const before = at === undefined ? undefined : this.rows[at]
    if (at === undefined || before === undefined) {
      this.addRow(row)
      return
    }
    for (let line = before.line; line <= before.lastLine; line++) this.earlier.push(line)
    this.rows[at] = row
  }

  addUnparsed({ line, text }: Line): void {
    if (!isBlank(text)) this.unparsed.push({ line, text })
  }

  /** A second note of the same code says nothing new. */
  addNote(note: Message): void {
    this.notes.set(note.code, note)
  }

  build(): Parsed<F> {
    return { rows: this.rows, unparsed: this.unparsed, notes: [...this.notes.values()] }
  }
}

/** A value from text that was parsed as JSON, when it is an object. */
export function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null
}
export const asArray = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
export const asText = (value: unknown): string => (typeof value === 'string' ? value : '')
export const asCount = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)

/** The value of a JSON text, or null when it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
