/** `neutron-agent-list`: the agents of OpenStack networking. */
import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../../parse/pretty-table.ts'
import { diagnoseOpenStackClient, openStackVariants } from '../families/openstack.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { neutronAgentFields } from './fields.ts'

type AgentRow = FieldsOf<typeof neutronAgentFields>

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

function rowOf(cells: Map<string, string>, line: number, lastLine: number): Row<AgentRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const [agentType, host, alive] = [value('agentType'), value('host'), isYes(value('alive'))]
  if (agentType === null || host === null || alive === null) return null
  const fields: AgentRow = {
    id: value('id'),
    agentType,
    host,
    availabilityZone: value('availabilityZone'),
    alive,
    adminStateUp: isYes(value('adminStateUp')),
    binary: value('binary'),
  }
  return { key: `${value('binary') ?? agentType}@${host}`, line, lastLine, fields }
}

function parse(text: string): Parsed<AgentRow> {
  const builder = new ParsedBuilder<AgentRow>()
  readPrettyTable(text, table, builder, rowOf)
  return builder.build()
}

export const neutronAgentList = probe({
  name: 'neutron-agent-list',
  title: { en: 'Network agents', zh: '网络 Agent' },
  about: {
    en: 'The agents of OpenStack networking, from neutron or the openstack client.',
    zh: 'OpenStack 网络的 Agent，来自 neutron 或 openstack 客户端。',
  },
  version: 2,
  scope: 'cluster',
  runsIn: 'nova-pod',
  variants: openStackVariants('neutron agent-list', 'openstack network agent list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: neutronAgentFields,
  heads: [/^\s*\|.{0,200}\bagent[_ ]type\b.{0,200}\bhost\b.{0,400}\|\s*$/i],
  parse,
  state: ({ alive, adminStateUp }) => {
    if (!alive) return { state: 'down', health: adminStateUp === false ? 'attention' : 'bad' }
    return adminStateUp === false ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  stateWords: {
    up: { en: 'up', zh: 'up' },
    down: { en: 'down', zh: 'down' },
    'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' },
  },
  label: ({ binary, agentType, host }) => `${binary ?? agentType} ${host}`,
  workload: ({ binary, agentType }) => binary ?? agentType,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:neutron agent-list|openstack network agent list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(agent-type|host|binary|field)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'neutron', settings),
})
