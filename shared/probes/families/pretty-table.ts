/** Tables as Python's prettytable draws them for the OpenStack clients, and the same lists as JSON. */
import { eastAsianWidth } from 'get-east-asian-width'
import type { Row } from '../../model.ts'
import { asArray, asObject, isBlank, type Line, linesOf, type ParsedBuilder, parseJson } from '../../parse/lines.ts'
import { fromIso } from '../../parse/time.ts'

export interface PrettyTable {
  /** Column names in lower case, and the fields they fill. */
  fieldOfColumn: ReadonlyMap<string, string>
  /** Fields that make a line the header. */
  required: readonly string[]
  /** Fields that no row lacks: a line without them goes on with the row above. */
  always: readonly string[]
  /** Fields when no header is shown. */
  usualColumns: readonly string[]
  /** Of any version, for a row without a header. */
  fewestCells: number
  /** The column whose text may hold bars, or null. */
  freeText: string | null
}

/** What the clients print for nothing. */
export function valueIn(cells: Map<string, string>, name: string): string | null {
  const text = cells.get(name) ?? ''
  return text === '' || text === '-' || text === 'None' ? null : text
}

/** The databases hold UTC, printed without a zone; null when it is no time. */
export function clientTimeMs(text: string | null): number | null {
  if (text === null || !/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,9})?$/.test(text)) return null
  const ms = fromIso(`${text.replace(' ', 'T').replace(/(\.\d{3})\d+$/, '$1')}Z`)
  return Number.isNaN(ms) ? null : ms
}

interface Header {
  fields: string[]
  /** Display columns of the bars between the cells. */
  bars: number[]
}

type RowOf<F extends object> = (cells: Map<string, string>, line: number, lastLine: number) => Row<F> | null

/** Gives every row of the table, or of the same list as JSON, to `rowOf`; null from it means that it is no row. */
export function readPrettyTable<F extends object>(
  text: string,
  table: PrettyTable,
  builder: ParsedBuilder<F>,
  rowOf: RowOf<F>,
): void {
  const lines = linesOf(text)
  const json = lines.findIndex(({ text: each }) => each.startsWith('['))
  if (json >= 0 && readJsonList(lines, json, table, builder, rowOf)) return
  let header: Header | null = null
  let open: OpenRow | null = null
  const close = (): void => {
    if (open === null) return
    const { cells, line, lastLine } = open
    const row = rowOf(cells, line, lastLine)
    for (const each of row === null ? lines.slice(line - 1, lastLine) : []) builder.addUnparsed(each)
    if (row !== null) builder.addRow(row)
    open = null
  }
  for (const each of lines) {
    const { line, text: raw } = each
    if (isBlank(raw)) continue
    if (isBorder(raw) || !raw.trimStart().startsWith('|')) {
      close()
      if (!isBorder(raw)) builder.addUnparsed(each)
      continue
    }
    const cells = cellsBetweenBars(raw)
    const named = cells.map((cell) => table.fieldOfColumn.get(cell.toLowerCase()) ?? '')
    if (table.required.every((name) => named.includes(name))) {
      close()
      header = { fields: named, bars: barsOf(raw) }
      continue
    }
    const found = header === null ? withUsualColumns(cells, table) : withHeader(raw, cells, header, table)
    const folded: Map<string, string> | null =
      open === null || header === null ? null : joinedCells(open, found, header, table)
    if (open !== null && folded !== null) open = { cells: folded, line: open.line, lastLine: line, last: found }
    else {
      close()
      open = { cells: found, line, lastLine: line, last: found }
    }
  }
  close()
}

/** A row, and the lines that it takes so far. */
interface OpenRow {
  cells: Map<string, string>
  line: number
  lastLine: number
  /** The cells of its last line. */
  last: Map<string, string>
}

/**
 * The openstack client folds cells that are wider than the terminal has room for: lines below go on with what did not fit,
 * and leave other cells empty. Null where a line is a row of its own: it has all that a row needs.
 */
function joinedCells(
  { cells, last }: OpenRow,
  next: Map<string, string>,
  { fields, bars }: Header,
  { always }: PrettyTable,
): Map<string, string> | null {
  if (always.every((name) => !fields.includes(name) || next.get(name) !== '')) return null
  const joined = new Map<string, string>()
  for (const [index, name] of fields.entries()) {
    const [above = '', before = '', below = ''] = [cells.get(name), last.get(name), next.get(name)]
    // Nothing goes on below an empty cell.
    if (below !== '' && before === '') return null
    const room = (bars[index + 1] ?? 0) - (bars[index] ?? 0) - 3
    // A word that was cut fills its cell, or ends with a hyphen; else a blank stood there.
    const isCut = before.endsWith('-') || before.length >= room
    joined.set(name, below === '' ? above : `${above}${isCut ? '' : ' '}${below}`)
  }
  return joined
}

// A border may have lost its first characters, and have fewer columns than the header.
const isBorder = (text: string): boolean => /^[+-][+-]*$/.test(text.trim()) && text.includes('-')

function cellsBetweenBars(text: string): string[] {
  const cells = text
    .trim()
    .split('|')
    .map((cell) => cell.trim())
  cells.shift()
  if (cells.at(-1) === '') cells.pop()
  return cells
}

function withHeader(raw: string, cells: string[], { fields, bars }: Header, table: PrettyTable): Map<string, string> {
  const fitting = cells.length > fields.length ? (alignedToBars(raw, bars) ?? merged(cells, fields, table)) : cells
  return new Map(fields.map((field, index) => [field, fitting[index] ?? '']))
}

function withUsualColumns(cells: string[], table: PrettyTable): Map<string, string> {
  const { usualColumns, fewestCells } = table
  if (cells.length < fewestCells) return new Map()
  const fitting = cells.length > usualColumns.length ? merged(cells, usualColumns, table) : cells
  return new Map(usualColumns.map((field, index) => [field, fitting[index] ?? '']))
}

/** The client pads by display width, in which Chinese characters count two: where a header's bar is, each row has one. */
function alignedToBars(raw: string, bars: number[]): string[] | null {
  const wanted = new Set(bars)
  const cells: string[] = []
  let column = 0
  let start = 0
  let index = 0
  for (const character of raw) {
    if (wanted.has(column)) {
      if (character !== '|') return null
      cells.push(raw.slice(start, index).trim())
      start = index + 1
    }
    index += character.length
    column += displayWidth(character)
  }
  cells.shift()
  return cells.length === bars.length - 1 ? cells : null
}

function barsOf(raw: string): number[] {
  const bars: number[] = []
  let column = 0
  for (const character of raw) {
    if (character === '|') bars.push(column)
    column += displayWidth(character)
  }
  return bars
}

const displayWidth = (character: string): number => eastAsianWidth(character.codePointAt(0) ?? 0)

/** Surplus bars belong to the one column with a text of the operator's. */
function merged(cells: string[], fields: readonly string[], { freeText }: PrettyTable): string[] {
  const at = freeText === null ? -1 : fields.indexOf(freeText)
  if (at < 0) return cells
  const surplus = cells.length - fields.length
  return [...cells.slice(0, at), cells.slice(at, at + surplus + 1).join(' | '), ...cells.slice(at + surplus + 1)]
}

function readJsonList<F extends object>(
  lines: readonly Line[],
  first: number,
  { fieldOfColumn }: PrettyTable,
  builder: ParsedBuilder<F>,
  rowOf: RowOf<F>,
): boolean {
  const last = lines.findLastIndex(({ text }) => text.endsWith(']'))
  const body = lines.slice(first, last + 1)
  const list = parseJson(body.map(({ text }) => text).join('\n'))
  if (!Array.isArray(list)) return false
  for (const each of [...lines.slice(0, first), ...lines.slice(last + 1)]) builder.addUnparsed(each)
  const starts = body.filter(({ text }) => text === '  {').map(({ line }) => line)
  const ends = body.filter(({ text }) => text === '  },' || text === '  }').map(({ line }) => line)
  const strange: Line[] = []
  const isPretty = starts.length === list.length && ends.length === list.length
  for (const [index, item] of asArray(list).entries()) {
    const cells = new Map<string, string>()
    for (const [name, value] of Object.entries(asObject(item) ?? {})) {
      const field = fieldOfColumn.get(name.toLowerCase())
      if (field !== undefined) cells.set(field, value === null || value === undefined ? '' : String(value))
    }
    const from = (isPretty ? starts[index] : lines[first]?.line) ?? 1
    const to = (isPretty ? ends[index] : lines[last]?.line) ?? from
    const row = rowOf(cells, from, to)
    if (row === null) strange.push({ line: from, text: JSON.stringify(item) })
    else builder.addRow(row)
  }
  // A list without a single row is another program's, down to its frame.
  for (const each of strange.length === list.length ? body : strange) builder.addUnparsed(each)
  return true
}
