/** A pod and its containers as kubelet and the API server have them. */
import { inside, periodAt } from './periods.ts'
import { type Container, isOver, type Pod, type Run } from './things.ts'
import type { World } from './world.ts'

export interface ContainerView {
  container: Container
  state: 'waiting' | 'running' | 'terminated'
  reason: string
  isReady: boolean
  restarts: number
  run: Run | null
  last: Run | null
}

/** The container as kubelet knows it at a moment. */
export function containerView(pod: Pod, container: Container, atMs: number): ContainerView {
  const index = container.runs.findLastIndex(({ startMs }) => startMs <= atMs)
  const run = container.runs[index]
  const earlier = container.runs[index - 1]
  const last = earlier === undefined || earlier.forgottenAtMs <= atMs ? null : earlier
  const wait = periodAt(container.waits, atMs)
  if (run === undefined) {
    const reason = wait?.reason ?? (pod.init === null ? 'ContainerCreating' : 'PodInitializing')
    return { container, state: 'waiting', reason, isReady: false, restarts: 0, run: null, last: null }
  }
  const restarts = run.attempt
  if (!isOver(run, atMs)) {
    const isReady = atMs >= run.startMs + pod.workload.readyAfterMs && !inside(container.unready, atMs)
    return { container, state: 'running', reason: '', isReady, restarts, run, last }
  }
  if (wait !== undefined)
    return { container, state: 'waiting', reason: wait.reason, isReady: false, restarts, run, last: run }
  return { container, state: 'terminated', reason: run.reason, isReady: false, restarts, run, last }
}

export const isPodReady = (pod: Pod, atMs: number): boolean =>
  pod.containers.every((container) => containerView(pod, container, atMs).isReady)

export interface PodView {
  pod: Pod
  containers: ContainerView[]
  init: 'waiting' | 'running' | 'done' | null
  isUnbound: boolean
  isDeleting: boolean
  /** Deleted while its node is silent. */
  isLost: boolean
  isFailed: boolean
  isOver: boolean
  restarts: number
  ready: number
  total: number
  /** As kubectl's printer computes it. */
  status: string
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed'
}

/** The pod as the API server has it: what kubelet said last, and what the controllers did since. */
export function podView(world: World, pod: Pod, atMs: number): PodView {
  const isUnbound = pod.node === null || pod.boundMs > atMs
  const seenMs = pod.node === null ? atMs : Math.max(pod.boundMs, world.lastContactMs(pod.node, atMs))
  const failedMs = pod.failed === null ? Number.POSITIVE_INFINITY : pod.failed.fromMs
  const containers = pod.containers.map((each) => containerView(pod, each, Math.min(seenMs, failedMs)))
  const init = initState(pod, seenMs)
  const isStarting = init === 'waiting' || init === 'running'
  const isDeleting = pod.deletingMs <= atMs
  const isLost = isDeleting && pod.node !== null && !world.hears(pod.node, atMs)
  const isFailed = failedMs <= atMs
  const isDone = pod.job !== null && containers.every(({ state }) => state === 'terminated')
  // kubelet leaves no container statuses with a pod that it evicted: READY and RESTARTS read 0, in a table as in JSON.
  const isBare = isFailed || isUnbound
  const restarts = isBare || isStarting ? 0 : containers.reduce((sum, each) => sum + each.restarts, 0)
  const ready = isBare ? 0 : containers.filter(({ isReady, state }) => isReady && state === 'running').length
  const isWaiting = isStarting || containers.some(({ run }) => run === null)
  const view = { pod, containers, init, isUnbound, isDeleting, isLost, isFailed, isOver: isDone, restarts, ready }
  const phase = phaseOf({ isFailed, isDone, isPending: isUnbound || isWaiting })
  return { ...view, total: pod.containers.length, phase, status: statusOf(world, view) }
}

function initState(pod: Pod, atMs: number): PodView['init'] {
  if (pod.init === null) return null
  const { run } = pod.init
  if (run === null || run.startMs > atMs) return 'waiting'
  return isOver(run, atMs) ? 'done' : 'running'
}

function phaseOf(is: { isFailed: boolean; isDone: boolean; isPending: boolean }): PodView['phase'] {
  if (is.isFailed) return 'Failed'
  if (is.isDone) return 'Succeeded'
  return is.isPending ? 'Pending' : 'Running'
}

type Unnamed = Omit<PodView, 'status' | 'phase' | 'total'>

function statusOf(world: World, view: Unnamed): string {
  if (view.isDeleting) return view.isLost && world.traits.evictedAs === 'Unknown' ? 'Unknown' : 'Terminating'
  if (view.isFailed) return view.pod.failed?.reason ?? ''
  if (view.isUnbound) return 'Pending'
  if (view.init === 'waiting' || view.init === 'running') return 'Init:0/1'
  let status = view.isOver ? 'Succeeded' : 'Running'
  let hasRunning = false
  for (const each of view.containers.toReversed()) {
    if (each.state !== 'running') status = each.reason
    else if (each.isReady) hasRunning = true
  }
  return status === 'Completed' && hasRunning ? 'Running' : status
}
