/** What rules need to know of containers. */
import type { SnapshotView } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { containerFields } from '../probes/docker-ps/fields.ts'
import { dockerPs } from '../probes/docker-ps/probe.ts'
import { ownName, podContainer } from '../probes/families/docker.ts'
import { type FactOf, factsOf } from './facts.ts'
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

/** One pod's container, or one container by its id (short ids are beginnings of long ones); null when nothing tells. */
export function isSameContainer(before: ContainerFact, after: ContainerFact): boolean | null {
  const was = before.fields.id
  const is = after.fields.id
  if (was !== null && is !== null && (was.startsWith(is) || is.startsWith(was))) return true
  // kubelet makes a new container for every attempt; pods with random names are never made twice.
  if (after.fields.pod !== null) return /-[a-z0-9]{5}$/.test(after.fields.pod) ? true : null
  return was !== null && is !== null ? false : null
}

/** The container that kubelet put into a pod holds the pod's network; it comes and goes with it. */
export const isSandbox = ({ fields }: ContainerFact): boolean => fields.pod !== null && fields.container === 'POD'

/**
 * Of each of a listing's containers the attempt that speaks for it: `docker ps -a` keeps ended attempts beside the one that
 * runs. Within one pod kubelet counts them; otherwise docker lists the newest first.
 */
export function newestAttempts(view: SnapshotView): ContainerFact[] {
  const newest = new Map<string, ContainerFact>()
  for (const fact of factsOf(view, dockerPs)) {
    const { place, key } = fact.subject
    const inPod = podContainer(fact.fields.names)
    const name = compoundKey(place, inPod?.key ?? key)
    const known = newest.get(name)
    if (known === undefined || isNewer(fact, known)) newest.set(name, fact)
  }
  return [...newest.values()]
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
