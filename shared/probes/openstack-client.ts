/** What the probes of OpenStack's clients share: how they are asked, their heartbeats, their errors. */
import { clientTimeMs } from '../parse/pretty-table.ts'
import { secondMs, toIso } from '../parse/time.ts'
import { complaintOf, type Diagnosis, diagnoseKubectl, diagnoseMissingCommand } from './diagnosis.ts'
import type { ParseContext, Variant } from './probe.ts'

/** The client of the service itself; newer sites have only the common one. */
export function openStackVariants(ownClient: string, commonClient: string): Variant[] {
  return [
    { name: ownClient.split(' ')[0] ?? '', command: ({ openrcPath }) => `source ${openrcPath} && ${ownClient}` },
    { name: 'openstack', command: ({ openrcPath }) => `source ${openrcPath} && ${commonClient}`, evenIfAbsent: true },
  ]
}

/** `Updated_at` as ISO time, and its age in seconds by the node's clock; null when it is not told. */
export function heartbeatOf(
  cell: string | null,
  { takenAtMs, clockOffsetMs }: ParseContext,
): { updatedAt: string | null; heartbeatAgeSeconds: number | null } {
  const atMs = clientTimeMs(cell)
  if (atMs === null) return { updatedAt: null, heartbeatAgeSeconds: null }
  return { updatedAt: toIso(atMs), heartbeatAgeSeconds: (takenAtMs + clockOffsetMs - atMs) / secondMs }
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
