/** `nova-service-list`: the services of OpenStack compute, by their heartbeats. */
import type { Fields, Health, Parsed, Row } from '../model.ts'
import { asText, ParsedBuilder } from '../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../parse/pretty-table.ts'
import { diagnoseOpenStackClient, heartbeatOf, openStackVariants } from './openstack-client.ts'
import type { ParseContext, Probe } from './probe.ts'

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

/** A heartbeat is written every 10 s (nova's `report_interval`); older than three of them it is late. */
const lateHeartbeatSeconds = 30

const table: PrettyTable = {
  fieldOfColumn,
  required: ['binary', 'host'],
  usualColumns,
  fewestCells: 7,
  freeText: 'disabledReason',
}

function parse(text: string, context: ParseContext): Parsed {
  const builder = new ParsedBuilder()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}

function rowOf(cells: Map<string, string>, line: number, lastLine: number, context: ParseContext): Row | null {
  const value = (name: string) => valueIn(cells, name)
  const binary = value('binary')
  const host = value('host')
  const state = value('state')
  if (binary === null || host === null || !/^[A-Za-z]/.test(binary) || state === null) return null
  const heartbeat = heartbeatOf(value('updatedAt'), context)
  const forcedDown = value('forcedDown')?.toLowerCase()
  const fields: Fields = {
    id: value('id'),
    binary,
    host,
    zone: value('zone'),
    status: value('status'),
    state: state.toLowerCase(),
    updatedAt: heartbeat.updatedAt,
    disabledReason: value('disabledReason'),
    forcedDown: forcedDown === 'true' ? true : forcedDown === 'false' ? false : null,
    heartbeatAgeSeconds: heartbeat.heartbeatAgeSeconds,
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

function stateOf({ state, status, forcedDown, heartbeatAgeSeconds }: Fields): { state: string; health: Health } {
  if (forcedDown === true) return { state: 'forced down', health: 'bad' }
  if (state === 'down') return { state: 'down', health: status === 'disabled' ? 'attention' : 'bad' }
  if (state !== 'up') return { state: asText(state) || 'unknown', health: 'unknown' }
  if (typeof heartbeatAgeSeconds === 'number' && heartbeatAgeSeconds > lateHeartbeatSeconds)
    return { state: 'up, old heartbeat', health: 'attention' }
  return status === 'disabled' ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
}

export const novaServiceList: Probe = {
  name: 'nova-service-list',
  version: 1,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('nova service-list', 'openstack compute service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['id', 'zone', 'status', 'state', 'disabledReason', 'forcedDown'],
  state: stateOf,
  label: ({ binary, host }) => `${asText(binary)} ${asText(host)}`,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:nova (?:-\S+ (?:\d\S* )?)*service-list|openstack compute service list)(?=\s|$|['"])/.test(
      command,
    ),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended) => diagnoseOpenStackClient(ended, 'nova'),
}
