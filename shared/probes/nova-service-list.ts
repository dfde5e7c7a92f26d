/** `nova-service-list`: the services of OpenStack compute, by their heartbeats. */
import type { Fields, Health, Parsed, Row } from '../model.ts'
import { asText, ParsedBuilder } from '../parse/lines.ts'
import { clientTimeMs, type PrettyTable, readPrettyTable, valueIn } from '../parse/pretty-table.ts'
import { secondMs, toIso } from '../parse/time.ts'
import { complaintOf, type Diagnosis, diagnoseKubectl, diagnoseMissingCommand } from './diagnosis.ts'
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
export const lateHeartbeatSeconds = 30

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
  const updatedAtMs = clientTimeMs(value('updatedAt'))
  const forcedDown = value('forcedDown')?.toLowerCase()
  const fields: Fields = {
    id: value('id'),
    binary,
    host,
    zone: value('zone'),
    status: value('status'),
    state: state.toLowerCase(),
    updatedAt: updatedAtMs === null ? null : toIso(updatedAtMs),
    disabledReason: value('disabledReason'),
    forcedDown: forcedDown === 'true' ? true : forcedDown === 'false' ? false : null,
    heartbeatAgeSeconds:
      updatedAtMs === null ? null : (context.takenAtMs + context.clockOffsetMs - updatedAtMs) / secondMs,
  }
  return { key: `${binary}@${host}`, line, lastLine, fields }
}

/** Errors of the nova client, seen with python-novaclient 18, and of the way to it. */
export function diagnoseOpenStackClient(
  ended: { stdout: string; stderr: string; exitCode: number | null },
  client: string,
): Diagnosis {
  const said = complaintOf(ended)
  if (/You must provide a user ?name/i.test(said))
    return {
      outcome: 'refused',
      message: 'The OpenStack credentials were not loaded. Source the openrc first: source /root/admin-openrc.sh',
    }
  // The outer shell is sh; what bash misses, inside the pod, is the file to source.
  const noFile = /^bash: (?:line \d{1,9}: )?(\/\S{1,500}): No such file or directory/m.exec(said)
  if (noFile !== null && noFile[1]?.endsWith('/kubectl') === false)
    return { outcome: 'refused', message: `There is no openrc at ${noFile[1]}. Set the profile's path of the openrc.` }
  if (/HTTP 401|\(Unauthorized\)|requires authentication/.test(said) && /nova|keystone|ERROR \(/i.test(said))
    return {
      outcome: 'refused',
      message: 'Keystone refused the credentials (HTTP 401). Check the password in the openrc.',
    }
  if (/ERROR \(ConnectFailure\)|Unable to establish connection|RemoteDisconnected/.test(said))
    return {
      outcome: 'failed',
      message: 'Keystone or the nova API could not be reached. Check their containers, and the database behind them.',
    }
  const missing =
    diagnoseMissingCommand(ended, client, `The ${client} client is not in this pod, or not on its PATH.`) ??
    diagnoseMissingCommand(ended, 'openstack', `Neither the ${client} nor the openstack client is there.`)
  if (missing !== null && !/kubectl: (command )?not found/.test(said)) return missing
  if (ended.exitCode === 126 && /terminated with exit code 126|exec failed/.test(said))
    return { outcome: 'unavailable', message: 'The pod has no bash, so the openrc cannot be sourced in it.' }
  return diagnoseKubectl(ended)
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
  variants: [
    { name: 'nova', command: ({ openrcPath }) => `source ${openrcPath} && nova service-list` },
    {
      name: 'openstack',
      command: ({ openrcPath }) => `source ${openrcPath} && openstack compute service list`,
      evenIfAbsent: true,
    },
  ],
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  parse,
  comparedFields: ['id', 'zone', 'status', 'state', 'disabledReason', 'forcedDown'],
  state: stateOf,
  label: ({ binary, host }) => `${asText(binary)} ${asText(host)}`,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:nova (?:--?\S+ (?:\d\S* )?)*service-list|openstack compute service list)(?=\s|$|['"])/.test(
      command,
    ),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended) => diagnoseOpenStackClient(ended, 'nova'),
}
