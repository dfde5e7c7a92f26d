import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { heartbeatOf } from '../families/openstack.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../families/pretty-table.ts'
import type { ParseContext } from '../probe.ts'
import type { NovaServiceRow } from './fields.ts'

/** Column names of the nova client and of `openstack compute service list`, and the fields they fill. */
const fieldOfColumn = new Map([
  ['id', 'id'],
  ['binary', 'binary'],
  ['host', 'host'],
  ['zone', 'zone'],
  ['status', 'status'],
  ['state', 'state'],
  ['updated_at', 'updatedAt'],
  ['updated at', 'updatedAt'],
  ['disabled reason', 'disabledReason'],
  ['forced down', 'forcedDown'],
])
/** Columns when no header is shown, in the order of the nova client; older ones lack the last, openstack the last two. */
const usualColumns = ['id', 'binary', 'host', 'zone', 'status', 'state', 'updatedAt', 'disabledReason', 'forcedDown']

const table: PrettyTable = {
  fieldOfColumn,
  required: ['binary', 'host'],
  always: ['binary', 'host', 'status'],
  usualColumns,
  fewestCells: 7,
  freeText: 'disabledReason',
}

export function parse(text: string, context: ParseContext): Parsed<NovaServiceRow> {
  const builder = new ParsedBuilder<NovaServiceRow>()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}

/** Their clients head tables as those of nova do. */
const ofOtherServices = /^(?:cinder|manila)-/

function rowOf(
  cells: Map<string, string>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<NovaServiceRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const binary = value('binary')
  const host = value('host')
  const status = value('status')
  // Of a cell that is down nova knows hosts and binaries alone, and says so: status UNKNOWN, and no state.
  const state = value('state') ?? (status === 'UNKNOWN' ? 'unknown' : null)
  if (binary === null || host === null || !/^[A-Za-z]/.test(binary) || state === null) return null
  if (ofOtherServices.test(binary)) return null
  const heartbeat = heartbeatOf(value('updatedAt'), context)
  const forcedDown = value('forcedDown')?.toLowerCase()
  const fields: NovaServiceRow = {
    id: value('id'),
    binary,
    host,
    zone: value('zone'),
    status,
    state: state.toLowerCase(),
    updatedAt: heartbeat.updatedAt,
    disabledReason: value('disabledReason'),
    forcedDown: forcedDown === 'true' || forcedDown === 'false' ? forcedDown === 'true' : null,
    heartbeatAgeSeconds: heartbeat.heartbeatAgeSeconds,
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}
