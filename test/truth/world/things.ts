/** What a site is made of, each thing with its whole history. Times are true time in ms, which is the collector's clock. */
import type { Period } from './periods.ts'

export interface FailedUnit extends Period {
  unit: string
  about: string
}

export interface Disk {
  filesystem: string
  mount: string
  sizeKb: number
  /** Moments and the KB in use then, straight lines in between. */
  points: [atMs: number, usedKb: number][]
}

export interface ClusterNode {
  tag: string
  name: string
  ip: string
  /** Its name in Kubernetes. */
  k8s: string
  isController: boolean
  isCompute: boolean
  zoneMinutes: number
  boots: number[]
  /** From when on its clock is off by how much. */
  clock: { fromMs: number; offsetMs: number }[]
  off: Period[]
  dockerDown: Period[]
  kubeletDown: Period[]
  /** Its network is away. */
  cut: Period[]
  sshCut: Period[]
  notReady: Period[]
  pressure: (Period & { resource: 'nodefs' | 'memory' })[]
  unsynced: Period[]
  failedUnits: FailedUnit[]
  images: Set<string>
  disks: Disk[]
  lastOff: { atMs: number; isGraceful: boolean } | null
}

/** One life of a container: docker makes a new one for every attempt of kubelet. */
export interface Run {
  id: string
  attempt: number
  image: string
  startMs: number
  endMs: number | null
  exitCode: number | null
  isOom: boolean
  reason: string
  /** When docker will say that it ended. */
  shownMs: number | null
  /** From when on docker no longer has it. */
  forgottenAtMs: number
}

export const newRun = (id: string, attempt: number, image: string, startMs: number): Run => ({
  id,
  attempt,
  image,
  startMs,
  endMs: null,
  exitCode: null,
  isOom: false,
  reason: '',
  shownMs: null,
  forgottenAtMs: Number.POSITIVE_INFINITY,
})

export const isOver = (run: Run, atMs: number): boolean => run.endMs !== null && run.endMs <= atMs

export interface Waiting extends Period {
  reason: string
}

export interface Container {
  name: string
  image: string
  runs: Run[]
  waits: Waiting[]
  /** Ends in a row, which make kubelet wait longer. */
  fails: number
  unready: Period[]
}

export type WorkloadKind = 'rc' | 'deployment' | 'statefulset' | 'daemonset' | 'cronjob'

/** What a workload does while something that it needs is away. */
export type Reaction = 'crashes' | 'unready' | 'bears'

export interface Need {
  /** A workload's name, or a container's beside Kubernetes. */
  name: string
  reaction: Reaction
}

export interface Workload {
  ns: string
  name: string
  kind: WorkloadKind
  on: 'all' | 'controller' | 'compute'
  replicas: number
  readyAfterMs: number
  hash: string
  hasVolume: boolean
  hasInit: boolean
  isRemoved: boolean
  containers: { name: string; image: string }[]
  needs: Need[]
}

export interface Pod {
  tag: string
  ns: string
  name: string
  uid: string
  workload: Workload
  node: ClusterNode | null
  ordinal: number | null
  /** The job that it is of, for a cron job's pod. */
  job: string | null
  ip: string
  template: string
  createdMs: number
  boundMs: number
  deletingMs: number
  goneMs: number
  /** When kubelet removed its containers. */
  cleanedMs: number
  failed: { fromMs: number; reason: string; message: string } | null
  replacedBy: Pod | null
  sandboxes: Run[]
  init: { image: string; run: Run | null } | null
  containers: Container[]
}

/** A container beside Kubernetes. */
export interface Standalone {
  tag: string
  name: string
  node: ClusterNode
  image: string
  id: string
  createdMs: number
  removedMs: number
  policy: 'always' | 'no'
  hasHealth: boolean
  unhealthy: Period[]
  runs: Run[]
  /** Ends within 10 s in a row, which make docker wait longer. */
  quickEnds: number
  crash: (Period & { afterMs: number; exitCode: number; isOom: boolean }) | null
}

export type ServiceList = 'nova' | 'cinder' | 'neutron'

/** A service or agent that writes a heartbeat. */
export interface Service {
  tag: string
  list: ServiceList
  key: string
  id: string
  binary: string
  agentType: string
  host: string
  zone: string
  phaseMs: number
  intervalMs: number
  dead: Period[]
  disabled: (Period & { reason: string })[]
  forced: Period[]
  /** The node it lives and dies with, if it is bound to one. */
  node: ClusterNode | null
  /** The pods that held its place. */
  pods: (() => Pod[]) | null
  container: Standalone | null
  /** Names of workloads without which its beat is not written. */
  needs: string[]
  /** When its beats were not written; settled when the history is whole. */
  gaps: Period[]
}

export interface Log {
  tag: string
  node: ClusterNode
  name: string
  bytesPerSecond: number
  baseBytes: number
  lastWriteMs: number
  /** How many rotated files are kept. */
  kept: number
  rotations: { atMs: number; style: RotationStyle }[]
  bursts: (Period & { bytesPerSecond: number })[]
  stops: Period[]
  removedMs: number
}
export type RotationStyle = 'date' | 'number' | 'copytruncate'

export interface KubeEvent {
  atMs: number
  kind: 'Pod' | 'Node'
  ns: string
  name: string
  reason: string
  message: string
  type: 'Warning' | 'Normal'
}

export interface OperatorAct {
  atMs: number
  node: string
  kind: string
  subject: string
  text: string
}
