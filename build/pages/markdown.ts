/** Markdown of the pages. */

/** A table; bars in its cells stay bars. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n')
}

/** As code, whatever it holds. */
export const code = (text: string): string => `\`${text}\``
