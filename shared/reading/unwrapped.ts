/** Lines that a terminal cut at its right margin, as a copy of its screen shows them. */
import stringWidth from 'string-width'
import type { Reading, ReadLine } from './reading.ts'

const narrowest = 16
/** Hostile lines are nobody's screen. */
const longestLine = 1000
const mostParts = 8

/** Ways to put lines together again; none where no width of a terminal shows. `isUnread`: by index, what says nothing by itself. */
export function* unwrapped(lines: Reading, isUnread: readonly boolean[], head: number): Generator<Reading> {
  if (lines.some(({ text }) => text.length > longestLine)) return
  const widths = lines.map(({ text }) => stringWidth(text))
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0)
  // One long line is a long line; several that end at the same column were cut there.
  if (width < narrowest || widths.filter((each) => each === width).length < 2) return
  yield joinedBelow(lines, widths, width, isUnread)
  // Where blanks at the cut were not copied, lines are shorter: then every row was cut into as many as the head was.
  for (let parts = 2; parts <= mostParts && head >= 0; parts++) yield inParts(lines, widths, width, head, parts)
}

/** A line that ends at the margin goes on in the next, unless that says something by itself. */
function joinedBelow(lines: Reading, widths: readonly number[], width: number, isUnread: readonly boolean[]): Reading {
  const joined: ReadLine[] = []
  let isOpen = false
  for (const [index, each] of lines.entries()) {
    const last = joined.at(-1)
    // A part may be all blanks; an empty line is none.
    const isPart = isUnread[index] === true || (each.text !== '' && each.text.trim() === '')
    if (isOpen && isPart && last !== undefined)
      joined[joined.length - 1] = { text: last.text + each.text, line: last.line, lastLine: each.lastLine }
    else joined.push(each)
    isOpen = widths[index] === width
  }
  return joined
}

/** From the head on until a blank line, each row is so many lines. */
function inParts(lines: Reading, widths: readonly number[], width: number, head: number, parts: number): Reading {
  const read = lines.slice(0, head)
  let at = head
  while (at < lines.length && lines[at]?.text.trim() !== '') {
    const cut = lines.slice(at, at + parts)
    const text = cut.map((line, index) => {
      const missing = index === cut.length - 1 ? 0 : width - (widths[at + index] ?? 0)
      return line.text + ' '.repeat(missing)
    })
    read.push({ text: text.join(''), line: cut[0]?.line ?? 0, lastLine: cut.at(-1)?.lastLine ?? 0 })
    at += parts
  }
  return [...read, ...lines.slice(at)]
}
