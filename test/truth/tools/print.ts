/** What several tools print alike: stamps, columns, tables. */
import { minute, second } from '../world/durations.ts'

/** `2026-11-24T10:00:00Z`, whole seconds. */
export const stamp = (ms: number): string => `${new Date(Math.floor(ms / second) * second).toISOString().slice(0, 19)}Z`

/** ISO text of the wall clock in a zone. */
export const local = (ms: number, zoneMinutes: number): string => new Date(ms + zoneMinutes * minute).toISOString()

export function zoneText(zoneMinutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.abs(zoneMinutes)
  return `${zoneMinutes < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
}

/** Go's tabwriter: as wide as the longest cell, and three blanks. */
export function columns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)))
  const line = (row: string[]) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + 3)))
      .join('')
      .trimEnd()
  return `${rows.map(line).join('\n')}\n`
}

/** Python's prettytable, which counts wide characters as two. */
export function prettyTable(header: string[], rows: string[][]): string {
  const wide = (text: string) => [...text].reduce((sum, char) => sum + ((char.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1), 0)
  const widths = header.map((name, index) => Math.max(wide(name), ...rows.map((row) => wide(row[index] ?? ''))))
  const border = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+`
  const line = (cells: string[]) =>
    `|${cells.map((cell, index) => ` ${cell}${' '.repeat((widths[index] ?? 0) - wide(cell))} `).join('|')}|`
  return `${[border, line(header), border, ...rows.map(line), border].join('\n')}\n`
}

export const kubeList = (items: unknown[]): string =>
  `${JSON.stringify({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '', selfLink: '' } }, null, 4)}\n`
