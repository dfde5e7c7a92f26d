/** The tables of a Parquet export. `docs/parquet.md` tells them to those who ask a warehouse. */
import type { BasicType } from 'hyparquet-writer'

export interface Column {
  name: string
  type: Extract<BasicType, 'STRING' | 'JSON' | 'TIMESTAMP' | 'INT32'>
  isNullable: boolean
}

const text = (name: string): Column => ({ name, type: 'STRING', isNullable: false })
const count = (name: string): Column => ({ name, type: 'INT32', isNullable: false })
const time = (name: string): Column => ({ name, type: 'TIMESTAMP', isNullable: false })
const json = (name: string): Column => ({ name, type: 'JSON', isNullable: false })
const nullable = (column: Column): Column => ({ ...column, isNullable: true })

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
    ...[text('site'), text('snapshot'), time('taken_at'), text('node'), text('probe'), nullable(text('pod'))],
    ...[text('command'), text('outcome'), text('message'), nullable(count('exit_code'))],
    ...[count('rows'), count('unparsed_lines'), nullable(text('partial_view'))],
  ],
  rows: [
    ...[text('site'), text('snapshot'), time('taken_at'), text('probe'), text('place'), text('key')],
    ...[text('label'), text('state'), text('health'), json('fields')],
    ...[text('node'), nullable(text('pod')), count('first_line'), count('last_line')],
  ],
  spans: [
    ...[text('site'), text('probe'), text('place'), text('key'), text('label'), text('state'), text('health')],
    ...[text('from_snapshot'), time('from_at'), text('to_snapshot'), time('to_at')],
  ],
  findings: [
    ...[text('site'), text('rule'), text('severity'), text('certainty'), text('probe'), text('place'), text('key')],
    ...[
      nullable(time('since_earliest')),
      nullable(time('since_latest')),
      text('cause'),
      json('params'),
      json('evidence'),
    ],
  ],
} satisfies Record<string, Column[]>

export type ParquetTable = keyof typeof parquetTables
/** A value per column. */
export type ParquetRow = Record<string, string | number | Date | object | null>
