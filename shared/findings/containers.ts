/** What rules need to know of containers. */
import type { containerFields } from '../probes/docker-ps/fields.ts'
import { dockerPs } from '../probes/docker-ps/probe.ts'
import type { FactOf } from './facts.ts'
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

/** What an operator calls it. */
export function containerNames({ fields: { id, names } }: ContainerFact): string[] {
  return id === null ? names : [id, id.slice(0, 12), ...names]
}
