/** Another reading of an output: its lines put in order, each with the lines of the raw text that it came from. */
import type { Parsed, Row, UnparsedLine } from '../model.ts'
import type { Line } from '../parse/lines.ts'

/** A line to be read in place of one or several lines of the raw text that follow each other. */
export interface ReadLine {
  text: string
  /** Counted from 1 in the raw text; `lastLine` is included. */
  line: number
  lastLine: number
}

export type Reading = readonly ReadLine[]

export const textOfReading = (reading: Reading): string => reading.map(({ text }) => text).join('\n')

/** What a head may hold of figures: `1K-blocks`. */
const unitOfHead = /\b\d+[KMGT]?i?B?-\p{L}+/gu

/** A row nearly always has figures, a head none. */
export const holdsFigures = (text: string): boolean => /\d/.test(text.replace(unitOfHead, ''))

/** Whether a line that is joined from several passed for a head, or the like, although a row of it stands in it. */
export function hidesRow(parsed: Parsed, reading: Reading, raw: readonly Line[]): boolean {
  const told = new Set(parsed.unparsed.map(({ line }) => line))
  for (const { line, lastLine } of parsed.rows) for (let at = line; at <= lastLine; at++) told.add(at)
  return reading.some(({ line, lastLine }, index) => {
    if (line === lastLine || told.has(index + 1)) return false
    return raw.slice(line, lastLine).some(({ text }) => holdsFigures(text))
  })
}

/** What was parsed of a reading, told in the lines of the raw text; a joined line that was not understood is each of its own. */
export function inRawLines(parsed: Parsed, reading: Reading, raw: readonly Line[]): Parsed {
  const rows = parsed.rows.map((row): Row => {
    const first = reading[row.line - 1]?.line ?? row.line
    const last = reading[row.lastLine - 1]?.lastLine ?? row.lastLine
    return { ...row, line: first, lastLine: last }
  })
  const unparsed: UnparsedLine[] = []
  for (const { line } of parsed.unparsed) {
    const read = reading[line - 1]
    if (read === undefined) continue
    for (const each of raw.slice(read.line - 1, read.lastLine)) if (each.text.trim() !== '') unparsed.push(each)
  }
  return { rows, unparsed, notes: parsed.notes }
}
