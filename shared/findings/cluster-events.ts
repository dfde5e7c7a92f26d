/** What the events of the cluster say of a thing. */
import type { SnapshotView } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { clusterEventFields } from '../probes/kubectl-get-events/fields.ts'
import { kubectlGetEvents } from '../probes/kubectl-get-events/probe.ts'
import { type FactOf, factsOf, msOf } from './facts.ts'

export type ClusterEventFact = FactOf<typeof clusterEventFields>

/** Of the view that was asked last: rule after rule asks for the same. */
let recent: { view: SnapshotView; byObject: Map<string, ClusterEventFact[]> } | null = null

/** A table names kinds in lower case. */
const objectKey = (kind: string, namespace: string, name: string): string =>
  compoundKey(kind.toLowerCase(), namespace, name)

function eventsByObject(view: SnapshotView): Map<string, ClusterEventFact[]> {
  if (recent?.view === view) return recent.byObject
  const byObject = new Map<string, ClusterEventFact[]>()
  for (const fact of factsOf(view, kubectlGetEvents)) {
    const { kind, name, namespace } = fact.fields
    if (kind === null || name === null) continue
    const key = objectKey(kind, namespace, name)
    const list = byObject.get(key)
    if (list === undefined) byObject.set(key, [fact])
    else list.push(fact)
  }
  recent = { view, byObject }
  return byObject
}

interface ClusterObject {
  kind: 'Pod' | 'Node'
  namespace: string
  name: string
}

/** Events about an object in a snapshot, as listed. Those about nodes are in the namespace default, as kubelet writes them. */
export const eventsAbout = (view: SnapshotView, { kind, namespace, name }: ClusterObject): ClusterEventFact[] =>
  eventsByObject(view).get(objectKey(kind, namespace, name)) ?? []

const lastSeenMs = ({ fields: { lastSeen } }: ClusterEventFact): number => msOf(lastSeen?.latest) ?? 0

/** The newest of these events with one of these reasons; null: none is listed. */
export const lastOf = (events: readonly ClusterEventFact[], reasons: RegExp): ClusterEventFact | null =>
  events
    .filter(({ fields }) => reasons.test(fields.reason ?? ''))
    .reduce<ClusterEventFact | null>(
      (last, each) => (last === null || lastSeenMs(each) >= lastSeenMs(last) ? each : last),
      null,
    )

/** The newest event about a pod with one of these reasons. */
export const lastEventOf = (
  { view, fields: { namespace, name } }: { view: SnapshotView; fields: { namespace: string; name: string } },
  reasons: RegExp,
): ClusterEventFact | null => lastOf(eventsAbout(view, { kind: 'Pod', namespace, name }), reasons)

/** An event in its own words: `FailedMount: MountVolume.SetUp failed ...`. */
export function reasonText(event: ClusterEventFact | null): string | null {
  if (event === null) return null
  const { reason, message } = event.fields
  return [reason, message].filter((each) => each !== null).join(': ') || null
}
