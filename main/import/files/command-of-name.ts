/** Commands as people type them, of the names that their outputs were saved under. */
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { probeOfCommand } from '../transcript/probe-of-command.ts'

const ending = /\.(?:txt|out|log|json|ya?ml|info|md)$/i
/** What reads a cluster, by whatever name it goes. */
const clusterClients = new Set(['kubectl', 'oc'])
const kinds = 'pods?|po|nodes?|no|events?|ev'
/** `freem`, `dfh`, `df-hT`: the options stand right behind the name. */
const withOptions = /^(df|free)[-_]{0,2}([A-Za-z]{1,5})$/
/** `dockerpsa`, `docker-ps-a` */
const dockerList = /^(docker|podman)[-_.]?(?:container[-_.]?)?(?:ps|ls)([-_.]{0,2}a(?:ll)?)?$/

export interface NamedCommand {
  /** As typed, as far as the name tells. */
  command: string
  probe: Probe
}

/** A command of a name in which a slash is a dot, and whatever else is not of a plain name an underscore (sos). */
export function commandOfName(name: string): string {
  return name
    .split(/[_+\s]+/)
    .map((word) => (/^\.[a-z]/.test(word) ? word.replaceAll('.', '/') : word.replace(ending, '')))
    .join(' ')
    .trim()
}

/** What a probe asks, of the path of its output; null when the name is of none. */
export function namedCommand(path: string): NamedCommand | null {
  for (const command of candidates(path)) {
    const probe = probeOfCommand(command)
    if (probe !== null) return { command, probe }
  }
  return null
}

const withAnOption = /^(?:kubectl|docker|podman|df|free|ls|openstack|nova|cinder|neutron) (?:.* )?-\S/

/** The command of a name with options that no probe asks with: they say how to read what it printed. Empty when it has none. */
export const commandInName = (path: string): string =>
  candidates(path).findLast((command) => withAnOption.test(command)) ?? ''

function candidates(path: string): string[] {
  const parts = path.split('/')
  const name = parts.at(-1) ?? path
  const base = name.replace(ending, '')
  const whole = commandOfName(name)
  const found = [whole]
  const cluster = clusterCommand(whole)
  if (cluster !== null) found.push(cluster)
  const options = withOptions.exec(base)
  if (options !== null) found.push(`${options[1]} -${options[2]}`)
  const containers = dockerList.exec(base)
  if (containers !== null) found.push(`${containers[1]} ps${containers[2] === undefined ? '' : ' -a'}`)
  // `kubectl/pods`
  if (parts.some((part) => clusterClients.has(part)) && new RegExp(`^(?:${kinds})$`).test(base))
    found.push(`kubectl get ${base}`)
  return found
}

/**
 * `k8s kubectl --kubeconfig /a/b get -o json --namespace x pods` without what is ahead of `get`: a path may hold an
 * underscore, so that its parts stand among the words.
 */
function clusterCommand(command: string): string | null {
  const words = command.split(' ')
  const client = words.findIndex((word) => clusterClients.has(word))
  const get = words.indexOf('get', client)
  return client < 0 || get < 0 ? null : `kubectl ${words.slice(get).join(' ')}`
}

/** Words ahead of a command's name that name no node. */
const noNodes = new Set(
  'ls ll cat get show list output outputs result results sudo kubectl oc docker log logs'.split(' '),
)

const tokensOf = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/)

/** A probe that a file is named after, and the node that its name tells ahead of that; empty where it tells none. */
export interface NamedAfter {
  probe: Probe
  node: string
}

/** `cloudos1-docker-ps.txt` is named after a probe, and tells a node. The longest name of a probe in it counts. */
export function namedAfter(path: string): NamedAfter | null {
  const base = (path.split('/').at(-1) ?? '').replace(/\.[a-z]{2,4}$/i, '')
  const tokens = tokensOf(base)
  let best: { probe: Probe; length: number } | null = null
  for (const probe of probes) {
    const wanted = tokensOf(probe.name)
    for (let start = 0; start + wanted.length <= tokens.length; start++) {
      const isThere = wanted.every((token, index) => tokens[start + index] === token)
      // One word alone is too little in the middle of a name.
      if (!isThere || (wanted.length === 1 && start + 1 !== tokens.length)) continue
      if (best === null || wanted.length > best.length) best = { probe, length: wanted.length }
    }
  }
  if (best === null) return null
  const ahead = new RegExp(`^(.*?)[^A-Za-z0-9]*${tokensOf(best.probe.name).join('[^A-Za-z0-9]+')}`, 'i').exec(base)?.[1]
  return {
    probe: best.probe,
    node: ahead === undefined || tokensOf(ahead).some((token) => noNodes.has(token)) ? '' : ahead,
  }
}
