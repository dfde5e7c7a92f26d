/**
 * Tables of cells under a head, as kubectl, docker and df print them. Cells are told by their place under the head, else by
 * their order and by what each column may hold: so a table is also read whose head was filtered away, whose blanks were
 * collapsed or became tabs, or whose empty cells got lost on a web page.
 */
import type { Fields, Row } from '../model.ts'
import { isBlank, type Line, linesOf, type ParsedBuilder } from './lines.ts'

export interface Column {
  /** Its names in heads. */
  heads: readonly string[]
  /** What its cell holds, from end to end; without it: one word. */
  holds?: RegExp
  /** Its cell may hold several words. */
  words?: true
  /** Its cell may be empty, or lost: some pages take `<none>` for a tag of theirs. */
  isOptional?: true
}

export interface ColumnTable<C extends string> {
  columns: Readonly<Record<C, Column>>
  /** Whether a line of these columns is the head of such a table; null stands for a column of another name. */
  isHead: (columns: readonly (NoInfer<C> | null)[]) => boolean
  /** Columns of rows that no head announces, the usual first. */
  headless: readonly (readonly NoInfer<C>[])[]
  /** How the rest of a row begins that stands on a line of its own. */
  continues?: RegExp
  /** A thing may be listed again as it changes, when the table is watched: its last row counts. */
  isWatched?: true
  /** Heads of other tables of the same program: the rows below them are not of this one. */
  otherHeads?: RegExp
}

/** Cells by their columns; a column that the table lacks is not in it. */
export type Cells<C extends string> = ReadonlyMap<C, string>

type RowOf<C extends string, F extends object> = (cells: Cells<C>, line: number, lastLine: number) => Row<F> | null

export interface ColumnReader<C extends string> {
  /** Whether a line heads such a table. */
  test: (line: string) => boolean
  /** Gives the cells of every row to `rowOf`; null from it, or no cells that fit: the line is not understood. */
  read: <F extends object = Fields>(text: string, builder: ParsedBuilder<F>, rowOf: RowOf<C, F>) => void
}

/** A column of one table, and where it begins. */
interface Placed<C extends string> extends Column {
  key: C | null
  /** By character; null where no head tells. */
  start: number | null
}

interface Token {
  start: number
  end: number
}

const longestHead = 500
/** Longer lines are only read by the places of their columns. */
const mostTokens = 300

export function columnReader<const C extends string>(table: ColumnTable<C>): ColumnReader<C> {
  const names = namesOf(table)
  const beginnings = new Set(names.map(({ name }) => firstWord(name)))
  const keys: Readonly<Record<string, Column>> = table.columns

  const headOf = (line: string): Placed<C>[] | null => {
    if (line.length > longestHead || !beginnings.has(firstWord(line.trimStart()))) return null
    const columns = headColumns(line, names)
    return table.isHead(columns.map(({ key }) => key)) ? columns : null
  }
  const headless = table.headless.map((columns) =>
    columns.map((key): Placed<C> => ({ ...keys[key], heads: [], key, start: null })),
  )

  const read = <F extends object>(text: string, builder: ParsedBuilder<F>, rowOf: RowOf<C, F>): void => {
    const lines = linesOf(text).filter((each) => !isBlank(each.text))
    let head: Placed<C>[] | null = null
    let isOther = false
    const rowIn = (line: string, from: number, to: number): Row<F> | null => {
      for (const columns of head === null ? headless : [head, ...headless]) {
        const cells = cellsOf(line, columns)
        const row = cells === null ? null : rowOf(cells, from, to)
        if (row !== null) return row
      }
      return null
    }
    for (let index = 0; index < lines.length; index++) {
      const each = lines[index]!
      const found = headOf(each.text)
      if (found !== null) {
        head = found
        isOther = false
        continue
      }
      isOther ||= table.otherHeads?.test(each.text.slice(0, longestHead)) === true
      const rest = restOf(lines[index + 1], table)
      const joined = isOther || rest === null ? null : rowIn(`${each.text}  ${rest.text.trim()}`, each.line, rest.line)
      const row = joined ?? (isOther ? null : rowIn(each.text, each.line, each.line))
      if (joined !== null) index += 1
      if (row === null) builder.addUnparsed(each)
      else if (table.isWatched === true) builder.addLatest(row)
      else builder.addRow(row)
    }
  }
  return { test: (line) => headOf(line) !== null, read }
}

const firstWord = (text: string): string => /^\S*/.exec(text)?.[0] ?? ''

const restOf = (next: Line | undefined, { continues }: { continues?: RegExp }): Line | null =>
  next !== undefined && continues?.test(next.text) === true ? next : null

interface Name<C extends string> {
  name: string
  key: C
  column: Column
}

/** The longest first: `NOMINATED NODE` is no `NODE`. */
function namesOf<C extends string>({ columns }: ColumnTable<C>): Name<C>[] {
  const entries = Object.entries<Column>(columns)
  // Object.entries knows no keys more narrow than string.
  const names = entries.flatMap(([key, column]) => column.heads.map((name) => ({ name, key: key as C, column })))
  return names.toSorted((a, b) => b.name.length - a.name.length)
}

/** Columns of a head, also where all its blanks but one were lost. Words that no column is named by make one of their own. */
function headColumns<C extends string>(line: string, names: readonly Name<C>[]): Placed<C>[] {
  const columns: Placed<C>[] = []
  let end = 0
  for (const { index: start, 0: word } of line.matchAll(/\S+/g)) {
    if (start < end) continue
    const known = names.find(({ name }) => line.startsWith(name, start) && !/\S/.test(line[start + name.length] ?? ' '))
    const last = columns.at(-1)
    if (known !== undefined) columns.push({ ...known.column, key: known.key, start })
    // A word one blank behind another unknown one belongs to the same name.
    else if (last === undefined || last.key !== null || start > end + 1)
      columns.push({ heads: [], key: null, start, isOptional: true })
    end = start + (known?.name ?? word).length
  }
  return columns
}

/** The cells of a line, or null when they do not fit the columns. */
function cellsOf<C extends string>(line: string, columns: readonly Placed<C>[]): Cells<C> | null {
  return alignedCells(line, columns) ?? tabbedCells(line, columns) ?? fittingCells(line, columns)
}

const oneWord = /^\S+$/

const holds = ({ holds: pattern = oneWord, isOptional }: Column, cell: string): boolean =>
  cell === '' ? isOptional === true : pattern.test(cell)

function cellsByColumn<C extends string>(columns: readonly Placed<C>[], cells: readonly string[]): Cells<C> | null {
  const found = new Map<C, string>()
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (!holds(column, cell)) return null
    if (column.key !== null) found.set(column.key, cell)
  }
  return found
}

/** A line that lines up with the head: a blank ahead of every column, cut there by character, as the writers count. */
function alignedCells<C extends string>(line: string, columns: readonly Placed<C>[]): Cells<C> | null {
  if (columns[0]?.start === null || line.includes('\t')) return null
  // Beyond the Basic Multilingual Plane one character takes two places of a JavaScript string.
  const text = /[\ud800-\udbff]/.test(line) ? Array.from(line) : line
  const cells: string[] = []
  for (const [index, { start }] of columns.entries()) {
    const from = start ?? 0
    const end = columns[index + 1]?.start ?? text.length
    const part = text.slice(index === 0 ? 0 : from, end)
    const cell = typeof part === 'string' ? part : part.join('')
    if (from > 0 && from <= text.length && text[from - 1] !== ' ') return null
    if (index > 0 && cell[0] === ' ' && !isBlank(cell)) return null
    cells.push(cell.trim())
  }
  return cellsByColumn(columns, cells)
}

function tabbedCells<C extends string>(line: string, columns: readonly Placed<C>[]): Cells<C> | null {
  if (!line.includes('\t')) return null
  const cells = line.split('\t').map((cell) => cell.trim())
  return cells.length === columns.length ? cellsByColumn(columns, cells) : null
}

/** Cells in the order of the columns, each as far as its column may hold it: parted by two blanks or tabs, else by any. */
function fittingCells<C extends string>(line: string, columns: readonly Placed<C>[]): Cells<C> | null {
  const parts = tokensOf(line, /[^\s]+(?: [^\s]+)*/g)
  if (parts === null) return null
  const byParts = fitted(line, parts, columns, true)
  if (byParts !== null) return byParts
  const words = tokensOf(line, /\S+/g)
  return words === null || words.length === parts.length ? null : fitted(line, words, columns, false)
}

function tokensOf(line: string, pattern: RegExp): Token[] | null {
  const tokens: Token[] = []
  for (const match of line.matchAll(pattern)) {
    tokens.push({ start: match.index, end: match.index + match[0].length })
    if (tokens.length > mostTokens) return null
  }
  return tokens
}

/** `isWhole`: every token is a cell. Else a column of words may take several. */
function fitted<C extends string>(
  line: string,
  tokens: readonly Token[],
  columns: readonly Placed<C>[],
  isWhole: boolean,
): Cells<C> | null {
  const cells: string[] = []
  const failed = new Set<number>()
  const fits = (index: number, at: number): boolean => {
    const column = columns[index]
    if (column === undefined) return at === tokens.length
    const state = index * (tokens.length + 1) + at
    if (failed.has(state)) return false
    const left = tokens.length - at
    const most = isWhole || column.words !== true ? Math.min(1, left) : left
    const least = index === columns.length - 1 ? Math.max(1, left) : 1
    for (let count = least; count <= most; count++) {
      const cell = line.slice(tokens[at]?.start, tokens[at + count - 1]?.end)
      cells[index] = cell
      if (holds(column, cell) && fits(index + 1, at + count)) return true
    }
    cells[index] = ''
    if (column.isOptional === true && fits(index + 1, at)) return true
    failed.add(state)
    return false
  }
  return fits(0, 0) ? cellsByColumn(columns, cells) : null
}
