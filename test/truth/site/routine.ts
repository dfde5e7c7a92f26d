/** What goes on at a site on any day: nobody's incident, though some of it is worth a word. */
import { minute } from '../world/durations.ts'
import { deletePod, endRun, runningIn } from '../world/pods.ts'
import { endStandalone, standaloneRun } from '../world/standalone.ts'
import type { Pod } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { anyTime } from './site.ts'

/** Their smallest trouble would be an incident of its own. */
const spared = new Set([
  'novarc',
  'mariadb',
  'rabbitmq',
  'nova-conductor',
  'nova-scheduler',
  'nova-compute',
  'neutron-ovs',
])

export function addRoutine(world: World): void {
  world.as('routine', () => {
    podsGo(world)
    containersGo(world)
    operatorsWork(world)
    logsAndDisks(world)
  })
}

const ordinaryPods = (world: World): Pod[] =>
  world.pods.filter(
    (pod) =>
      pod.deletingMs === Number.POSITIVE_INFINITY &&
      pod.failed === null &&
      pod.job === null &&
      !spared.has(pod.workload.name),
  )
const isReachable = (world: World, pod: Pod, atMs: number): boolean =>
  pod.node !== null && world.canStart(pod.node, atMs)

function podsGo(world: World): void {
  const { random } = world
  for (let count = random.int(0, 2); count > 0; count--)
    world.schedule(anyTime(world), (atMs) => {
      const pod = random.pick(ordinaryPods(world))
      const [container] = pod.containers
      if (container === undefined || runningIn(container) === null || !isReachable(world, pod, atMs)) return
      endRun(world, pod, container, atMs, { exitCode: random.pick([1, 137]) })
    })
  if (random.chance(0.25))
    world.schedule(anyTime(world), (atMs) => {
      const pod = random.pick(ordinaryPods(world))
      if (isReachable(world, pod, atMs)) deletePod(world, pod, atMs)
    })
  if (random.chance(0.15))
    world.schedule(anyTime(world), (atMs) => {
      const apps = world.workloads.filter(
        ({ name, kind }) => name.startsWith('app-') && (kind === 'rc' || kind === 'deployment'),
      )
      const workload = random.maybe(apps)
      const pod = world.pods.find(
        (each) =>
          each.workload === workload && each.deletingMs === Number.POSITIVE_INFINITY && world.isLive(each, atMs),
      )
      if (pod !== undefined && isReachable(world, pod, atMs)) deletePod(world, pod, atMs, { isReplaced: false })
    })
}

function containersGo(world: World): void {
  const { random } = world
  if (random.chance(0.15))
    world.schedule(anyTime(world), (atMs) => {
      const container = random.maybe(world.standalone.filter((each) => standaloneRun(each) !== null))
      if (container !== undefined && world.isUp(container.node, atMs))
        endStandalone(world, container, atMs, { exitCode: 1 })
    })
  if (!random.chance(0.2)) return
  const container = random.maybe(world.standalone.filter(({ hasHealth }) => hasHealth))
  if (container === undefined) return
  const fromMs = anyTime(world)
  container.unhealthy.push({ fromMs, toMs: fromMs + random.log(2, 90) * minute })
  world.touch(container.tag, fromMs)
}

function operatorsWork(world: World): void {
  const { nodes, random, services, traits } = world
  if (random.chance(0.15)) {
    const node = random.pick(nodes)
    const fromMs = anyTime(world)
    const unit = random.pick(['kdump.service', 'postfix.service', 'abrtd.service'])
    node.failedUnits.push({ fromMs, toMs: Number.POSITIVE_INFINITY, unit, about: 'a unit that nobody minds' })
  }
  if (random.chance(0.1)) random.pick(nodes).unsynced.push({ fromMs: traits.beginsMs, toMs: Number.POSITIVE_INFINITY })
  if (!random.chance(0.1)) return
  const service = random.pick(services.filter(({ binary }) => binary === 'nova-compute'))
  const fromMs = anyTime(world)
  service.disabled.push({ fromMs, toMs: fromMs + random.log(20, 200) * minute, reason: 'planned' })
  world.touch(service.tag, fromMs)
}

function logsAndDisks(world: World): void {
  const { logs, nodes, random, traits } = world
  if (random.chance(0.15)) {
    const log = random.pick(logs.filter(({ bytesPerSecond }) => bytesPerSecond > 0))
    const fromMs = anyTime(world)
    const toMs = fromMs + random.float(5, 40) * minute
    log.bursts.push({ fromMs, toMs, bytesPerSecond: random.log(5000, 60000) })
    world.touch(log.tag, fromMs)
  }
  if (random.chance(0.08)) {
    const log = random.pick(logs.filter(({ bytesPerSecond }) => bytesPerSecond === 0))
    log.removedMs = anyTime(world)
    world.touch(log.tag, log.removedMs)
  }
  if (random.chance(0.1)) {
    const disk = random.pick(nodes).disks[1]
    if (disk !== undefined)
      disk.points = [
        [traits.beginsMs, disk.sizeKb * 0.88],
        [traits.endsMs, disk.sizeKb * 0.88],
      ]
  }
  if (!random.chance(0.1)) return
  const pod = random.pick(ordinaryPods(world))
  const fromMs = anyTime(world)
  pod.containers[0]?.unready.push({ fromMs, toMs: fromMs + random.log(1, 60) * minute })
  world.touch(pod.tag, fromMs)
}
