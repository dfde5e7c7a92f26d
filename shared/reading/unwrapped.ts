/** Lines that a terminal cut at its right margin, as a copy of its screen shows them. */
import stringWidth from 'string-width'
import { holdsFigures, type Reading, type ReadLine } from './reading.ts'

const narrowest = 16
/** Hostile lines are nobody's screen. */
const longestLine = 1000
const mostParts = 8
/** Many lines of one length are no row that was cut. */
const longestGroup = 24

/** What a probe makes of lines. */
export interface Reader {
  isHead: (line: string) => boolean
  /** For each row in the lines, how many of its fields say something; null when something in them is not understood. */
  rowsIn: (lines: readonly string[]) => number[] | null
}

/** Ways to put lines together again; none where no width of a terminal shows. `isUnread`: by index, what says nothing by itself. */
export function* unwrapped(lines: Reading, isUnread: readonly boolean[], reader: Reader): Generator<Reading> {
  if (lines.some(({ text }) => text.length > longestLine)) return
  const widths = lines.map(({ text }) => stringWidth(text))
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0)
  // One long line is a long line; several that end at the same column were cut there.
  if (width < narrowest || widths.filter((each) => each === width).length < 2) return
  yield parted(joinedBelow(lines, widths, width, isUnread), reader)
  // Where blanks at the cut were not copied, lines are shorter: then every row was cut into as many as the head was.
  const head = lines.findIndex(({ text }) => /^\+-[-+]*$/.test(text) || reader.isHead(text))
  for (let parts = 2; parts <= mostParts && head >= 0; parts++) yield inParts(lines, widths, width, head, parts)
}

/** A line that ends at the margin goes on in the next, unless that says something by itself. */
function joinedBelow(
  lines: Reading,
  widths: readonly number[],
  width: number,
  isUnread: readonly boolean[],
): ReadLine[][] {
  const groups: ReadLine[][] = []
  let isOpen = false
  for (const [index, each] of lines.entries()) {
    // A part may be all blanks; an empty line is none.
    const isPart = isUnread[index] === true || (each.text !== '' && each.text.trim() === '')
    if (isOpen && isPart) groups.at(-1)?.push(each)
    else groups.push([each])
    // A character of two columns that does not fit any more stands in the next line.
    const next = lines[index + 1]?.text ?? ''
    const isWide = widths[index] === width - 1 && stringWidth(String.fromCodePoint(next.codePointAt(0) ?? 0x20)) === 2
    isOpen = widths[index] === width || isWide
  }
  return groups.flatMap((group) => (group.length > longestGroup ? group.map((each) => [each]) : [group]))
}

/** A head or a row may end at the margin, too: what holds several is taken apart again. */
function parted(groups: readonly (readonly ReadLine[])[], reader: Reader): Reading {
  const read: ReadLine[] = []
  let head: string | null = null
  for (const group of groups) {
    let rest = group
    for (let end = endOfFirst(rest, head, reader); end > 0; end = endOfFirst(rest, head, reader)) {
      const first = joined(rest.slice(0, end))
      if (reader.isHead(first.text)) head = first.text
      read.push(first)
      rest = rest.slice(end)
    }
    const last = joined(rest)
    if (reader.isHead(last.text)) head = last.text
    read.push(last)
  }
  return read
}

/** How many of the parts are a head or a row by themselves; 0 when they are all of one line. */
function endOfFirst(parts: readonly ReadLine[], head: string | null, reader: Reader): number {
  if (parts.length < 2) return 0
  if (reader.isHead(parts[0]?.text ?? '')) {
    const figures = parts.findIndex(({ text }, index) => index > 0 && holdsFigures(text))
    return Math.max(figures, 0)
  }
  // Of two parts one says nothing by itself.
  if (parts.length === 2) return 0
  const ahead = head === null ? [] : [head]
  for (let at = 1; at < parts.length; at++)
    if (areRows(ahead, [joined(parts.slice(0, at)).text, joined(parts.slice(at)).text], reader)) return at
  return 0
}

/** Two lines are two rows when each of them tells as much as they tell as one. */
function areRows(head: readonly string[], lines: readonly string[], { rowsIn }: Reader): boolean {
  const apart = rowsIn([...head, ...lines])
  if (apart === null || apart.length <= 1) return false
  const [whole = 0] = rowsIn([...head, lines.join('')]) ?? []
  return Math.min(...apart) >= whole
}

const joined = (parts: readonly ReadLine[]): ReadLine => ({
  text: parts.map(({ text }) => text).join(''),
  line: parts[0]?.line ?? 0,
  lastLine: parts.at(-1)?.lastLine ?? 0,
})

/** From the head on until a blank line, each row is so many lines. */
function inParts(lines: Reading, widths: readonly number[], width: number, head: number, parts: number): Reading {
  const read = lines.slice(0, head)
  let at = head
  while (at < lines.length && lines[at]?.text.trim() !== '') {
    const padded = lines.slice(at, at + parts).map((line, index, cut) => {
      const missing = index === cut.length - 1 ? 0 : width - (widths[at + index] ?? 0)
      return { ...line, text: line.text + ' '.repeat(missing) }
    })
    read.push(joined(padded))
    at += parts
  }
  return [...read, ...lines.slice(at)]
}
