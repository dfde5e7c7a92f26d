/** The table of probes: one line each. */
import { cinderServiceList } from './cinder-service-list.ts'
import { customProbe } from './custom.ts'
import { df } from './df.ts'
import { dockerInspect } from './docker-inspect.ts'
import { dockerPs } from './docker-ps.ts'
import { free } from './free.ts'
import { host } from './host.ts'
import { kubectlGetEvents } from './kubectl-get-events.ts'
import { kubectlGetNodes } from './kubectl-get-nodes.ts'
import { kubectlGetPods } from './kubectl-get-pods.ts'
import { neutronAgentList } from './neutron-agent-list.ts'
import { novaServiceList } from './nova-service-list.ts'
import type { Probe, ProfileSettings } from './probe.ts'
import { systemctlFailed } from './systemctl-failed.ts'
import { timeSync } from './time-sync.ts'
import { varLog } from './var-log.ts'

export const probes: readonly Probe[] = [
  host,
  dockerPs,
  dockerInspect,
  kubectlGetPods,
  kubectlGetNodes,
  kubectlGetEvents,
  novaServiceList,
  cinderServiceList,
  neutronAgentList,
  varLog,
  systemctlFailed,
  df,
  free,
  timeSync,
]

const byName = new Map<string, Probe>()
for (const probe of probes) {
  if (byName.has(probe.name)) throw new Error(`Two probes are named ${probe.name}`)
  byName.set(probe.name, probe)
}

/** One of the table, or a profile's own (see `custom.ts`); undefined for a name that this version lacks. */
export const knownProbe = (name: string): Probe | undefined =>
  byName.get(name) ?? customProbe(name, byName) ?? undefined

/** One of the table, or a profile's own (see `custom.ts`). Throws on an unknown name. */
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
