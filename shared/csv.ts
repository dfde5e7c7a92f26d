/** Tables as CSV (RFC 4180) that a spreadsheet opens without running anything in it. */
import { type FieldValue, isInterval } from './model.ts'

/**
 * With the byte order mark by which Excel knows UTF-8. Texts that a spreadsheet would take for a formula get an
 * apostrophe ahead (OWASP, "CSV Injection"); numbers stay numbers. Intervals read `earliest/latest`.
 */
export const csvOf = (columns: readonly string[], rows: readonly (readonly (FieldValue | undefined)[])[]): string =>
  `\ufeff${[columns, ...rows].map((cells) => cells.map(cellOf).join(',')).join('\r\n')}\r\n`

function cellOf(value: FieldValue | undefined): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  const text = textOf(value)
  const harmless = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

function textOf(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).join(' ')
  return isInterval(value) ? `${value.earliest ?? ''}/${value.latest ?? ''}` : String(value)
}
