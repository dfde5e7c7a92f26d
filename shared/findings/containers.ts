/** What rules need to know of containers. */
import type { SnapshotView } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { Interval } from '../model.ts'
import { areDisjoint } from '../parse/time.ts'
import { dockerInspect } from '../probes/docker-inspect/probe.ts'
import type { containerFields } from '../probes/docker-ps/fields.ts'
import { dockerPs } from '../probes/docker-ps/probe.ts'
import { containerIdentity, ownName, podContainer } from '../probes/families/docker.ts'
import type { Identity } from '../probes/probe.ts'
import type { SiteClocks } from '../time/clocks.ts'
import { momentOf, narrow, stampOf } from '../time/stamps.ts'
import { type FactOf, factsOf, rowOf } from './facts.ts'
import type { ParamsOf } from './params.ts'

export type ContainerFact = FactOf<typeof containerFields>

export const containerParams = { container: 'text', id: 'text?', image: 'text', node: 'text', state: 'text?' } as const

export const containerParamsOf = ({ fields, found }: ContainerFact): ParamsOf<typeof containerParams> => ({
  container: dockerPs.label(fields),
  id: fields.id?.slice(0, 12) ?? null,
  image: fields.image,
  node: found.section.node,
  state: fields.state,
})

export const dockerLogs = ({ id, container }: { id: string | null; container: string }): string =>
  `docker logs --tail 100 ${id ?? container}`

/** One pod's container, or one container by its id; kubelet makes a new container for every attempt. */
export function isSameContainer(before: ContainerFact, after: ContainerFact): Identity {
  const [was, is] = [podUidOf(before), podUidOf(after)]
  if (was !== undefined && is !== undefined) return was === is ? 'same' : 'other'
  return containerIdentity(before.fields.id, after.fields.id)
}

/** Since when it has been in its state, on the collector's clock: docker counts by the clock of its node. */
export const stateBeganAt = (clocks: SiteClocks, fact: ContainerFact): Interval | null =>
  momentOf(clocks, fact, fact.fields.since, [fact.found.section.node])

/** Whether the container that a later look shows runs since another moment; null when nobody can tell. */
export function hasOtherStart(clocks: SiteClocks, before: ContainerFact, after: ContainerFact): boolean | null {
  const [was, is] = [before, after].map((each) => stampOf(clocks, each, each.fields.since))
  if (was && is) return areDisjoint(was, is)
  const [began, begins] = [stateBeganAt(clocks, before), stateBeganAt(clocks, after)]
  return began === null || begins === null ? null : areDisjoint(began, begins)
}

/**
 * What `docker inspect` of the same snapshot says of a container's start or end, to the second and on the collector's clock;
 * null where it was not asked, or speaks of another one.
 */
export function inspectedAt(
  clocks: SiteClocks,
  fact: ContainerFact,
  field: 'startedAt' | 'finishedAt',
): Interval | null {
  const inspected = rowOf(fact.view, dockerInspect, fact.subject)
  if (inspected === null || containerIdentity(fact.fields.id, inspected.fields.id) !== 'same') return null
  return momentOf(clocks, inspected, inspected.fields[field], [fact.found.section.node])
}

/** What is known of a moment from two tools; the first speaks where they mean two. */
export const sharpest = (one: Interval | null, other: Interval | null): Interval | null =>
  one === null || other === null || areDisjoint(one, other) ? (one ?? other) : narrow(one, other)

/** The container that kubelet put into a pod holds the pod's network; it comes and goes with it. */
export const isSandbox = ({ fields }: ContainerFact): boolean => fields.pod !== null && fields.container === 'POD'

/**
 * Of each of a listing's containers the attempt that speaks for it: `docker ps -a` keeps ended attempts beside the one that
 * runs. Within one pod kubelet counts them; otherwise docker lists the newest first.
 */
export const newestAttempts = (view: SnapshotView): ContainerFact[] => [...newestByName(view).values()]

function newestByName(view: SnapshotView): Map<string, ContainerFact> {
  const newest = new Map<string, ContainerFact>()
  for (const fact of factsOf(view, dockerPs)) {
    const name = nameOf(fact)
    const known = newest.get(name)
    if (known === undefined || isNewer(fact, known)) newest.set(name, fact)
  }
  return newest
}

function nameOf({ subject: { place, key }, fields: { names } }: ContainerFact): string {
  return compoundKey(place, podContainer(names)?.key ?? key)
}

function isNewer(one: ContainerFact, known: ContainerFact): boolean {
  const [x, y] = [one.fields.attempt, known.fields.attempt]
  if (x !== null && y !== null && x !== y && podUidOf(one) === podUidOf(known)) return x > y
  return one.found.row.line < known.found.row.line
}

/** `k8s_<container>_<pod>_<namespace>_<uid>_<attempt>` */
const podUidOf = ({ fields: { names } }: ContainerFact): string | undefined => ownName(names)?.split('_')[4]

/** What an operator calls it. */
export function containerNames({ fields: { id, names } }: ContainerFact): string[] {
  return id === null ? names : [id, id.slice(0, 12), ...names]
}
