/**
 * What a probe reads of a raw output: as it stands, else as it stood before a mail, a web page or the margin of a terminal
 * changed it. The raw text stays as it is: rows and lines that are not understood are told in its lines.
 */
import { askedBy } from '../commands/asked.ts'
import type { Message, Parsed } from '../model.ts'
import { type Line, linesOf } from '../parse/lines.ts'
import type { ParseContext, Probe } from '../probes/probe.ts'
import { readingMessages } from './messages.ts'
import { hidesRow, inRawLines, type Reading, textOfReading } from './reading.ts'
import { tidied } from './tidied.ts'
import { type Reader, unwrapped } from './unwrapped.ts'

/** Longer outputs were not copied off a screen. */
const longestCopied = 1024 * 1024

/** Never throws, on any text; linear in its length. */
export function readOutput(probe: Probe, text: string, told: ParseContext): Parsed {
  const context = { ...told, command: askedBy(probe, told.command) }
  const plain = probe.parse(text, context)
  if (plain.unparsed.length === 0 || text.length > longestCopied) return plain
  const raw = linesOf(text)
  let best = plain
  const consider = (reading: Reading, note: Message): Parsed => {
    const parsed = probe.parse(textOfReading(reading), context)
    const inRaw = inRawLines({ ...parsed, notes: [...parsed.notes, note] }, reading, raw)
    if (isBetter(inRaw, best) && !hidesRow(parsed, reading, raw)) best = inRaw
    return parsed
  }
  const untouched: Reading = raw.map(({ text: each, line }) => ({ text: each, line, lastLine: line }))
  const reader = readerOf(probe, context)
  considerJoined(reader, untouched, plain, consider)
  for (const tabs of ['stops', 'cells'] as const) {
    if (best.unparsed.length === 0 || (tabs === 'cells' && !text.includes('\t'))) break
    const tidy = tidied(raw, tabs)
    if (tidy === null) break
    const parsed = consider(tidy, readingMessages.tidied())
    if (parsed.unparsed.length > 0) considerJoined(reader, tidy, parsed, consider)
  }
  return best
}

function considerJoined(
  reader: Reader,
  lines: Reading,
  parsed: Parsed,
  consider: (reading: Reading, note: Message) => Parsed,
): void {
  const unread = new Set(parsed.unparsed.map(({ line }: Line) => line))
  const isUnread = lines.map((_, index) => unread.has(index + 1))
  for (const reading of unwrapped(lines, isUnread, reader))
    if (consider(reading, readingMessages.joined()).unparsed.length === 0) return
}

const readerOf = ({ heads = [], parse }: Probe, context: ParseContext): Reader => ({
  isHead: (line) => line.length < 2000 && heads.some((head) => head.test(line)),
  rowsIn: (lines) => {
    const { rows, unparsed } = parse(lines.join('\n'), context)
    if (unparsed.length > 0) return null
    return rows.map(({ fields }) => Object.values(fields).filter((value) => value !== null).length)
  },
})

/** More is understood, and no row is lost for it. */
const isBetter = (a: Parsed, b: Parsed): boolean =>
  a.unparsed.length < b.unparsed.length && a.rows.length > 0 && a.rows.length >= b.rows.length
