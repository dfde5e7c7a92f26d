/** What rules need to know of containers. */

import type { Finding } from '../model.ts'
import type { containerFields } from '../probes/docker-ps/fields.ts'
import { dockerPs } from '../probes/docker-ps/probe.ts'
import type { FieldsOf } from '../probes/fields.ts'
import { type Fact, textOf } from './facts.ts'

export const containerParams = ({ fields, found }: Fact): Finding['params'] => ({
  container: dockerPs.label(fields as FieldsOf<typeof containerFields>),
  id: textOf(fields, 'id').slice(0, 12),
  image: textOf(fields, 'image'),
  node: found.section.node,
  state: textOf(fields, 'state'),
})

/** One pod's container, or one container by its id (short ids are beginnings of long ones); null when nothing tells. */
export function isSameContainer(before: Fact, after: Fact): boolean | null {
  const [x, y] = [textOf(before.fields, 'id'), textOf(after.fields, 'id')]
  if (x !== '' && y !== '' && (x.startsWith(y) || y.startsWith(x))) return true
  // kubelet makes a new container for every attempt; pods with random names are never made twice.
  if (textOf(after.fields, 'pod') !== '') return /-[a-z0-9]{5}$/.test(textOf(after.fields, 'pod')) ? true : null
  return x !== '' && y !== '' ? false : null
}

export function operatorNames({ fields }: Fact): string[] {
  const id = textOf(fields, 'id')
  const names = Array.isArray(fields.names)
    ? fields.names.flatMap((name) => (typeof name === 'string' ? [name] : []))
    : []
  return [id, id.slice(0, 12), ...names].filter((name) => name !== '')
}
