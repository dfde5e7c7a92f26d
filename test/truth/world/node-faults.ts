/** What befalls a node: off and on, docker and kubelet away, its network cut; and what the cluster makes of it. */
import { second } from './durations.ts'
import { begin, end } from './periods.ts'
import { deletePod, endOf, endRun, endSandboxes, runningIn, startRun, startSandbox } from './pods.ts'
import { standaloneRun, startStandalone } from './standalone.ts'
import type { ClusterNode } from './things.ts'
import type { World } from './world.ts'

const never = Number.POSITIVE_INFINITY

export function nodeOff(world: World, node: ClusterNode, atMs: number, { isGraceful = false } = {}): void {
  begin(node.off, atMs)
  world.touch(node.tag, atMs)
  node.lastOff = { atMs, isGraceful }
  cutOff(world, node, atMs)
}

export function nodeOn(world: World, node: ClusterNode, atMs: number): void {
  const { random } = world
  end(node.off, atMs)
  node.boots.push(atMs)
  world.touch(node.tag, atMs)
  const { atMs: offMs, isGraceful } = node.lastOff ?? { atMs, isGraceful: true }
  const dockerMs = atMs + random.float(12, 25) * second
  for (const pod of world.podsOn(node, offMs)) {
    endSandboxes(pod, offMs)
    for (const container of pod.containers) {
      const run = runningIn(container)
      if (run === null) continue
      endOf(run, offMs, isGraceful ? 143 : 255, 'Error', isGraceful ? offMs : dockerMs)
      world.touch(pod.tag, atMs)
    }
  }
  const restart = { atMs: dockerMs + random.float(8, 20) * second, endedMs: offMs, shownMs: dockerMs, isGraceful }
  restartAll(world, node, restart)
  backInContact(world, node, dockerMs + 10 * second)
}

/** Everything that ran on the node starts again. */
function restartAll(
  world: World,
  node: ClusterNode,
  { atMs, endedMs, shownMs, isGraceful }: { atMs: number; endedMs: number; shownMs: number; isGraceful: boolean },
): void {
  const { random } = world
  for (const pod of world.pods) {
    const isEnding = pod.deletingMs < never || pod.failed !== null || pod.job !== null
    if (pod.node !== node || pod.createdMs > atMs || isEnding) continue
    if (pod.containers.every(({ runs }) => runs.length === 0)) continue
    world.schedule(atMs + random.float(0, 25) * second, (laterMs) => {
      if (pod.deletingMs <= laterMs || pod.failed !== null) return
      startSandbox(world, pod, laterMs)
      for (const container of pod.containers)
        world.schedule(laterMs + random.float(1, 4) * second, (startMs) => {
          container.fails = 0
          startRun(world, pod, container, startMs)
        })
    })
  }
  for (const container of world.standalone) {
    if (container.node !== node) continue
    const run = container.runs.at(-1)
    if (run !== undefined && run.endMs === null) {
      endOf(run, endedMs, isGraceful ? 0 : 255, '', shownMs)
      world.touch(container.tag, atMs)
    }
    if (container.policy === 'no' || run?.endMs !== endedMs) continue
    world.schedule(shownMs + random.float(0, 2) * second, (laterMs) => startStandalone(world, container, laterMs, 0))
  }
}

export function dockerRestart(
  world: World,
  node: ClusterNode,
  atMs: number,
  { downMs, forgets }: { downMs: number; forgets: boolean },
): void {
  const { random } = world
  begin(node.dockerDown, atMs)
  world.touch(node.tag, atMs)
  for (const pod of world.podsOn(node, atMs)) {
    endSandboxes(pod, atMs)
    for (const container of pod.containers) {
      endRun(world, pod, container, atMs, { exitCode: random.pick([137, 143, 0]), stays: true })
      if (forgets) for (const run of container.runs) run.forgottenAtMs = atMs
    }
  }
  const own = world.standalone.filter((container) => container.node === node)
  world.schedule(atMs + downMs, (backMs) => {
    end(node.dockerDown, backMs)
    const restartMs = backMs + random.float(2, 8) * second
    restartAll(world, node, { atMs: restartMs, endedMs: atMs, shownMs: atMs, isGraceful: true })
    for (const container of own)
      if (container.policy !== 'no' && container.runs.at(-1)?.endMs === atMs)
        world.schedule(backMs + random.float(0, 3) * second, (laterMs) => startStandalone(world, container, laterMs, 0))
  })
  for (const container of own) {
    const run = standaloneRun(container)
    if (run === null) continue
    endOf(run, atMs, container.policy === 'no' ? 137 : 0, '')
    world.touch(container.tag, atMs)
  }
}

export function kubeletStop(world: World, node: ClusterNode, atMs: number): void {
  begin(node.kubeletDown, atMs)
  world.touch(node.tag, atMs)
  cutOff(world, node, atMs)
}
export function kubeletStart(world: World, node: ClusterNode, atMs: number): void {
  end(node.kubeletDown, atMs)
  backInContact(world, node, atMs)
}
export function partition(world: World, node: ClusterNode, atMs: number): void {
  begin(node.cut, atMs)
  world.touch(node.tag, atMs)
  cutOff(world, node, atMs)
}
export function heal(world: World, node: ClusterNode, atMs: number): void {
  end(node.cut, atMs)
  backInContact(world, node, atMs)
}

/** The node controller: NotReady after the grace period, evictions five minutes later. */
function cutOff(world: World, node: ClusterNode, atMs: number): void {
  const { random } = world
  world.schedule(atMs + random.float(40, 46) * second, (noticedMs) => {
    if (world.hears(node, noticedMs)) return
    begin(node.notReady, noticedMs)
    const message = `Node ${node.k8s} status is now: NodeNotReady`
    world.events.push({
      atMs: noticedMs,
      kind: 'Node',
      ns: 'default',
      name: node.k8s,
      reason: 'NodeNotReady',
      message,
      type: 'Normal',
    })
    for (const pod of world.pods) if (pod.node === node && world.isLive(pod, noticedMs)) world.touch(pod.tag, noticedMs)
    world.schedule(noticedMs + 300 * second + random.float(0, 8) * second, (lateMs) => {
      if (world.hears(node, lateMs)) return
      const evicted = world.pods.filter(
        (pod) =>
          pod.node === node && world.isLive(pod, lateMs) && pod.workload.kind !== 'daemonset' && pod.job === null,
      )
      for (const pod of evicted) deletePod(world, pod, lateMs, { graceMs: 1 * second })
    })
  })
}

function backInContact(world: World, node: ClusterNode, atMs: number): void {
  world.schedule(world.soon(atMs, 1, 8), (laterMs) => {
    if (world.hears(node, laterMs)) end(node.notReady, laterMs)
  })
}
