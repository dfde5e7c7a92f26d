/** `cinder-service-list`: the services of OpenStack block storage, by their heartbeats. */
import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../../parse/pretty-table.ts'
import { diagnoseOpenStackClient, heartbeatOf, openStackVariants } from '../families/openstack.ts'
import type { FieldsOf } from '../fields.ts'
import { type ParseContext, probe } from '../probe.ts'
import { cinderServiceFields } from './fields.ts'

type ServiceRow = FieldsOf<typeof cinderServiceFields>

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
  usualColumns: ['binary', 'host', 'zone', 'status', 'state', 'updatedAt', 'disabledReason'],
  fewestCells: 6,
  freeText: 'disabledReason',
}

function rowOf(
  cells: Map<string, string>,
  line: number,
  lastLine: number,
  context: ParseContext,
): Row<ServiceRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const [binary, host, state] = [value('binary'), value('host'), value('state')?.toLowerCase()]
  if (binary === null || host === null || !binary.startsWith('cinder-') || !/^(up|down)$/.test(state ?? '')) return null
  const fields: ServiceRow = {
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

function parse(text: string, context: ParseContext): Parsed<ServiceRow> {
  const builder = new ParsedBuilder<ServiceRow>()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}

export const cinderServiceList = probe({
  name: 'cinder-service-list',
  title: { en: 'Block storage services', zh: '块存储服务' },
  about: {
    en: 'The services of OpenStack block storage by their heartbeats, from cinder or the openstack client.',
    zh: 'OpenStack 块存储的服务及其心跳，来自 cinder 或 openstack 客户端。',
  },
  version: 2,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('cinder service-list', 'openstack volume service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: cinderServiceFields,
  parse,
  state: ({ state, status }) => {
    const isDisabled = status === 'disabled'
    if (state === 'down') return { state: 'down', health: isDisabled ? 'attention' : 'bad' }
    return isDisabled ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  stateWords: { 'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' } },
  label: ({ binary, host }) => `${binary} ${host}`,
  workload: ({ binary }) => binary,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:cinder service-list|openstack volume service list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'cinder', settings),
})
