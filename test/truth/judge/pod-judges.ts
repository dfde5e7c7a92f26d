/** Judges of what is said of pods. */
import type { Shown } from '../capture/snapshot.ts'
import { second } from '../world/durations.ts'
import type { Period } from '../world/periods.ts'
import { podView } from '../world/pod-view.ts'
import type { Pod } from '../world/things.ts'
import type { Placed, Reading } from './reading.ts'
import { driftOf, type Judge, literal, no, rowOf, yes } from './verdict.ts'

export const isStarting = (status: string): boolean =>
  /^(ContainerCreating|Pending|PodInitializing|Init:\d+\/\d+)$/.test(status)
export const isWaiting = (status: string): boolean =>
  /ImagePull|ErrImage|CreateContainer.*Error|RunContainerError/.test(status)

const never = Number.POSITIVE_INFINITY

const stuck: Judge = (reading, placed) => {
  const { world } = reading
  const shown = rowOf(reading, 'kubectl-get-pods', placed)
  if (shown === null || !isStarting(shown.row.status)) return no('it is not starting')
  const { pod } = shown.row
  const first = placed.earlier === null ? shown : rowOf(reading, 'kubectl-get-pods', placed, placed.earlier)
  const isProven = placed.finding.certainty === 'proven'
  if (first === null || first.row.pod !== pod) return isProven ? no('another pod of that name') : yes()
  const startsAt = (atMs: number) => atMs >= pod.createdMs && isStarting(podView(world, pod, atMs).status)
  if (isProven)
    for (let atMs = first.atMs; atMs < shown.atMs; atMs += 20 * second)
      if (!startsAt(atMs)) return no('it ran in between')
  let sinceMs = first.atMs
  while (sinceMs - 5 * second > pod.createdMs && startsAt(sinceMs - 5 * second)) sinceMs -= 5 * second
  if (sinceMs - 5 * second <= pod.createdMs)
    return yes([{ fromMs: pod.createdMs - 2 * second, toMs: pod.createdMs + second }])
  return yes([{ fromMs: sinceMs - 5 * second, toMs: sinceMs }])
}

/** The last of those that came in its place by then. */
function successorOf(world: Reading['world'], pod: Pod, atMs: number): Pod | null {
  let next = pod.replacedBy
  while (next !== null && !world.isLive(next, atMs) && next.replacedBy !== null) next = next.replacedBy
  return next
}

const gone: Judge = (reading, placed) => {
  const { world, snapshots } = reading
  const old = rowOf(reading, 'kubectl-get-pods', placed, placed.earlier)?.row.pod
  if (old === undefined) return no('it was not there')
  const snapshot = snapshots[placed.later]
  const atMs = snapshot?.shown.find(({ probe }) => probe === 'kubectl-get-pods')?.atMs ?? snapshot?.trueMs ?? 0
  if (world.isLive(old, atMs)) return no('it is still there')
  const next = successorOf(world, old, atMs)
  if (next !== null && world.isLive(next, atMs)) return no('its replacement had come')
  return yes([{ fromMs: Math.min(old.deletingMs, old.goneMs), toMs: old.goneMs }])
}

const replaced: Judge = (reading, placed) => {
  const now = rowOf(reading, 'kubectl-get-pods', placed)
  const { subject, finding, later, earlier } = placed
  const oldKey = subject.key.replace(/\/.*/, `/${finding.params.oldPod}`)
  const before = reading.at('kubectl-get-pods', '', oldKey, earlier ?? later)
  if (now === null || before === null) return no('no such rows')
  const [old, next] = [before.row.pod, now.row.pod]
  if (old === next) return no(`it is the same pod; ${driftOf(reading, placed, before, now)}`)
  if (old.workload !== next.workload) return no('pods of two workloads')
  if (old.workload.kind === 'cronjob') return no('two jobs, one after the other')
  if (old.workload.kind === 'daemonset' && old.node !== next.node) return no('daemon pods of two nodes')
  const isThere = old.deletingMs === never && old.goneMs > now.atMs && old.failed === null
  if (isThere) return no('the old one is still there')
  const goneMs = old.goneMs < never ? old.goneMs : next.createdMs
  return yes([{ fromMs: Math.min(next.createdMs, old.deletingMs), toMs: Math.max(next.createdMs, goneMs) }])
}

/** Restarts of a pod's containers between two moments: from the end of the run to the start of the next. */
const restartsBetween = (pod: Pod, fromMs: number, toMs: number): Period[] =>
  pod.containers.flatMap(({ runs }) =>
    runs.flatMap((run, index) => {
      const last = runs[index - 1]
      const isWithin = run.startMs > fromMs && run.startMs <= toMs
      return last === undefined || !isWithin ? [] : [{ fromMs: last.endMs ?? run.startMs, toMs: run.startMs }]
    }),
  )

const restarted: Judge = (reading, placed) => {
  const { params } = placed.finding
  const now = rowOf(reading, 'kubectl-get-pods', placed)
  if (now === null || now.row.restarts === 0) return no('no restarts in the row')
  if (params.sinceCreation === 1) return yes(restartsBetween(now.row.pod, 0, now.atMs))
  const before = rowOf(reading, 'kubectl-get-pods', placed, placed.earlier)
  if (before === null || before.row.pod !== now.row.pod) return no('another pod of that name')
  if (now.row.restarts - before.row.restarts !== params.restarts) return no('another count')
  return yes(restartsBetween(now.row.pod, before.atMs, now.atMs), true)
}

const failedStatuses =
  /^(Evicted|Error|OOMKilled|NodeLost|Unknown|Failed|Completed|Terminating|Init:(Error|ExitCode|Signal|OOMKilled))/
const says = (test: (row: Shown<'kubectl-get-pods'>['row'], placed: Placed) => boolean): Judge =>
  literal('kubectl-get-pods', test)

const short: Judge = (reading, placed) => {
  const shown = rowOf(reading, 'kubectl-get-pods', placed)
  if (shown === null) return no('no such row')
  const { ns, workload } = shown.row.pod
  const pods = reading.world.pods.filter((pod) => pod.workload === workload && reading.world.isLive(pod, shown.atMs))
  const isServing = (pod: Pod): boolean => {
    const { status, ready, total } = podView(reading.world, pod, shown.atMs)
    return pod.ns === ns && status === 'Running' && ready === total
  }
  return pods.some(isServing) ? no('one of its pods is ready') : yes()
}

export const podJudges: Record<string, Judge> = {
  'pod-crash-looping': says(({ status }) => status.endsWith('CrashLoopBackOff')),
  'pod-waiting': says(({ status }) => isWaiting(status)),
  'pod-not-ready': says(({ status, ready, total }) => status === 'Running' && ready < total),
  'pod-stuck-creating': stuck,
  'pod-gone': gone,
  'pod-replaced': replaced,
  'pod-restarted': restarted,
  'workload-short': short,
  'pod-failed': says(({ status }) => failedStatuses.test(status)),
  'pod-evicted': says(({ status }) => status === 'Evicted'),
  'pod-terminating': says(({ status }) => status === 'Terminating'),
  'pod-unknown': says(({ status, isLost }) => isLost || status === 'Unknown'),
  'pod-unscheduled': says(({ isUnbound }) => isUnbound),
}
