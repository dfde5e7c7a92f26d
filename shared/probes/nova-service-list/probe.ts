/** `nova-service-list`: the services of OpenStack compute, by their heartbeats. */
import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../../parse/pretty-table.ts'
import { secondMs } from '../../parse/time.ts'
import type { Thresholds } from '../../thresholds.ts'
import { diagnoseOpenStackClient, heartbeatOf, openStackVariants } from '../families/openstack.ts'
import type { FieldsOf } from '../fields.ts'
import { type ParseContext, probe, type State } from '../probe.ts'
import { novaServiceFields } from './fields.ts'

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

type ServiceRow = FieldsOf<typeof novaServiceFields>

const table: PrettyTable = {
  fieldOfColumn,
  required: ['binary', 'host'],
  usualColumns,
  fewestCells: 7,
  freeText: 'disabledReason',
}

function parse(text: string, context: ParseContext): Parsed<ServiceRow> {
  const builder = new ParsedBuilder<ServiceRow>()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}

function rowOf(
  cells: Map<string, string>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ServiceRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const binary = value('binary')
  const host = value('host')
  const state = value('state')
  if (binary === null || host === null || !/^[A-Za-z]/.test(binary) || state === null) return null
  const heartbeat = heartbeatOf(value('updatedAt'), context)
  const forcedDown = value('forcedDown')?.toLowerCase()
  const fields: ServiceRow = {
    id: value('id'),
    binary,
    host,
    zone: value('zone'),
    status: value('status'),
    state: state.toLowerCase(),
    updatedAt: heartbeat.updatedAt,
    disabledReason: value('disabledReason'),
    forcedDown: forcedDown === 'true' || forcedDown === 'false' ? forcedDown === 'true' : null,
    heartbeatAgeSeconds: heartbeat.heartbeatAgeSeconds,
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

function stateOf(
  { state, status, forcedDown, heartbeatAgeSeconds }: ServiceRow,
  { heartbeatLateMs }: Thresholds,
): State {
  if (forcedDown === true) return { state: 'forced down', health: 'bad' }
  if (state === 'down') return { state: 'down', health: status === 'disabled' ? 'attention' : 'bad' }
  if (state !== 'up') return { state, health: 'unknown' }
  if (heartbeatAgeSeconds !== null && heartbeatAgeSeconds * secondMs > heartbeatLateMs)
    return { state: 'up, old heartbeat', health: 'attention' }
  return status === 'disabled' ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
}

export const novaServiceList = probe({
  name: 'nova-service-list',
  title: { en: 'Services', zh: '服务' },
  about: {
    en: 'The services of OpenStack compute by their heartbeats: tables of every version, JSON and table of `openstack compute service list`.',
    zh: 'OpenStack 计算的服务及其心跳：各版本的表格，以及 `openstack compute service list` 的 JSON 与表格。',
  },
  version: 2,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('nova service-list', 'openstack compute service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: novaServiceFields,
  isFrequent: true,
  heads: [/^\s*\|.{0,200}\bBinary\b.{0,200}\bHost\b.{0,400}\|\s*$/],
  parse,
  state: stateOf,
  stateWords: {
    'forced down': { en: 'forced down', zh: '强制下线' },
    'up, old heartbeat': { en: 'up, old heartbeat', zh: 'up，心跳已旧' },
    'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' },
  },
  label: ({ binary, host }) => `${binary} ${host}`,
  workload: ({ binary }) => binary,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:nova (?:-\S+ (?:\d\S* )?)*service-list|openstack compute service list)(?=\s|$|['"])/.test(
      command,
    ),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'nova', settings),
})
