/** Incidents of something that others need: it fails first, and they follow. */
import { minute, second } from '../world/durations.ts'
import { takeAway } from '../world/outages.ts'
import type { Period } from '../world/periods.ts'
import { endRun, probeEvent } from '../world/pods.ts'
import { rollout } from '../world/rollouts.ts'
import { endStandalone, startStandalone } from '../world/standalone.ts'
import type { Standalone, Workload } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { aboutContainers, aboutWorkload, ordinaryWorkloads, retagged, type Scenario, type Told } from './scenario.ts'

/** It crashes again and again, or runs and answers nobody; those that need it notice some seconds later. */
function failWorkload(world: World, workload: Workload, period: Period, names = [workload.name]): Told {
  const { random } = world
  const { fromMs, toMs } = period
  const isCrash = random.chance(0.6)
  world.schedule(fromMs, (nowMs) => {
    for (const pod of world.settledPodsOf(workload, nowMs)) {
      const [container] = pod.containers
      if (container === undefined) continue
      if (isCrash) endRun(world, pod, container, nowMs, { exitCode: random.pick([1, 134, 139]) })
      else {
        container.unready.push({ fromMs: nowMs, toMs })
        world.touch(pod.tag, nowMs)
        probeEvent(world, pod, nowMs, 'Liveness probe failed: command timed out')
      }
    }
  })
  if (isCrash) workload.needs.push({ name: workload.name, reaction: 'crashes' })
  for (const name of names) takeAway(world, name, period)
  return { isCause: aboutWorkload(world, workload) }
}

/** Of the cloud's own, by its name with or without the ending of H3Cloud OS. */
const failOfCloud = (name: string): Scenario => ({
  kind: 'incident',
  play(world, atMs) {
    const workload =
      world.workloads.find((each) => each.name === name || each.name === `${name}rc`) ??
      world.random.pick(world.workloads.filter(({ kind }) => kind === 'statefulset'))
    const period = { fromMs: atMs, toMs: atMs + world.random.log(6, 120) * minute }
    const shared = workload.name.replace(/rc$/, '')
    return failWorkload(world, workload, period, [...new Set([workload.name, shared])])
  },
})
export const rabbitDown = failOfCloud('rabbitmq')
export const databaseDown = failOfCloud('mariadb')
export const keystoneDown = failOfCloud('keystone')

/** Something of which no book says that others need it. */
export const unlistedDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const workload = random.pick(ordinaryWorkloads(world).filter(({ replicas }) => replicas > 0))
    const others = ordinaryWorkloads(world).filter((each) => each !== workload && each.replicas > 0)
    for (const other of random.shuffle(others).slice(0, random.int(2, 6)))
      other.needs.push({ name: workload.name, reaction: random.pick(['crashes', 'unready'] as const) })
    return failWorkload(world, workload, { fromMs: atMs, toMs: atMs + random.log(6, 120) * minute })
  },
}

/** A container beside Kubernetes ends, and docker starts it in vain. */
function failContainers(world: World, containers: readonly Standalone[], { fromMs, toMs }: Period): Told {
  const exitCode = world.random.pick([1, 2, 137])
  world.schedule(fromMs, (nowMs) => {
    for (const container of containers) {
      container.crash = { fromMs, toMs, afterMs: 2 * second, exitCode, isOom: false }
      endStandalone(world, container, nowMs, { exitCode })
    }
  })
  world.schedule(toMs, (nowMs) => {
    for (const container of containers) startStandalone(world, container, nowMs, 0)
  })
  return { isCause: aboutContainers(containers) }
}

const containersNamed = ({ standalone }: World, name: string): Standalone[] =>
  standalone.filter((container) => container.name === name)

export const etcdDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const period = { fromMs: atMs, toMs: atMs + world.random.log(5, 90) * minute }
    takeAway(world, 'etcd', period)
    return failContainers(world, containersNamed(world, 'etcd'), period)
  },
}

export const balancerDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const period = { fromMs: atMs, toMs: atMs + world.random.log(5, 90) * minute }
    takeAway(world, 'haproxy', period)
    return failContainers(world, containersNamed(world, 'haproxy'), period)
  },
}

export const registryDown: Scenario = {
  kind: 'incident',
  play(world, atMs) {
    const { random } = world
    const period = { fromMs: atMs, toMs: atMs + random.log(20, 200) * minute }
    world.registryDown.push(period)
    for (const [index, workload] of random.shuffle(ordinaryWorkloads(world)).slice(0, random.int(1, 4)).entries())
      world.schedule(atMs + (index + random.float(0.2, 1)) * minute, (nowMs) =>
        rollout(world, workload, retagged(workload.containers[0]?.image ?? '', 'v5.4'), nowMs),
      )
    return failContainers(world, containersNamed(world, 'registry'), period)
  },
}
