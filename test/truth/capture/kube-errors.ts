/** What kubectl complains of while the API server cannot answer. */
import { isAway } from '../world/outages.ts'
import { inside } from '../world/periods.ts'
import type { ClusterNode } from '../world/things.ts'
import type { World } from '../world/world.ts'

const expired = 'Unable to connect to the server: x509: certificate has expired or is not yet valid\n'
const etcdLost = 'Error from server: etcdserver: request timed out\n'
export const apiRefused =
  'The connection to the server 127.0.0.1:8888 was refused - did you specify the right host or port?\n'

/** Null while it answers. */
export function kubeErrorAt(world: World, node: ClusterNode, atMs: number): string | null {
  if (inside(world.apiCertificateExpired, atMs)) return expired
  const isCut = inside(node.cut, atMs) && world.controllers(atMs).length > 0
  if (isCut || isAway(world, 'etcd', atMs)) return etcdLost
  return inside(world.apiDown, atMs) ? apiRefused : null
}
