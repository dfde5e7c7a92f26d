/** What each output showed, as the truth has it: a row of the judge's beside every row that the product may read. */
import type { PodView } from '../world/pod-view.ts'
import type { ClusterNode, Disk, Log, Pod, Run, Service, Standalone } from '../world/things.ts'

export interface HostRow {
  key: string
  node: ClusterNode
  bootMs: number
}
export interface ContainerRow {
  key: string
  id: string
  name: string
  image: string
  imageText: string
  createdMs: number
  /** Null: created, and never started. */
  run: Run | null
  /** All of it, for a container beside Kubernetes. */
  runs: Run[]
  state: 'created' | 'running' | 'exited' | 'restarting'
  health: 'healthy' | 'unhealthy' | null
  restartCount: number
  isOom: boolean
  pod: Pod | null
  /** The container's name in its pod; `POD` for the sandbox, `init`. */
  part: string
  attempt: number
  standalone: Standalone | null
  /** When docker says that it ended. */
  endedMs: number | null
  status: string
  age: string
}
export interface PodRow extends PodView {
  key: string
}
export interface NodeRow {
  key: string
  node: ClusterNode
  status: string
}
export interface ServiceRow {
  key: string
  service: Service
  state: 'up' | 'down'
  status: 'enabled' | 'disabled'
  isForced: boolean
}
export interface LogRow {
  key: string
  name: string
  size: number
  modifiedMs: number
  /** Null for files inside a pod. */
  log: Log | null
  pod: Pod | null
  /** A rotated file. */
  isOld: boolean
}
export interface DiskRow {
  key: string
  percent: number
  disk: Disk | null
}
export interface UnitRow {
  key: string
}
export interface ClockRow {
  key: string
  isLost: boolean
}

export interface RowsByProbe {
  host: HostRow
  'docker-ps': ContainerRow
  'docker-inspect': ContainerRow
  'kubectl-get-pods': PodRow
  'kubectl-get-nodes': NodeRow
  'kubectl-get-events': UnitRow
  'nova-service-list': ServiceRow
  'cinder-service-list': ServiceRow
  'neutron-agent-list': ServiceRow
  'var-log': LogRow
  df: DiskRow
  free: UnitRow
  'systemctl-failed': UnitRow
  'time-sync': ClockRow
}
export type Probe = keyof RowsByProbe
export type ServiceProbe = 'nova-service-list' | 'cinder-service-list' | 'neutron-agent-list'

export interface Answer<P extends Probe> {
  text: string
  rows: RowsByProbe[P][]
}
