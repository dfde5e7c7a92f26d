import type { Parsed, Row } from '../../model.ts'
import { ParsedBuilder } from '../../parse/lines.ts'
import { type PrettyTable, readPrettyTable, valueIn } from '../families/pretty-table.ts'
import type { NeutronAgentRow } from './fields.ts'

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
  always: ['agentType', 'host', 'alive'],
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

function rowOf(cells: Map<string, string>, line: number, lastLine: number): Row<NeutronAgentRow> | null {
  const value = (name: string) => valueIn(cells, name)
  const [agentType, host, alive] = [value('agentType'), value('host'), isYes(value('alive'))]
  if (agentType === null || host === null || alive === null) return null
  const fields: NeutronAgentRow = {
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

export function parse(text: string): Parsed<NeutronAgentRow> {
  const builder = new ParsedBuilder<NeutronAgentRow>()
  readPrettyTable(text, table, builder, rowOf)
  return builder.build()
}
