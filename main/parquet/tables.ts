/** The tables of a Parquet export. `docs/parquet.md` tells them to those who ask a warehouse. */

/** What a column of each type is given. */
interface ColumnTypes {
  STRING: string
  JSON: object
  TIMESTAMP: Date
  INT32: number
}
type ColumnType = keyof ColumnTypes

export interface Column<Name extends string = string, Type extends ColumnType = ColumnType, IsNullable = boolean> {
  name: Name
  type: Type
  isNullable: IsNullable
}

const column =
  <const Type extends ColumnType>(type: Type) =>
  <const Name extends string>(name: Name): Column<Name, Type, false> => ({ name, type, isNullable: false })
const text = column('STRING')
const count = column('INT32')
const time = column('TIMESTAMP')
const json = column('JSON')
const nullable = <Name extends string, Type extends ColumnType>({ name, type }: Column<Name, Type>) =>
  ({ name, type, isNullable: true }) as const

/** Raised when a column changes its name, type or meaning; new columns do not raise it. */
export const parquetVersion = 1

/** One file each. Columns are written and documented in this order. */
export const parquetTables = {
  snapshots: [
    text('site'),
    text('snapshot'),
    time('taken_at'),
    nullable(text('taken_at_inferred')),
    text('source'),
    text('origin'),
  ],
  sections: [
    text('site'),
    text('snapshot'),
    time('taken_at'),
    text('node'),
    text('probe'),
    nullable(text('pod')),
    text('command'),
    text('outcome'),
    text('message'),
    nullable(count('exit_code')),
    count('rows'),
    count('unparsed_lines'),
    nullable(text('partial_view')),
  ],
  rows: [
    text('site'),
    text('snapshot'),
    time('taken_at'),
    text('probe'),
    text('place'),
    text('key'),
    text('label'),
    text('state'),
    text('health'),
    json('fields'),
    text('node'),
    nullable(text('pod')),
    count('first_line'),
    count('last_line'),
  ],
  spans: [
    text('site'),
    text('probe'),
    text('place'),
    text('key'),
    text('label'),
    text('state'),
    text('health'),
    text('from_snapshot'),
    time('from_at'),
    text('to_snapshot'),
    time('to_at'),
  ],
  findings: [
    text('site'),
    text('rule'),
    text('severity'),
    text('certainty'),
    text('probe'),
    text('place'),
    text('key'),
    nullable(time('since_earliest')),
    nullable(time('since_latest')),
    text('cause'),
    json('params'),
    json('evidence'),
  ],
} as const satisfies Record<string, readonly Column[]>

export type ParquetTable = keyof typeof parquetTables

type CellOf<C extends Column> = ColumnTypes[C['type']] | (C['isNullable'] extends true ? null : never)
/** A row of a table: a value for each of its columns. */
export type ParquetRow<T extends ParquetTable> = {
  [C in (typeof parquetTables)[T][number] as C['name']]: CellOf<C>
}
/** The rows of each table, as they are wanted. */
export type ParquetSource = { [T in ParquetTable]: () => AsyncIterable<ParquetRow<T>> }
