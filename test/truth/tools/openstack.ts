/** Lists of services and agents: prettytable, with `is_up` as the API node computes it. */
import { inside, periodAt } from '../world/periods.ts'
import { stateOf, writtenMs } from '../world/services.ts'
import type { ClusterNode, ServiceList } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { prettyTable } from './print.ts'
import type { Answer, ServiceRow } from './rows.ts'

/** `2026-11-24T10:00:00.000000`, UTC without saying so. */
const utc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}.000000`

/** `api`: the node whose API server answers. */
export function servicesText(
  world: World,
  list: ServiceList,
  atMs: number,
  api: ClusterNode,
): Answer<'nova-service-list'> {
  const rows = world.services
    .filter((service) => service.list === list)
    .map(
      (service): ServiceRow => ({
        key: service.key,
        service,
        state: stateOf(world, service, atMs, api),
        status: inside(service.disabled, atMs) ? 'disabled' : 'enabled',
        isForced: inside(service.forced, atMs),
      }),
    )
  const updated = ({ service }: ServiceRow) => utc(writtenMs(world, service, atMs))
  const reason = ({ service }: ServiceRow) => periodAt(service.disabled, atMs)?.reason ?? '-'
  if (list === 'neutron') return { rows, text: agentsTable(rows) }
  if (list === 'cinder') {
    const header = ['Binary', 'Host', 'Zone', 'Status', 'State', 'Updated_at', 'Disabled Reason']
    const line = (row: ServiceRow) => {
      const { binary, host } = row.service
      return [binary, host, 'nova', row.status, row.state, updated(row), reason(row)]
    }
    return { rows, text: prettyTable(header, rows.map(line)) }
  }
  const how = world.traits.print.nova
  if (how === 'openstack-json') {
    const objects = rows.map((row) => ({
      ID: row.service.id,
      Binary: row.service.binary,
      Host: row.service.host,
      Zone: row.service.zone,
      Status: row.status,
      State: row.state,
      'Updated At': updated(row),
    }))
    return { rows, text: `${JSON.stringify(objects, null, 2)}\n` }
  }
  const isOld = how === 'nova-2.1'
  const line = (row: ServiceRow, index: number) => {
    const { id, binary, host, zone } = row.service
    return [isOld ? String(index + 1) : id, binary, host, zone, row.status, row.state, updated(row)]
  }
  if (how === 'openstack-table') {
    const header = ['ID', 'Binary', 'Host', 'Zone', 'Status', 'State', 'Updated At']
    return { rows, text: prettyTable(header, rows.map(line)) }
  }
  const header = ['Id', 'Binary', 'Host', 'Zone', 'Status', 'State', 'Updated_at', 'Disabled Reason']
  const lines = rows.map((row, index) => [...line(row, index), reason(row)])
  if (isOld) return { rows, text: prettyTable(header, lines) }
  const forced = lines.map((cells, index) => [...cells, rows[index]?.isForced ? 'True' : 'False'])
  return { rows, text: prettyTable([...header, 'Forced down'], forced) }
}

function agentsTable(rows: ServiceRow[]): string {
  const header = ['id', 'agent_type', 'host', 'availability_zone', 'alive', 'admin_state_up', 'binary']
  const line = ({ service, state }: ServiceRow) => {
    const { id, agentType, host, zone, binary } = service
    return [id, agentType, host, zone, state === 'up' ? ':-)' : 'xxx', 'True', binary]
  }
  return prettyTable(header, rows.map(line))
}
