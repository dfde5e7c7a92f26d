import { fromIso } from '../../parse/time.ts'
import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import type { NodeNames } from '../node-names.ts'
import { reader } from '../reader.ts'
import { type ThingId, thing } from '../thing.ts'

const kinds: Record<string, (namespace: string, name: string, names: NodeNames) => ThingId> = {
  pod: (namespace, name) => thing('pod', `${namespace}/${name}`),
  node: (_, name, names) => thing('node', names.nameOf(name)),
}
const ofWorkload = (namespace: string, name: string): ThingId => thing('workload', `${namespace}/${name}`)

const msOf = (iso: string | null | undefined): number | null => (iso ? fromIso(iso) : null)

/** Only warnings: what is ordinary names no cause. */
export const clusterEvents = reader({
  probe: kubectlGetEvents,
  about: () => null,
  gist: ({ type, kind, namespace, name, reason, message }) =>
    type === 'Normal' ? '' : `${kind} ${namespace}/${name} ${reason} ${message}`,
  read({ type, kind, namespace, name, reason, message, firstSeen, lastSeen }, _about, _whence, world) {
    if (type === 'Normal' || kind === null || name === null || message === null) return
    const about = (kinds[kind.toLowerCase()] ?? ofWorkload)(namespace, name, world.names)
    world.warned(about, {
      reason: reason ?? '',
      message,
      saidByMs: msOf(firstSeen?.latest ?? lastSeen?.latest),
      evidence: world.seen(),
    })
  },
})
