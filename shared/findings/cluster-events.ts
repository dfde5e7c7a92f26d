/** What the events of the cluster say of a thing. */
import type { SnapshotView } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { clusterEventFields } from '../probes/kubectl-get-events/fields.ts'
import { kubectlGetEvents } from '../probes/kubectl-get-events/probe.ts'
import { type FactOf, factsOf, msOf } from './facts.ts'

export type ClusterEventFact = FactOf<typeof clusterEventFields>

const byObject = new WeakMap<SnapshotView, Map<string, ClusterEventFact[]>>()

/** A table names kinds in lower case. */
const objectKey = (kind: string, namespace: string, name: string): string =>
  compoundKey(kind.toLowerCase(), namespace, name)

/** Events about an object in a snapshot, as listed. Nodes are in the namespace default, as kubelet writes them. */
export function eventsAbout(
  view: SnapshotView,
  { kind, namespace, name }: { kind: 'Pod' | 'Node'; namespace: string; name: string },
): ClusterEventFact[] {
  let known = byObject.get(view)
  if (known === undefined) {
    known = new Map()
    for (const fact of factsOf(view, kubectlGetEvents)) {
      const { fields } = fact
      if (fields.kind === null || fields.name === null) continue
      const key = objectKey(fields.kind, fields.namespace, fields.name)
      const list = known.get(key)
      if (list === undefined) known.set(key, [fact])
      else list.push(fact)
    }
    byObject.set(view, known)
  }
  return known.get(objectKey(kind, namespace, name)) ?? []
}

const lastSeenMs = ({ fields: { lastSeen } }: ClusterEventFact): number => msOf(lastSeen?.latest) ?? 0

/** The newest event about a pod with one of these reasons; null: none is listed. */
export function lastEventOf(
  { view, fields: { namespace, name } }: { view: SnapshotView; fields: { namespace: string; name: string } },
  reasons: RegExp,
): ClusterEventFact | null {
  const events = eventsAbout(view, { kind: 'Pod', namespace, name }).filter(({ fields }) =>
    reasons.test(fields.reason ?? ''),
  )
  return events.reduce<ClusterEventFact | null>(
    (last, each) => (last === null || lastSeenMs(each) >= lastSeenMs(last) ? each : last),
    null,
  )
}
