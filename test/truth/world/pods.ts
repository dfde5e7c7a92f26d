/** What becomes of pods: made, started, ended, started again, deleted, replaced, evicted, rolled out. */
import { minute, second } from './durations.ts'
import { holds, inside, periodAt } from './periods.ts'
import {
  type ClusterNode,
  type Container,
  isOver,
  type KubeEvent,
  newRun,
  type Pod,
  type Run,
  type Workload,
} from './things.ts'
import type { World } from './world.ts'

const podLetters = 'bcdfghjklmnpqrstvwxz2456789'
const oldPodLetters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const never = Number.POSITIVE_INFINITY

export function addWorkload(
  world: World,
  workload: Pick<Workload, 'name' | 'containers'> & Partial<Workload>,
): Workload {
  const whole: Workload = {
    ns: 'default',
    kind: 'rc',
    replicas: 1,
    on: 'all',
    readyAfterMs: 5 * second,
    hash: templateHash(world),
    hasVolume: false,
    hasInit: false,
    isRemoved: false,
    needs: [],
    ...workload,
  }
  world.workloads.push(whole)
  return whole
}

export const templateHash = (world: World): string => world.random.word(9, podLetters)
export const podSuffix = (world: World): string => world.random.word(5, podLetters)

function podName(world: World, { kind, name, hash }: Workload, ordinal: number | null): string {
  if (kind === 'statefulset') return `${name}-${ordinal}`
  if (kind === 'deployment') return `${name}-${hash}-${podSuffix(world)}`
  return `${name}-${world.random.word(5, world.traits.hasOldPodNames ? oldPodLetters : podLetters)}`
}

const isPlaceFor = (workload: Workload, node: ClusterNode): boolean => {
  if (workload.on === 'all') return true
  return workload.on === 'controller' ? node.isController : node.isCompute
}
export const placesOf = (world: World, workload: Workload): ClusterNode[] =>
  world.nodes.filter((node) => isPlaceFor(workload, node))
const freePlaces = (world: World, workload: Workload, atMs: number): ClusterNode[] =>
  placesOf(world, workload).filter(
    (node) => !inside(node.notReady, atMs) && !inside(node.pressure, atMs) && world.hears(node, atMs),
  )

interface PodDetails {
  ordinal?: number | null
  name?: string
  replaces?: Pod
  job?: string
}

export function newPod(
  world: World,
  workload: Workload,
  node: ClusterNode | null,
  atMs: number,
  { ordinal = null, name = podName(world, workload, ordinal), replaces, job }: PodDetails = {},
): Pod {
  const { random } = world
  const { ns } = workload
  const uid = random.uuid()
  const pod: Pod = {
    tag: `pod:${ns}/${name}`,
    ns,
    name,
    uid,
    workload,
    node,
    ordinal,
    job: job ?? null,
    ip: `10.${random.int(100, 120)}.${random.int(1, 250)}.${random.int(2, 250)}`,
    template: workload.hash,
    createdMs: atMs,
    boundMs: atMs,
    deletingMs: never,
    goneMs: never,
    cleanedMs: never,
    failed: null,
    replacedBy: null,
    sandboxes: [],
    init: workload.hasInit ? { image: workload.containers[0]?.image ?? '', run: null } : null,
    containers: workload.containers.map((each) => ({
      name: each.name,
      image: each.image,
      runs: [],
      waits: [],
      fails: 0,
      unready: [],
    })),
  }
  if (replaces !== undefined) replaces.replacedBy = pod
  world.pods.push(pod)
  if (world.origin !== 'base') world.touch(pod.tag, atMs)
  return pod
}

const isEnding = (pod: Pod, atMs: number): boolean =>
  atMs >= pod.deletingMs || pod.failed !== null || pod.goneMs <= atMs

const volumeFault = (world: World, pod: Pod, atMs: number) =>
  pod.workload.hasVolume
    ? periodAt(
        world.volumeFaults.filter(({ node }) => node === pod.node),
        atMs,
      )
    : undefined

/** kubelet's tries until the pod runs: sandbox, init container, containers. */
export function tryStart(world: World, pod: Pod, atMs: number, tries = 0): void {
  const { random } = world
  if (isEnding(pod, atMs)) return
  const again = (waitMs: number) => world.schedule(atMs + waitMs, (laterMs) => tryStart(world, pod, laterMs, tries + 1))
  if (pod.node === null) {
    const isTooLarge = world.unschedulable.some((each) => each.workload === pod.workload && holds(each, atMs))
    const [place] = random.shuffle(isTooLarge ? [] : freePlaces(world, pod.workload, atMs))
    if (place === undefined) {
      if (tries % 18 === 0) world.podEvent(atMs, pod, 'FailedScheduling', unschedulable(world))
      again(10 * second)
      return
    }
    pod.node = place
    pod.boundMs = atMs
  }
  if (!world.canStart(pod.node, atMs)) {
    again(12 * second)
    return
  }
  const fault = volumeFault(world, pod, atMs)
  if (fault !== undefined) {
    if (tries % 5 === 0) world.podEvent(atMs + 30 * second, pod, 'FailedMount', mountMessage(pod, fault.message))
    again(25 * second)
    return
  }
  if (pod.sandboxes.length === 0) startSandbox(world, pod, atMs)
  const { images } = pod.node
  const missing = pod.containers.find(({ image }) => !images.has(image))
  if (missing !== undefined) {
    if (!inside(world.registryDown, atMs)) {
      for (const { image } of pod.containers) images.add(image)
      again(random.float(2, 25) * second)
      return
    }
    const waitMs = Math.min(300, 10 * 2 ** Math.min(tries, 5)) * second
    missing.waits.push({ fromMs: atMs, toMs: atMs + 4 * second, reason: 'ErrImagePull' })
    missing.waits.push({ fromMs: atMs + 4 * second, toMs: atMs + waitMs, reason: 'ImagePullBackOff' })
    const refusal = `dial tcp ${world.traits.registryAddress}: connect: connection refused`
    if (tries < 3) world.podEvent(atMs, pod, 'Failed', `Failed to pull image "${missing.image}": ${refusal}`)
    again(waitMs)
    return
  }
  let fromMs = atMs + random.float(0.8, 3) * second
  if (pod.init !== null && pod.init.run === null) {
    const toMs = fromMs + random.float(2, 15) * second
    pod.init.run = newRun(random.hex(64), 0, pod.init.image, fromMs)
    endOf(pod.init.run, toMs, 0, 'Completed')
    fromMs = toMs + random.float(0.5, 2) * second
  }
  for (const container of pod.containers)
    world.schedule(fromMs + random.float(0, 1.5) * second, (laterMs) => startRun(world, pod, container, laterMs))
}

const unschedulable = (world: World): string =>
  `0/${world.nodes.length} nodes are available: ${world.nodes.length} Insufficient memory.`
const mountMessage = (pod: Pod, cause: string): string =>
  cause === ''
    ? `Unable to mount volumes for pod "${pod.name}_${pod.ns}": timeout expired waiting for volumes to attach or mount`
    : `MountVolume.SetUp failed for volume "data" : mount failed: exit status 32 Output: mount.nfs: ${cause}`

export function startSandbox(world: World, pod: Pod, atMs: number): void {
  const last = pod.sandboxes.at(-1)
  if (last !== undefined && last.endMs === null) last.endMs = atMs
  pod.sandboxes.push(newRun(world.random.hex(64), pod.sandboxes.length, '', atMs))
}
export function endSandboxes(pod: Pod, atMs: number): void {
  for (const sandbox of pod.sandboxes) sandbox.endMs ??= atMs
}

/** `shownMs`: when docker will say that it ended. */
export function endOf(run: Run, endMs: number, exitCode: number, reason = 'Error', shownMs = endMs): void {
  run.endMs = endMs
  run.exitCode = exitCode
  run.reason = reason
  run.shownMs = shownMs
}

export const runningIn = (container: Container): Run | null => {
  const run = container.runs.at(-1)
  return run !== undefined && run.endMs === null ? run : null
}

export function startRun(world: World, pod: Pod, container: Container, atMs: number): void {
  const { random } = world
  if (isEnding(pod, atMs) || runningIn(container) !== null || pod.node === null) return
  const again = (waitMs: number) => world.schedule(atMs + waitMs, (laterMs) => startRun(world, pod, container, laterMs))
  if (!world.canStart(pod.node, atMs)) {
    again(12 * second)
    return
  }
  const last = container.runs.at(-1)
  if (last !== undefined && volumeFault(world, pod, atMs) !== undefined) {
    again(25 * second)
    return
  }
  // kubelet counts on from what docker still has of the container.
  const attempt = last === undefined || last.forgottenAtMs <= atMs ? 0 : last.attempt + 1
  container.runs.push(newRun(random.hex(64), attempt, container.image, atMs))
  world.touch(pod.tag, atMs)
  const crash = world.badImages.get(container.image)
  if (pod.job !== null) {
    const endMs = atMs + random.float(15, 70) * second
    world.schedule(endMs, (laterMs) => endRun(world, pod, container, laterMs, { exitCode: 0 }))
  } else if (crash !== undefined) {
    const endMs = atMs + random.float(0.6, 1.6) * crash.afterMs
    world.schedule(endMs, (laterMs) => endRun(world, pod, container, laterMs, { exitCode: crash.exitCode }))
  }
  for (const listen of world.onStart) listen(pod, container, atMs)
}

interface Ending {
  exitCode: number
  isOom?: boolean
  /** Nothing starts it again by itself: its kubelet is not there. */
  stays?: boolean
}

export function endRun(
  world: World,
  pod: Pod,
  container: Container,
  atMs: number,
  { exitCode, isOom = false, stays = false }: Ending,
): void {
  const { random } = world
  const run = runningIn(container)
  if (run === null) return
  endOf(run, atMs, exitCode, exitCode === 0 ? 'Completed' : 'Error')
  if (isOom) {
    run.isOom = true
    run.reason = 'OOMKilled'
  }
  world.touch(pod.tag, atMs)
  if (pod.job !== null || stays || isEnding(pod, atMs)) return
  if (atMs - run.startMs > 10 * minute) container.fails = 0
  const backOffMs = Math.min(300, 10 * 2 ** (container.fails - 1)) * second
  const waitMs = container.fails === 0 ? random.float(1, 4) * second : backOffMs + random.float(1, 12) * second
  if (waitMs > 9 * second) {
    const fromMs = atMs + random.float(1, 9) * second
    container.waits.push({ fromMs, toMs: atMs + waitMs, reason: 'CrashLoopBackOff' })
    const message = 'Back-off restarting failed container'
    if (container.fails % 3 === 1) world.podEvent(fromMs, pod, 'BackOff', message)
  }
  container.fails++
  world.schedule(atMs + waitMs, (laterMs) => startRun(world, pod, container, laterMs))
}

export function deletePod(
  world: World,
  pod: Pod,
  atMs: number,
  options: { isReplaced?: boolean; graceMs?: number } = {},
): void {
  const { random } = world
  const isReplaced = options.isReplaced ?? true
  const graceMs = options.graceMs ?? random.float(1, 20) * second
  if (pod.deletingMs < never || atMs >= pod.goneMs) return
  pod.deletingMs = atMs
  world.touch(pod.tag, atMs)
  const isKeptInPlace = pod.workload.kind === 'statefulset' || pod.workload.kind === 'daemonset'
  const finish = (laterMs: number): void => {
    if (pod.node !== null && !world.hears(pod.node, laterMs)) {
      world.schedule(laterMs + 5 * second, finish)
      return
    }
    for (const container of pod.containers) {
      const run = runningIn(container)
      if (run !== null) endOf(run, laterMs, 143)
    }
    endSandboxes(pod, laterMs)
    pod.goneMs = laterMs
    pod.cleanedMs = laterMs + random.float(1, 8) * second
    world.touch(pod.tag, laterMs)
    if (isReplaced && isKeptInPlace) replace(world, pod, laterMs + random.float(0.1, 1) * second)
  }
  world.schedule(atMs + graceMs, finish)
  if (isReplaced && !isKeptInPlace) replace(world, pod, atMs + random.float(0.05, 0.6) * second)
}

function replace(world: World, old: Pod, atMs: number): void {
  const { workload } = old
  if (workload.isRemoved) return
  world.schedule(atMs, (createdMs) => {
    const node = workload.kind === 'daemonset' ? old.node : (world.pinned.get(workload) ?? null)
    const details: PodDetails = { ordinal: old.ordinal, replaces: old }
    if (workload.kind === 'statefulset') details.name = old.name
    const pod = newPod(world, workload, node, createdMs, details)
    world.schedule(createdMs + world.random.float(0.1, 1.5) * second, (laterMs) => tryStart(world, pod, laterMs))
  })
}

export function evict(world: World, pod: Pod, atMs: number, resource: 'nodefs' | 'memory'): void {
  if (pod.failed !== null || pod.deletingMs <= atMs) return
  for (const container of pod.containers) {
    const run = runningIn(container)
    if (run !== null) endOf(run, atMs, 137)
  }
  endSandboxes(pod, atMs)
  const message = `The node was low on resource: ${resource}.`
  pod.failed = { fromMs: atMs, reason: 'Evicted', message }
  pod.cleanedMs = atMs + 40 * second
  world.touch(pod.tag, atMs)
  world.podEvent(atMs, pod, 'Evicted', message)
  if (pod.workload.kind !== 'daemonset') replace(world, pod, atMs + 0.4 * second)
}

/** What a kubelet says of a pod whose probe fails. */
export const probeEvent = (
  world: World,
  pod: Pod,
  atMs: number,
  message: string,
  type: KubeEvent['type'] = 'Warning',
) => world.events.push({ atMs, kind: 'Pod', ns: pod.ns, name: pod.name, reason: 'Unhealthy', message, type })

export const endedBy = (container: Container, atMs: number): boolean => {
  const last = container.runs.findLast(({ startMs }) => startMs <= atMs)
  return last !== undefined && isOver(last, atMs)
}
