/**
 * What happens to those that need something while it serves nobody: they crash, or run and are not ready, each after its own
 * patience, and with them those that need them in turn.
 */
import { second } from './durations.ts'
import { inside, type Period } from './periods.ts'
import { endRun, probeEvent, runningIn } from './pods.ts'
import type { Container, Need, Pod, Workload } from './things.ts'
import type { World } from './world.ts'

const awayOf = (world: World, name: string): Period[] => {
  const known = world.away.get(name)
  if (known !== undefined) return known
  const list: Period[] = []
  world.away.set(name, list)
  return list
}

export const isAway = (world: World, name: string, atMs: number): boolean => inside(world.away.get(name) ?? [], atMs)

/** From now on those that need it do without it. Whoever takes it away sees to what becomes of the thing itself. */
export function takeAway(world: World, name: string, period: Period): void {
  const known = awayOf(world, name)
  // Some need each other.
  if (inside(known, period.fromMs)) return
  known.push(period)
  for (const workload of world.workloads) {
    if (workload.name === name) continue
    const need = workload.needs.find((each) => each.name === name)
    if (need !== undefined && need.reaction !== 'bears') suffer(world, workload, need, period)
  }
}

function suffer(world: World, workload: Workload, need: Need, { fromMs, toMs }: Period): void {
  const { random } = world
  const noticedMs = fromMs + random.float(4, 45) * second
  const backMs = toMs + random.float(2, 30) * second
  world.schedule(noticedMs, (atMs) => {
    if (atMs >= toMs) return
    for (const pod of world.settledPodsOf(workload, atMs))
      for (const container of pod.containers.slice(0, 1))
        if (need.reaction === 'crashes')
          world.schedule(world.soon(atMs, 0, 20), (laterMs) => endRun(world, pod, container, laterMs, { exitCode: 1 }))
        else beUnready(world, pod, container, need, { fromMs: atMs, toMs: backMs })
  })
  if (workload.kind === 'daemonset') return
  // Nobody serves in its place, so whoever needs it suffers, too.
  if (noticedMs < toMs) takeAway(world, workload.name, { fromMs: noticedMs, toMs: backMs })
}

function beUnready(world: World, pod: Pod, container: Container, need: Need, period: Period): void {
  if (runningIn(container) === null || period.fromMs >= period.toMs) return
  container.unready.push(period)
  world.touch(pod.tag, period.fromMs)
  probeEvent(world, pod, period.fromMs, `Readiness probe failed: dial tcp: ${need.name}: connect: connection refused`)
}

/** Containers started while what they need is away end again, or are not ready. */
export function heedNeeds(world: World): void {
  world.onStart.push((pod, container, atMs) => {
    if (container !== pod.containers[0]) return
    for (const need of pod.workload.needs) {
      const period = (world.away.get(need.name) ?? []).find(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs)
      if (period === undefined) continue
      if (need.reaction === 'crashes') {
        const endMs = world.soon(atMs, 3, 25)
        world.schedule(endMs, (laterMs) => endRun(world, pod, container, laterMs, { exitCode: 1 }))
      } else if (need.reaction === 'unready') {
        const toMs = world.soon(period.toMs, 2, 30)
        beUnready(world, pod, container, need, { fromMs: atMs, toMs })
      }
    }
  })
}
