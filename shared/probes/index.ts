/** The table of probes: one line each. */
import { dockerPs } from './docker-ps.ts'
import { host } from './host.ts'
import { kubectlGetPods } from './kubectl-get-pods.ts'
import { novaServiceList } from './nova-service-list.ts'
import type { Probe, ProfileSettings } from './probe.ts'
import { varLog } from './var-log.ts'

export const probes: readonly Probe[] = [host, dockerPs, kubectlGetPods, novaServiceList, varLog]

const byName = new Map<string, Probe>()
for (const probe of probes) {
  if (byName.has(probe.name)) throw new Error(`Two probes are named ${probe.name}`)
  byName.set(probe.name, probe)
}

/** Throws on an unknown name. */
export function probeNamed(name: string): Probe {
  const probe = byName.get(name)
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
