/** Incidents of workloads: a bad image, memory that runs out, volumes that do not come, no room. */
import { minute, second } from '../world/durations.ts'
import { deletePod, endRun, newPod, runningIn, tryStart } from '../world/pods.ts'
import { rollout } from '../world/rollouts.ts'
import { addStandalone, endStandalone, startStandalone } from '../world/standalone.ts'
import type { Pod, Workload } from '../world/things.ts'
import type { CrashingImage, World } from '../world/world.ts'
import {
  about,
  aboutPods,
  aboutWorkload,
  ordinaryWorkloads,
  retagged,
  type Scenario,
  someNode,
  type Told,
} from './scenario.ts'

export const badImage: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const crash = { afterMs: random.log(1, 40) * second, exitCode: random.pick([1, 2, 127, 139]) }
    if (random.chance(0.25)) return badContainerImage(world, atMs, crash)
    const sets = world.workloads.filter(({ kind }) => kind === 'statefulset')
    const others = sets.filter(({ name }) => name !== 'mariadb' && name !== 'rabbitmq')
    const workload = random.chance(0.3) ? random.pick([...others, ...sets]) : random.pick(ordinaryWorkloads(world))
    const image = retagged(workload.containers[0]?.image ?? '', 'v9.9-rc1')
    world.badImages.set(image, crash)
    for (const node of world.nodes) if (random.chance(0.5)) node.images.add(image)
    world.schedule(atMs, (nowMs) => rollout(world, workload, image, nowMs))
    return { isCause: aboutPods(world, (pod) => pod.workload === workload, /^image-changed$/) }
  },
}

function badContainerImage(world: World, atMs: number, crash: CrashingImage): Told {
  const names = ['etcd', 'haproxy', 'keepalived', 'node-exporter', 'fluentd', 'nova-compute']
  const old = world.random.pick(world.standalone.filter(({ name }) => names.includes(name)))
  world.schedule(atMs, (nowMs) => {
    endStandalone(world, old, nowMs, { exitCode: 0, isByHand: true })
    old.removedMs = nowMs + 1 * second
    const next = addStandalone(world, {
      name: old.name,
      node: old.node,
      image: retagged(old.image, 'v3.2'),
      createdMs: nowMs + 2 * second,
      policy: 'always',
      crash: { fromMs: nowMs, toMs: Number.POSITIVE_INFINITY, isOom: false, ...crash },
    })
    for (const service of world.services) if (service.container === old) service.container = next
    startStandalone(world, next, nowMs + 3 * second, 0)
  })
  return { isCause: about(old.tag, /^image-changed$/) }
}

/** An app outgrows its limit, again and again. */
export const outOfMemory: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const workload = random.pick(ordinaryWorkloads(world).filter(({ replicas }) => replicas > 0))
    const untilMs = atMs + random.log(20, 240) * minute
    const everyMs = random.log(0.3, 20) * minute
    const kill = (pod: Pod, nowMs: number): void => {
      const [container] = pod.containers
      if (container !== undefined && runningIn(container) !== null)
        endRun(world, pod, container, nowMs, { exitCode: 137, isOom: true })
    }
    world.schedule(atMs, (nowMs) => {
      for (const pod of world.settledPodsOf(workload, nowMs).slice(0, random.int(1, 3))) kill(pod, nowMs)
    })
    world.onStart.push((pod, container, startMs) => {
      if (pod.workload !== workload || container !== pod.containers[0] || startMs < atMs || startMs > untilMs) return
      world.schedule(startMs + everyMs * random.float(0.6, 1.6), (nowMs) => kill(pod, nowMs))
    })
    return { isCause: aboutWorkload(world, workload) }
  },
}

const isStuck = /^(pod|container|workload|volume|storage|mount)-/

/** Volumes do not come on one node: pods that are made anew there wait for them. */
export const volumeFault: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const node = someNode(world, 0.5)
    world.volumeFaults.push({ node, fromMs: atMs, toMs: atMs + random.log(40, 300) * minute, message: '' })
    const stored = random.shuffle(ordinaryWorkloads(world).filter((each) => each.hasVolume && each.replicas > 0))
    const chosen: Workload[] =
      stored.length > 0 ? stored.slice(0, random.int(1, 3)) : ordinaryWorkloads(world).slice(0, 2)
    for (const workload of chosen) {
      workload.hasVolume = true
      world.pinned.set(workload, node)
    }
    world.schedule(atMs + random.float(0.2, 3) * minute, (nowMs) => {
      for (const workload of chosen)
        for (const pod of world.settledPodsOf(workload, nowMs).slice(0, 3)) deletePod(world, pod, nowMs)
    })
    return { isCause: aboutPods(world, (pod) => chosen.includes(pod.workload) && pod.node === node, isStuck) }
  },
}

/** The file server of all volumes is away: what runs hangs, what is made waits. */
export const storageDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const untilMs = atMs + random.log(25, 240) * minute
    const message = random.pick(['Connection timed out', 'nfs: server 192.168.12.5 not responding, timed out'])
    for (const node of world.nodes) world.volumeFaults.push({ node, fromMs: atMs, toMs: untilMs, message })
    const stored = ordinaryWorkloads(world).filter(({ replicas }) => replicas > 0)
    const chosen = random.shuffle(stored).slice(0, random.int(2, 5))
    for (const workload of chosen) workload.hasVolume = true
    world.schedule(atMs + random.float(0.2, 3) * minute, (nowMs) => {
      for (const [index, workload] of chosen.entries())
        for (const pod of world.settledPodsOf(workload, nowMs).slice(0, 3))
          if (index % 2 === 0) deletePod(world, pod, nowMs)
          else hang(world, pod, nowMs, untilMs)
    })
    return { isCause: aboutPods(world, ({ workload }) => chosen.includes(workload), isStuck) }
  },
}

function hang(world: World, pod: Pod, fromMs: number, toMs: number): void {
  pod.containers[0]?.unready.push({ fromMs, toMs })
  world.touch(pod.tag, fromMs)
}

/** More replicas than there is room for. */
export const unscheduled: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const workload = random.pick(ordinaryWorkloads(world))
    const made = new Set<Pod>()
    world.unschedulable.push({ workload, fromMs: atMs, toMs: atMs + random.log(30, 300) * minute })
    world.schedule(atMs, (nowMs) => {
      for (let count = random.int(1, 5); count > 0; count--) {
        const pod = newPod(world, workload, null, nowMs + count * 10)
        made.add(pod)
        world.schedule(nowMs + 100, (laterMs) => tryStart(world, pod, laterMs))
      }
    })
    return { isCause: aboutPods(world, (pod) => made.has(pod)) }
  },
}
