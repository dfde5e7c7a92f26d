/** Turns what a terminal was sent into the lines a person saw: colours, titles, overwrites and corrections applied. */
import { startsWithPrompt } from './prompt.ts'

/** Widest column that cursor movement may reach: no terminal is wider, and it bounds the padding hostile input can ask for. */
const maxColumns = 512
/** Lines longer than this are not a person's editing: deleting and inserting within them is ignored, which keeps this linear. */
const maxEditedLength = 4096

const isControl = (code: number): boolean =>
  (code < 0x20 && code !== 0x09) || code === 0x7f || code === 0x9b || code === 0x9d

/** Lines count from 1 in the file, so index i is line i + 1: only LF ends a line, as in an editor. */
export function plainLines(text: string): string[] {
  const lines = (text.startsWith('\ufeff') ? text.slice(1) : text).split('\n')
  return lines.map(plainLine)
}

export function plainLine(raw: string): string {
  let end = raw.length
  while (end > 0 && raw.charCodeAt(end - 1) === 0x0d) end--
  const line = end === raw.length ? raw : raw.slice(0, end)
  for (let at = 0; at < line.length; at++) if (isControl(line.charCodeAt(at))) return new ScreenLine(line).read()
  return line
}

/** One line of a screen with a cursor: as much of a terminal as a log of one needs. */
class ScreenLine {
  private readonly cells: string[] = []
  private cursor = 0
  /** Where a carriage return goes back to: after a wrapped command line it is the start of its last screen row. */
  private rowStart = 0
  private readonly text: string
  private readonly nextTerminator = { bell: -1, string: -1 }

  constructor(text: string) {
    this.text = text
  }

  read(): string {
    let at = 0
    while (at < this.text.length) {
      const code = this.text.charCodeAt(at)
      if (code === 0x1b) at = this.escape(at + 1)
      else if (code === 0x9b) at = this.control(at + 1)
      else if (code === 0x9d) at = this.operatingSystemCommand(at + 1)
      else {
        if (code === 0x0d) this.carriageReturn()
        else if (code === 0x08) this.cursor = Math.max(0, this.cursor - 1)
        else if (!isControl(code)) this.print(this.text.charAt(at))
        at++
      }
    }
    return this.cells.join('')
  }

  private print(character: string): void {
    while (this.cells.length < this.cursor) this.cells.push(' ')
    this.cells[this.cursor] = character
    this.cursor++
  }

  private carriageReturn(): void {
    const atEnd = this.cursor === this.cells.length
    // readline wraps a long command line by printing a space and a carriage return at the right margin
    if (
      atEnd &&
      this.cells.at(-1) === ' ' &&
      this.cells.length <= maxEditedLength &&
      startsWithPrompt(this.cells.join(''))
    ) {
      this.cells.pop()
      this.rowStart = this.cells.length
    }
    this.cursor = this.rowStart
  }

  private escape(at: number): number {
    const next = this.text.charAt(at)
    if (next === '[') return this.control(at + 1)
    if (next === ']' || next === 'P' || next === '_' || next === '^' || next === 'X')
      return this.operatingSystemCommand(at + 1)
    // e.g. ESC ( B: intermediate bytes, then a final one
    let end = at
    while (end < this.text.length && this.text.charCodeAt(end) >= 0x20 && this.text.charCodeAt(end) <= 0x2f) end++
    return Math.min(end + 1, this.text.length)
  }

  private operatingSystemCommand(at: number): number {
    const bell = this.terminator('bell', '\u0007', at)
    const string = this.terminator('string', '\u001b\\', at)
    const end = Math.min(bell, string)
    // never closed on this line: it must not swallow the rest of it
    if (end === Number.POSITIVE_INFINITY) return at
    return end + (end === string ? 2 : 1)
  }

  /** Remembers where the next one is, so that many openings do not search the line many times. */
  private terminator(kind: 'bell' | 'string', mark: string, from: number): number {
    if (this.nextTerminator[kind] < from) {
      const found = this.text.indexOf(mark, from)
      this.nextTerminator[kind] = found === -1 ? Number.POSITIVE_INFINITY : found
    }
    return this.nextTerminator[kind]
  }

  private control(at: number): number {
    let end = at
    while (end < this.text.length && this.text.charCodeAt(end) >= 0x20 && this.text.charCodeAt(end) <= 0x3f) end++
    if (end - at <= 16) this.apply(this.text.charAt(end), this.text.slice(at, end))
    return Math.min(end + 1, this.text.length)
  }

  private apply(final: string, parameters: string): void {
    const given = Number.parseInt(parameters, 10)
    const count = Math.min(Number.isNaN(given) || given < 1 ? 1 : given, maxColumns)
    const editable = this.cells.length <= maxEditedLength
    if (final === 'C')
      this.cursor = Math.max(this.cursor, Math.min(this.cursor + count, this.cells.length + count, maxColumns))
    else if (final === 'D') this.cursor = Math.max(0, this.cursor - count)
    else if (final === 'G') this.cursor = count - 1
    else if (final === 'P' && editable) this.cells.splice(this.cursor, count)
    else if (final === '@' && editable && this.cursor < this.cells.length) {
      this.cells.splice(this.cursor, 0, ...Array<string>(count).fill(' '))
    } else if (final === 'K' || final === 'J') {
      if (Number.isNaN(given) || given === 0) this.cells.length = Math.min(this.cells.length, this.cursor)
      else if (given === 2) this.cells.length = 0
    }
  }
}
