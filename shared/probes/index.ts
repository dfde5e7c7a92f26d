/** The table of probes: one line each. Its order is the order of lanes, changes, tabs and everything else. */
import { cinderServiceList } from './cinder-service-list/probe.ts'
import { customProbe } from './custom/probe.ts'
import { df } from './df/probe.ts'
import { dockerInspect } from './docker-inspect/probe.ts'
import { dockerPs } from './docker-ps/probe.ts'
import { free } from './free/probe.ts'
import { host } from './host/probe.ts'
import { keptTextProbe } from './kept-text/probe.ts'
import { kubectlGetEvents } from './kubectl-get-events/probe.ts'
import { kubectlGetNodes } from './kubectl-get-nodes/probe.ts'
import { kubectlGetPods } from './kubectl-get-pods/probe.ts'
import { neutronAgentList } from './neutron-agent-list/probe.ts'
import { novaServiceList } from './nova-service-list/probe.ts'
import type { Probe, ProfileSettings } from './probe.ts'
import { systemctlFailed } from './systemctl-failed/probe.ts'
import { timeSync } from './time-sync/probe.ts'
import { varLog } from './var-log/probe.ts'

export const probes: readonly Probe[] = [
  novaServiceList,
  cinderServiceList,
  neutronAgentList,
  kubectlGetNodes,
  kubectlGetPods,
  dockerPs,
  dockerInspect,
  systemctlFailed,
  df,
  free,
  timeSync,
  varLog,
  kubectlGetEvents,
  host,
]

const byName = new Map<string, Probe>()
for (const probe of probes) {
  if (byName.has(probe.name)) throw new Error(`Two probes are named ${probe.name}`)
  byName.set(probe.name, probe)
}

/** One of the table, a profile's own (see `custom/`), or a kept text; undefined for a name that this version lacks. */
export const knownProbe = (name: string): Probe | undefined =>
  byName.get(name) ?? customProbe(name, byName) ?? keptTextProbe(name) ?? undefined

const rankByName = new Map(probes.map(({ name }, index) => [name, index]))

/** The place of a probe in the order of the table; a profile's own come last. */
export const rankOf = (name: string): number => rankByName.get(name) ?? probes.length

/** One of the table, or a profile's own (see `custom/`). Throws on an unknown name. */
export function probeNamed(name: string): Probe {
  const probe = knownProbe(name)
  if (probe === undefined)
    throw new Error(`There is no probe named ${name}; there are ${[...byName.keys()].join(', ')}`)
  return probe
}

/** Settings of the profile `h3cloudos`, as its installations have them. */
export const profileSettings: ProfileSettings = {
  kubectlPath: '/opt/bin/kubectl',
  kubectlServer: '127.0.0.1:8888',
  openrcPath: '/root/admin-openrc.sh',
  novaPodPrefix: 'novarc',
  novaPodNamespace: 'default',
  sudo: false,
}
