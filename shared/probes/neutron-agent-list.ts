/** `neutron-agent-list`: the agents of OpenStack networking. */
import type { Fields, Parsed, Row } from '../model.ts'
import { asText, ParsedBuilder } from '../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../parse/pretty-table.ts'
import { diagnoseOpenStackClient, openStackVariants } from './openstack-client.ts'
import type { Probe } from './probe.ts'

const table: PrettyTable = {
  fieldOfColumn: new Map([
    ['id', 'id'],
    ['agent_type', 'agentType'],
    ['agent type', 'agentType'],
    ['host', 'host'],
    ['availability_zone', 'availabilityZone'],
    ['availability zone', 'availabilityZone'],
    ['alive', 'alive'],
    ['admin_state_up', 'adminStateUp'],
    // The openstack client's `State` is the administrator's, not the agent's.
    ['state', 'adminStateUp'],
    ['binary', 'binary'],
  ]),
  required: ['agentType', 'host', 'alive'],
  usualColumns: ['id', 'agentType', 'host', 'availabilityZone', 'alive', 'adminStateUp', 'binary'],
  fewestCells: 7,
  freeText: null,
}

/** `:-)` and `xxx`, or words; null when it is neither. */
function isYes(text: string | null): boolean | null {
  if (text === null) return null
  if (/^(:-\)|true|up)$/i.test(text)) return true
  return /^(xxx|false|down)$/i.test(text) ? false : null
}

function rowOf(cells: Map<string, string>, line: number, lastLine: number): Row | null {
  const value = (name: string) => valueIn(cells, name)
  const [agentType, host, alive] = [value('agentType'), value('host'), isYes(value('alive'))]
  if (agentType === null || host === null || alive === null) return null
  const fields: Fields = {
    ...{ id: value('id'), agentType, host, availabilityZone: value('availabilityZone'), alive },
    ...{ adminStateUp: isYes(value('adminStateUp')), binary: value('binary') },
  }
  return { key: `${value('binary') ?? agentType}@${host}`, line, lastLine, fields }
}

function parse(text: string): Parsed {
  const builder = new ParsedBuilder()
  readPrettyTable(text, table, builder, rowOf)
  return builder.build()
}

export const neutronAgentList: Probe = {
  name: 'neutron-agent-list',
  version: 1,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('neutron agent-list', 'openstack network agent list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['id', 'availabilityZone', 'alive', 'adminStateUp'],
  state: ({ alive, adminStateUp }) => {
    if (alive !== true) return { state: 'down', health: adminStateUp === false ? 'attention' : 'bad' }
    return adminStateUp === false ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  label: ({ binary, agentType, host }) => `${asText(binary) || asText(agentType)} ${asText(host)}`,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:neutron agent-list|openstack network agent list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(agent-type|host|binary|field)[ =]/.test(command),
  diagnose: (ended) => diagnoseOpenStackClient(ended, 'neutron'),
}
