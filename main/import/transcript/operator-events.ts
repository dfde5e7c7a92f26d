/** What an operator did to the site, as told by a typed command. */
import { programOf } from '../../../shared/commands/command-line.ts'

export interface Action {
  kind: string
  subject: string
}

const serviceKinds = new Map([
  ['stop', 'service-stopped'],
  ['start', 'service-started'],
  ['restart', 'service-restarted'],
  ['try-restart', 'service-restarted'],
  ['reload-or-restart', 'service-restarted'],
])
const containerKinds = new Map([
  ['restart', 'container-restarted'],
  ['stop', 'container-stopped'],
  ['kill', 'container-stopped'],
  ['rm', 'container-stopped'],
  ['start', 'changed'],
])
const flagsWithValue = new Set([
  '-t',
  '--time',
  '-s',
  '--signal',
  '--server',
  '-n',
  '--namespace',
  '--kubeconfig',
  '--context',
  '-l',
  '--selector',
])

/** `openstack-nova-conductor.service` is the service that nova itself calls `nova-conductor`. */
export const serviceName = (unit: string): string => unit.replace(/\.service$/, '').replace(/^openstack-/, '')

/** One action per thing it was done to; empty when the command changes nothing that the probes show. */
export function actionsOf(words: string[]): Action[] {
  const program = programOf(words)
  const [verb = '', ...things] = operands(words.slice(1))
  const each = (kind: string | undefined, subjects: string[]): Action[] =>
    kind === undefined ? [] : subjects.map((subject) => ({ kind, subject }))
  if (program === 'systemctl') {
    if (verb === 'reboot') return [{ kind: 'node-rebooted', subject: '' }]
    if (changingVerbs[program]?.has(verb) === true) return changed(things.map(serviceName))
    return each(serviceKinds.get(verb), things.map(serviceName))
  }
  // `service NAME stop` has its words the other way round
  if (program === 'service') return each(serviceKinds.get(things[0] ?? ''), [serviceName(verb)])
  if (program === 'docker') {
    const [action = '', ...names] = verb === 'container' ? things : [verb, ...things]
    return each(containerKinds.get(action), names)
  }
  if (program === 'kubectl' && verb === 'delete') {
    const pods = deletedPods(things)
    return pods.length > 0 ? pods : changed(things)
  }
  if (verb === 'rollout' && /^(?:status|history)$/.test(things[0] ?? '')) return []
  if (changingVerbs[program]?.has(verb) === true) return changed(things)
  if (program === 'openstack' || program === 'nova') {
    const at = words.findIndex((word) => changingOfClients.test(word))
    return at > 0 ? changed(operands(words.slice(at + 1))) : []
  }
  if (program === 'reboot' || (program === 'shutdown' && words.includes('-r')))
    return [{ kind: 'node-rebooted', subject: '' }]
  if (program === 'kill' || program === 'pkill' || program === 'killall') {
    if (words.some((word) => word === '-l' || word === '-0')) return []
    return each('changed', operands(words.slice(1)))
  }
  return []
}

/** Verbs that change what the site is made of, beyond those with a kind of their own. */
const changingVerbs: Readonly<Record<string, ReadonlySet<string>>> = {
  kubectl: new Set(
    'apply create replace patch edit scale autoscale rollout set label annotate taint cordon uncordon drain'.split(' '),
  ),
  helm: new Set(['install', 'upgrade', 'rollback', 'uninstall', 'delete']),
  systemctl: new Set(['enable', 'disable', 'mask', 'unmask', 'daemon-reload', 'reload', 'isolate']),
  rabbitmqctl: new Set([
    'stop_app',
    'start_app',
    'reset',
    'force_reset',
    'forget_cluster_node',
    'join_cluster',
    'stop',
  ]),
}
const changingOfClients =
  /^(?:set|unset|create|delete|add|remove|reboot|migrate|evacuate|service-(?:enable|disable|force-down|delete)|live-migration|reset-state)$/

const changed = (subjects: readonly string[]): Action[] => [{ kind: 'changed', subject: subjects[0] ?? '' }]

function deletedPods(things: string[]): Action[] {
  const [kind = '', ...names] = things
  if (kind.startsWith('pod/') || kind.startsWith('pods/')) {
    return things.map((thing) => ({ kind: 'pod-deleted', subject: thing.replace(/^pods?\//, '') }))
  }
  if (kind !== 'pod' && kind !== 'pods' && kind !== 'po') return []
  return names.map((subject) => ({ kind: 'pod-deleted', subject }))
}

function operands(words: string[]): string[] {
  const kept: string[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? ''
    if (flagsWithValue.has(word)) at++
    else if (!word.startsWith('-')) kept.push(word)
  }
  return kept
}

/** What systemctl, kubectl and docker print when nothing was done. */
export const saysItFailed = (output: readonly string[]): boolean =>
  output
    .slice(0, 50)
    .some((line) =>
      /^(?:Failed to |Error\b|error:|Unable to |Access denied|Authentication is required)|: command not found|[Nn]o such (?:file|container)|Unrecognized service|unrecognized service|Permission denied|is not running/.test(
        line.slice(0, 2000),
      ),
    )
