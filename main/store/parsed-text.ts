/**
 * What a parser made of a section, as a text of one row per line. Line numbers are kept relative to the row before, so
 * that one new pod does not change the text of every pod behind it.
 */
import { placeOfKey, standLike } from '../../shared/compare/rows-by-key.ts'
import { type Fields, type FieldValue, isInterval, type Message, type Parsed, type Row } from '../../shared/model.ts'
import { type DeltaStep, DeltaSteps, stepsOf } from './line-delta.ts'

type StoredRow = [key: string, gap: number, length: number, fields: Fields]
type Head = [unparsed: Parsed['unparsed'], notes: Message[]]

const headOf = ({ unparsed, notes }: Parsed): string => JSON.stringify([unparsed, notes] satisfies Head)

/** `previous`: the last line of the row before. */
const lineOf = ({ key, line, lastLine, fields }: Row, previous: number): string =>
  JSON.stringify([key, line - previous, lastLine - line, fields] satisfies StoredRow)

export function textOfParsed(parsed: Parsed): string {
  const lines = [headOf(parsed)]
  let previous = 0
  for (const row of parsed.rows) {
    lines.push(lineOf(row, previous))
    previous = row.lastLine
  }
  return lines.join('\n')
}

export interface ParsedDelta {
  /** Null: it says what the model says. */
  delta: string | null
  /** How many rows the model has not. */
  own: number
  /** The same rows; those that the model has are the model's. */
  rows: Row[]
}

/** What `parsed` has otherwise than `model`. Rows are compared as they are: of those that are alike no text is made. */
export function parsedDelta(model: Parsed, { rows: given, unparsed, notes }: Parsed): ParsedDelta {
  const steps = new DeltaSteps()
  const head = headOf({ rows: [], unparsed, notes })
  if (head === headOf(model)) steps.copy(0)
  else steps.write(head)
  const rows: Row[] = []
  let own = 0
  let previous = 0
  let expected = 0
  for (const row of given) {
    let place = expected
    let alike = alikeIn(model.rows, place, row, previous)
    if (alike === null) {
      place = placeOfKey(model.rows, row.key)
      alike = alikeIn(model.rows, place, row, previous)
    }
    if (alike === null) {
      steps.write(lineOf(row, previous))
      own++
    } else steps.copy(place + 1)
    rows.push(alike ?? row)
    previous = row.lastLine
    // A row that reads otherwise stands where it stood.
    expected = (place < 0 ? expected : place) + 1
  }
  standLike(rows, model.rows)
  const delta = steps.text()
  const isSame = delta === JSON.stringify([[0, model.rows.length + 1]])
  return { delta: isSame ? null : delta, own, rows }
}

/** The model's row at a place, told for where `row` stands; null where its line is another. */
function alikeIn(model: readonly Row[], place: number, row: Row, previous: number): Row | null {
  const one = model[place]
  if (one === undefined || one.key !== row.key) return null
  if (one.line - (model[place - 1]?.lastLine ?? 0) !== row.line - previous) return null
  if (one.lastLine - one.line !== row.lastLine - row.line || !areAlike(one.fields, row.fields)) return null
  return one.line === row.line ? one : shifted(one, row.line - one.line)
}

function areAlike(x: Fields, y: Fields): boolean {
  const names = Object.keys(x)
  return names.length === Object.keys(y).length && names.every((name) => isAlike(x[name], y[name]))
}

function isAlike(x: FieldValue | undefined, y: FieldValue | undefined): boolean {
  if (x === y) return true
  if (isInterval(x) && isInterval(y)) return x.earliest === y.earliest && x.latest === y.latest
  if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return false
  return x.every((each, index) => each === y[index])
}

/** Texts of rows are remembered up to this many: those of some large outputs. */
const rowsKnown = 50_000

/** Rows that read the same are decoded once and share their fields; a long history is mostly such rows. */
export class ParsedReader {
  /** A row's line -> how far it is from the row before, and the row as it was met last. */
  #known = new Map<string, { gap: number; row: Row }>()
  /** Rows that were decoded, of all that was read. */
  decoded = 0

  whole(text: string): Parsed {
    return this.#read([text], null)
  }

  /** Rows that stand where they stand in `base` are its rows. */
  delta(base: Parsed, delta: string): Parsed {
    const parsed = this.#read(stepsOf(delta), base)
    standLike(parsed.rows, base.rows)
    return parsed
  }

  #read(steps: readonly DeltaStep[], base: Parsed | null): Parsed {
    const parsed: Parsed = { rows: [], unparsed: [], notes: [] }
    let isHead = true
    for (const step of steps) {
      if (typeof step !== 'string') {
        // The head is the only line that no row's line can be, so it is copied from its own place.
        if (isHead && base !== null) [parsed.unparsed, parsed.notes] = [base.unparsed, base.notes]
        const [from, count] = step
        if (base !== null) copyRows(base.rows, Math.max(0, from - 1), from - 1 + count, parsed.rows)
        isHead = false
        continue
      }
      for (const line of step.split('\n')) {
        if (isHead) [parsed.unparsed, parsed.notes] = JSON.parse(line === '' ? '[[],[]]' : line) as Head
        else parsed.rows.push(this.#row(line, parsed.rows.at(-1)?.lastLine ?? 0))
        isHead = false
      }
    }
    return parsed
  }

  #row(line: string, previous: number): Row {
    const known = this.#known.get(line)
    if (known !== undefined) {
      const shift = previous + known.gap - known.row.line
      if (shift !== 0) known.row = shifted(known.row, shift)
      return known.row
    }
    const [key, gap, length, fields] = JSON.parse(line) as StoredRow
    this.decoded++
    const row = { key, line: previous + gap, lastLine: previous + gap + length, fields }
    if (this.#known.size >= rowsKnown) this.#known.clear()
    // Cut out of its text, which would stay in memory with it.
    this.#known.set(Buffer.from(line).toString(), { gap, row })
    return row
  }
}

const shifted = (row: Row, by: number): Row => ({
  key: row.key,
  line: row.line + by,
  lastLine: row.lastLine + by,
  fields: row.fields,
})

function copyRows(base: readonly Row[], from: number, to: number, rows: Row[]): void {
  const first = base[from]
  if (first === undefined) return
  const gap = first.line - (base[from - 1]?.lastLine ?? 0)
  const shift = (rows.at(-1)?.lastLine ?? 0) + gap - first.line
  for (let at = from; at < to; at++) {
    const row = base[at]
    if (row !== undefined) rows.push(shift === 0 ? row : shifted(row, shift))
  }
}
