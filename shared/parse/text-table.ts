/** Tables of cells that are padded with spaces under a header line. */

/** Where each column of a header begins, by character, and its name. Names are parted by two spaces or more. */
export function headerColumns(header: string): { name: string; start: number }[] {
  const columns: { name: string; start: number }[] = []
  for (const match of header.matchAll(/\S+(?: \S+)*/g)) columns.push({ name: match[0], start: match.index })
  return columns
}

/**
 * Cells of a line that lines up with the header: a space ahead of every column, cut there by character (the writers count
 * characters, not display width). Null when it does not line up.
 */
export function alignedCells(line: string, columns: readonly { start: number }[]): string[] | null {
  // Beyond the Basic Multilingual Plane one character takes two places of a JavaScript string.
  const text = /[\ud800-\udbff]/.test(line)
    ? Array.from(line, (character) => (character.length > 1 ? '\ufffc' : character)).join('')
    : line
  const cells: string[] = []
  for (const [index, { start }] of columns.entries()) {
    if (start > 0 && start <= text.length && text[start - 1] !== ' ') return null
    const end = columns[index + 1]?.start ?? text.length
    if (index > 0 && start < text.length && text[start] === ' ' && text.slice(start, end).trim() !== '') return null
    cells.push(text.slice(start, end).trim())
  }
  return cells
}
