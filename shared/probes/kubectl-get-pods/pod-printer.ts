/**
 * READY, STATUS and RESTARTS of a pod object, as kubectl's own table prints them. The rules are those of `printPod` in
 * kubernetes `pkg/printers/internalversion/printers.go`, 1.20 and later.
 */
import { asArray, asCount, asObject, asText } from '../../parse/lines.ts'

export interface PrintedPod {
  ready: number
  total: number
  status: string
  restarts: number
  /** When a container last ended before it was started again; ISO 8601, or null. */
  lastRestartAt: string | null
  /** What the pod says of itself, else its first container that waits or ended, else the scheduler; null: nobody says anything. */
  message: string | null
}

type Json = Record<string, unknown>

export function printPod(pod: Json): PrintedPod {
  const metadata = asObject(pod.metadata) ?? {}
  const spec = asObject(pod.spec) ?? {}
  const status = asObject(pod.status) ?? {}
  const initContainers = asArray(spec.initContainers).map((each) => asObject(each) ?? {})
  // An init container with restartPolicy Always is a sidecar: it counts like a container (1.28 and later).
  const sidecars = new Set(initContainers.filter((each) => each.restartPolicy === 'Always').map((each) => each.name))

  let reason = asText(status.reason) || asText(status.phase)
  const scheduling = conditions(status).find((condition) => condition.type === 'PodScheduled')
  if (scheduling?.reason === 'SchedulingGated') reason = 'SchedulingGated'

  const init = printInit(asArray(status.initContainerStatuses), initContainers.length, sidecars)
  let { restarts, lastRestartAt } = init
  let ready = init.readySidecars
  if (init.reason !== null) reason = init.reason
  const isInitialized = conditions(status).some(({ type, status: value }) => type === 'Initialized' && value === 'True')
  if (init.reason === null || (sidecars.size > 0 && isInitialized)) {
    const main = printContainers(asArray(status.containerStatuses), reason)
    reason = main.reason
    ready += main.ready
    restarts = init.sidecarRestarts + main.restarts
    lastRestartAt = later(init.sidecarRestartAt, main.lastRestartAt)
    if (reason === 'Completed' && main.hasRunning) reason = isPodReady(status) ? 'Running' : 'NotReady'
  }
  if (typeof metadata.deletionTimestamp === 'string') {
    const isOver = status.phase === 'Failed' || status.phase === 'Succeeded'
    if (status.reason === 'NodeLost') reason = 'Unknown'
    // Since 1.29 a pod that is over keeps its reason while it is deleted; before, the phase made no difference.
    else if (!isOver) reason = 'Terminating'
  }
  return {
    ready,
    total: asArray(spec.containers).length + sidecars.size,
    status: reason,
    restarts,
    lastRestartAt,
    message: messageOf(status),
  }
}

/** Not a part of the table: whoever asks for it reads the object. */
function messageOf(status: Json): string | null {
  const ofContainers = [...asArray(status.initContainerStatuses), ...asArray(status.containerStatuses)].flatMap(
    (each) => {
      const { waiting, terminated } = statesOf(asObject(each) ?? {})
      return [asText(waiting?.message), asText(terminated?.message)]
    },
  )
  const scheduling = conditions(status).find(({ type, status: value }) => type === 'PodScheduled' && value === 'False')
  return [asText(status.message), ...ofContainers, asText(scheduling?.message)].find((each) => each !== '') ?? null
}

interface InitPrint {
  /** Null when initializing is over. */
  reason: string | null
  restarts: number
  lastRestartAt: string | null
  readySidecars: number
  sidecarRestarts: number
  sidecarRestartAt: string | null
}

function printInit(statuses: unknown[], total: number, sidecars: Set<unknown>): InitPrint {
  const print: InitPrint = {
    reason: null,
    restarts: 0,
    lastRestartAt: null,
    readySidecars: 0,
    sidecarRestarts: 0,
    sidecarRestartAt: null,
  }
  for (const [index, each] of statuses.entries()) {
    const container = asObject(each) ?? {}
    print.restarts += asCount(container.restartCount)
    print.lastRestartAt = later(print.lastRestartAt, endOfLastRun(container))
    const isSidecar = sidecars.has(container.name)
    if (isSidecar) {
      print.sidecarRestarts += asCount(container.restartCount)
      print.sidecarRestartAt = later(print.sidecarRestartAt, endOfLastRun(container))
    }
    const { waiting, terminated } = statesOf(container)
    if (terminated !== null && asCount(terminated.exitCode) === 0) continue
    if (isSidecar && container.started === true) {
      if (container.ready === true) print.readySidecars++
      continue
    }
    if (terminated !== null) print.reason = `Init:${asText(terminated.reason) || endOf(terminated)}`
    else if (waiting !== null && asText(waiting.reason) !== '' && waiting.reason !== 'PodInitializing')
      print.reason = `Init:${asText(waiting.reason)}`
    else print.reason = `Init:${index}/${total}`
    break
  }
  return print
}

function printContainers(statuses: unknown[], podReason: string) {
  let reason = podReason
  let ready = 0
  let restarts = 0
  let hasRunning = false
  let lastRestartAt: string | null = null
  for (const each of statuses.toReversed()) {
    const container = asObject(each) ?? {}
    restarts += asCount(container.restartCount)
    lastRestartAt = later(lastRestartAt, endOfLastRun(container))
    const { waiting, terminated, running } = statesOf(container)
    if (waiting !== null && asText(waiting.reason) !== '') reason = asText(waiting.reason)
    else if (terminated !== null) reason = asText(terminated.reason) || endOf(terminated)
    else if (container.ready === true && running !== null) {
      hasRunning = true
      ready++
    }
  }
  return { reason, ready, restarts, hasRunning, lastRestartAt }
}

function statesOf(container: Json): { waiting: Json | null; terminated: Json | null; running: Json | null } {
  const state = asObject(container.state) ?? {}
  return { waiting: asObject(state.waiting), terminated: asObject(state.terminated), running: asObject(state.running) }
}

function endOf(terminated: Json): string {
  const signal = asCount(terminated.signal)
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${asCount(terminated.exitCode)}`
}

function endOfLastRun(container: Json): string | null {
  if (asCount(container.restartCount) === 0) return null
  const terminated = asObject(asObject(container.lastState)?.terminated)
  return asText(terminated?.finishedAt) || null
}

/** Both are RFC 3339 in UTC to the second, so their texts order like their times. */
const later = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)

const conditions = (status: Json): Json[] => asArray(status.conditions).map((each) => asObject(each) ?? {})
const isPodReady = (status: Json): boolean =>
  conditions(status).some((condition) => condition.type === 'Ready' && condition.status === 'True')
