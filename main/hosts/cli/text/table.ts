/** Tables and emphasis for a terminal. Columns count display width: a Chinese character takes two. */
import { styleText } from 'node:util'
import stringWidth from 'string-width'

type Format = Parameters<typeof styleText>[0]

/** Colours only for a terminal that shows them; NO_COLOR and the like are honoured by node:util. */
export const styled = (format: Format, text: string): string => styleText(format, text, { stream: process.stdout })
export const heading = (text: string): string => styled('bold', text)
export const dim = (text: string): string => styled('dim', text)

export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const widthOf = (column: number) =>
    [columns, ...rows].reduce((widest, row) => Math.max(widest, stringWidth(row[column] ?? '')), 0)
  const widths = columns.map((_, column) => widthOf(column))
  const padded = (cell: string, column: number) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))
  const line = (row: readonly string[]) => row.map(padded).join('  ').trimEnd()
  return [heading(line(columns)), ...rows.map(line)].join('\n')
}

/** The parts that say something, with the separator between them. */
export const joined = (parts: readonly (string | null)[], separator = '  '): string =>
  parts.filter((part) => part !== null && part !== '').join(separator)
