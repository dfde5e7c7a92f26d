/** Incidents of one node. */
import { hour, minute, second } from '../world/durations.ts'
import { dockerRestart, heal, kubeletStart, kubeletStop, nodeOff, nodeOn, partition } from '../world/node-faults.ts'
import { begin, end } from '../world/periods.ts'
import { evict } from '../world/pods.ts'
import { endStandalone, standaloneRun } from '../world/standalone.ts'
import type { ClusterNode, Pod } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { about, aboutNode, aboutPods, anyOf, type Scenario, someNode } from './scenario.ts'

const never = Number.POSITIVE_INFINITY

export const nodeDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world)
    world.schedule(atMs, (nowMs) => nodeOff(world, node, nowMs))
    if (random.chance(0.4)) world.schedule(atMs + random.float(6, 60) * minute, (nowMs) => nodeOn(world, node, nowMs))
    return { isCause: aboutNode(node) }
  },
}

export const reboot: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const node = someNode(world)
    world.schedule(atMs, (nowMs) => nodeOff(world, node, nowMs, { isGraceful: true }))
    world.schedule(atMs + world.random.float(1.5, 5) * minute, (nowMs) => nodeOn(world, node, nowMs))
    return { isCause: aboutNode(node), groupShare: 0.6 }
  },
}

export const dockerRestarted: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world)
    world.schedule(atMs, (nowMs) => {
      const downMs = random.float(8, 90) * second
      dockerRestart(world, node, nowMs, { downMs, forgets: random.chance(0.2) })
    })
    return { isCause: aboutNode(node), groupShare: 0.6 }
  },
}

export const kubeletDead: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world)
    const untilMs = atMs + random.log(5, 200) * minute
    world.schedule(atMs, (nowMs) => {
      kubeletStop(world, node, nowMs)
      const unit = { unit: 'kubelet.service', about: 'kubelet: The Kubernetes Node Agent' }
      if (random.chance(0.8)) node.failedUnits.push({ fromMs: nowMs, toMs: untilMs, ...unit })
    })
    world.schedule(untilMs, (nowMs) => kubeletStart(world, node, nowMs))
    return { isCause: aboutNode(node) }
  },
}

/** Its network is away: from the cluster, and mostly from those who ask it. */
export const networkCut: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world, 0.2)
    const untilMs = atMs + random.log(3, 120) * minute
    world.schedule(atMs, (nowMs) => {
      partition(world, node, nowMs)
      if (random.chance(0.7)) node.sshCut.push({ fromMs: nowMs, toMs: untilMs })
    })
    world.schedule(untilMs, (nowMs) => heal(world, node, nowMs))
    return { isCause: aboutNode(node) }
  },
}

export const clockJump: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { nodes, random } = world
    const controllers = nodes.filter(({ isController }) => isController)
    const node = random.pick(random.chance(0.7) ? controllers : nodes)
    const stepMs = () => random.log(50, 600) * second * (random.chance(0.6) ? 1 : -1)
    const offsetMs = random.chance(0.15) ? 8 * hour : stepMs()
    world.schedule(atMs, (nowMs) => {
      world.setClock(node, nowMs, offsetMs)
      if (random.chance(0.6)) begin(node.unsynced, nowMs)
    })
    if (random.chance(0.5))
      world.schedule(atMs + random.float(20, 120) * minute, (nowMs) => {
        world.setClock(node, nowMs, 0)
        end(node.unsynced, nowMs)
      })
    return { isCause: about(node.tag, /^clock-/), isOfClock: true }
  },
}

function victimsOn(world: World, node: ClusterNode, atMs: number, most: number): Pod[] {
  const isSpared = (pod: Pod) => pod.job !== null || ['daemonset', 'statefulset'].includes(pod.workload.kind)
  const victims = world.pods.filter(
    (pod) =>
      pod.node === node && world.isLive(pod, atMs) && pod.deletingMs === never && pod.failed === null && !isSpared(pod),
  )
  return world.random.shuffle(victims).slice(0, world.random.int(2, most))
}

export const diskFull: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random, traits } = world
    const node = someNode(world)
    const disk = node.disks.find(({ mount }) => mount === '/var')
    if (disk !== undefined) {
      const before = disk.points[0]?.[1] ?? 0
      disk.points = [
        [traits.beginsMs, before],
        [atMs - random.float(5, 60) * minute, before],
        [atMs, disk.sizeKb * 0.965],
        [atMs + 10 * minute, disk.sizeKb * 0.998],
        [traits.endsMs, disk.sizeKb * 0.998],
      ]
    }
    for (const log of world.logs.filter((each) => each.node === node && each.bytesPerSecond > 0)) {
      log.stops.push({ fromMs: atMs + 8 * minute, toMs: traits.endsMs })
      world.touch(log.tag, atMs)
    }
    world.touch(node.tag, atMs)
    world.schedule(atMs + random.float(10, 90) * second, (nowMs) => {
      node.pressure.push({ fromMs: nowMs, toMs: never, resource: 'nodefs' })
      for (const [index, pod] of victimsOn(world, node, nowMs, 8).entries())
        world.schedule(nowMs + index * random.float(10, 60) * second, (laterMs) => evict(world, pod, laterMs, 'nodefs'))
      const container = world.standalone.find((each) => each.node === node && standaloneRun(each) !== null)
      if (container === undefined || !random.chance(0.6)) return
      world.schedule(nowMs + random.float(1, 8) * minute, (laterMs) => {
        const crash = { afterMs: 3 * second, exitCode: 1, isOom: false }
        container.crash = { fromMs: laterMs, toMs: traits.endsMs, ...crash }
        endStandalone(world, container, laterMs, { exitCode: 1 })
      })
    })
    return { isCause: about(node.tag, /^disk-/) }
  },
}

/** No memory is left: kubelet evicts pods until there is. */
export const memoryPressure: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world)
    const evicted = new Set<Pod>()
    world.touch(node.tag, atMs)
    world.schedule(atMs, (nowMs) => {
      node.pressure.push({ fromMs: nowMs, toMs: nowMs + random.log(5, 60) * minute, resource: 'memory' })
      for (const [index, pod] of victimsOn(world, node, nowMs, 10).entries()) {
        evicted.add(pod)
        world.schedule(nowMs + index * random.float(5, 40) * second, (laterMs) => evict(world, pod, laterMs, 'memory'))
      }
    })
    const isEvicted = aboutPods(world, (pod) => evicted.has(pod))
    return { isCause: anyOf(isEvicted, about(node.tag, /^(node|memory)-/)), groupShare: 0.6 }
  },
}
