import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { heartbeatOf } from '../families/openstack.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../families/pretty-table.ts'
import type { ParseContext } from '../probe.ts'
import type { CinderServiceRow } from './fields.ts'

const table: PrettyTable = {
  fieldOfColumn: new Map([
    ['binary', 'binary'],
    ['host', 'host'],
    ['zone', 'zone'],
    ['status', 'status'],
    ['state', 'state'],
    ['updated_at', 'updatedAt'],
    ['updated at', 'updatedAt'],
    ['cluster', 'cluster'],
    ['disabled reason', 'disabledReason'],
    ['disabled_reason', 'disabledReason'],
  ]),
  required: ['binary', 'host'],
  always: ['binary', 'host', 'status'],
  usualColumns: ['binary', 'host', 'zone', 'status', 'state', 'updatedAt', 'disabledReason'],
  fewestCells: 6,
  freeText: 'disabledReason',
}

function rowOf(
  cells: Map<string, string>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<CinderServiceRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const [binary, host, state] = [value('binary'), value('host'), value('state')?.toLowerCase()]
  if (binary === null || host === null || !binary.startsWith('cinder-') || !/^(up|down)$/.test(state ?? '')) return null
  const fields: CinderServiceRow = {
    binary,
    host,
    zone: value('zone'),
    status: value('status'),
    state: state ?? null,
    disabledReason: value('disabledReason'),
    ...heartbeatOf(value('updatedAt'), context),
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

export function parse(text: string, context: ParseContext): Parsed<CinderServiceRow> {
  const builder = new ParsedBuilder<CinderServiceRow>()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}
