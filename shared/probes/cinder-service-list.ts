/** `cinder-service-list`: the services of OpenStack block storage, by their heartbeats. */
import type { Fields, Parsed, Row } from '../model.ts'
import { asText, ParsedBuilder } from '../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../parse/pretty-table.ts'
import { diagnoseOpenStackClient, heartbeatOf, openStackVariants } from './openstack-client.ts'
import type { ParseContext, Probe } from './probe.ts'

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

function rowOf(cells: Map<string, string>, line: number, lastLine: number, context: ParseContext): Row | null {
  const value = (name: string) => valueIn(cells, name)
  const [binary, host, state] = [value('binary'), value('host'), value('state')?.toLowerCase()]
  if (binary === null || host === null || !binary.startsWith('cinder-') || !/^(up|down)$/.test(state ?? '')) return null
  const fields: Fields = {
    ...{ binary, host, zone: value('zone'), status: value('status'), state: state ?? null },
    disabledReason: value('disabledReason'),
    ...heartbeatOf(value('updatedAt'), context),
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

function parse(text: string, context: ParseContext): Parsed {
  const builder = new ParsedBuilder()
  readPrettyTable(text, table, builder, (cells, line, lastLine) => rowOf(cells, line, lastLine, context))
  return builder.build()
}

export const cinderServiceList: Probe = {
  name: 'cinder-service-list',
  version: 1,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('cinder service-list', 'openstack volume service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['zone', 'status', 'state', 'disabledReason'],
  state: ({ state, status }) => {
    const isDisabled = status === 'disabled'
    if (state === 'down') return { state: 'down', health: isDisabled ? 'attention' : 'bad' }
    return isDisabled ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  label: ({ binary, host }) => `${asText(binary)} ${asText(host)}`,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:cinder service-list|openstack volume service list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended) => diagnoseOpenStackClient(ended, 'cinder'),
}
