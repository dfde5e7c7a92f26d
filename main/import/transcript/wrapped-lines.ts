/** Lines that a terminal cut at its right margin, as a copy of its screen shows them. */
import stringWidth from 'string-width'

const narrowest = 40

/** The lines as they were before a screen of this width cut them; null when nothing looks cut. */
export function unwrapped(text: string): string | null {
  const lines = text.split('\n')
  // Hostile lines are nobody's screen.
  if (lines.some((line) => line.length > 1000)) return null
  const widths = lines.map((line) => stringWidth(line))
  const width = widths.reduce((widest, each) => Math.max(widest, each), 0)
  if (width < narrowest) return null
  const table = unwrappedTable(lines, widths, width)
  if (table !== null) return table
  const joined: string[] = []
  let isOpen = false
  for (const [index, line] of lines.entries()) {
    if (isOpen) joined[joined.length - 1] += line
    else joined.push(line)
    isOpen = (widths[index] ?? 0) === width
  }
  return joined.length === lines.length ? null : joined.join('\n')
}

/** Each line of a table with borders was cut into as many as its upper border was. */
function unwrappedTable(lines: string[], widths: number[], width: number): string | null {
  const first = lines.findIndex((line) => /^\+-[-+]*$/.test(line))
  const next = lines.findIndex((line, index) => index > first && line.startsWith('|'))
  const parts = next - first
  if (first < 0 || parts < 2 || parts > 8 || widths[first] !== width) return null
  const joined = lines.slice(0, first)
  let at = first
  while (at < lines.length && /^[+|]/.test(lines[at] ?? '')) {
    // The blanks at a row's cut were not copied.
    const cut = lines
      .slice(at, at + parts)
      .map((line, index, all) =>
        index === all.length - 1 ? line : line + ' '.repeat(Math.max(0, width - (widths[at + index] ?? 0))),
      )
    joined.push(cut.join(''))
    at += parts
  }
  return [...joined, ...lines.slice(at)].join('\n')
}
