/** A workload's pods are made anew with another image. */
import { minute, second } from './durations.ts'
import { isPodReady } from './pod-view.ts'
import { deletePod, newPod, templateHash, tryStart } from './pods.ts'
import type { Pod, Workload } from './things.ts'
import type { World } from './world.ts'

const rolloutPatienceMs = 40 * minute

/** One pod after another, the new one ahead of the old one where the kind does so. */
export function rollout(world: World, workload: Workload, image: string, atMs: number): void {
  const first = workload.containers[0]
  if (first !== undefined) workload.containers[0] = { name: first.name, image }
  if (workload.kind === 'deployment') workload.hash = templateHash(world)
  const olds = world.settledPodsOf(workload, atMs)
  if (workload.kind === 'deployment') rollAhead(world, workload, olds, atMs)
  else
    rollBehind(
      world,
      olds.toSorted((a, b) => (b.ordinal ?? 0) - (a.ordinal ?? 0)),
      atMs,
    )
}

function rollAhead(world: World, workload: Workload, olds: Pod[], atMs: number): void {
  const [old, ...others] = olds
  if (old === undefined) return
  const pod = newPod(world, workload, null, atMs, { replaces: old })
  world.schedule(atMs + 0.5 * second, (laterMs) => tryStart(world, pod, laterMs))
  const wait = (laterMs: number): void => {
    if (isPodReady(pod, laterMs)) {
      deletePod(world, old, laterMs, { isReplaced: false })
      world.schedule(laterMs + 2 * second, (nextMs) => rollAhead(world, workload, others, nextMs))
    } else if (laterMs - atMs < rolloutPatienceMs) world.schedule(laterMs + 5 * second, wait)
  }
  world.schedule(atMs + 5 * second, wait)
}

function rollBehind(world: World, olds: Pod[], atMs: number): void {
  const [old, ...others] = olds
  if (old === undefined) return
  deletePod(world, old, atMs)
  const wait = (laterMs: number): void => {
    if (old.replacedBy !== null && isPodReady(old.replacedBy, laterMs))
      world.schedule(laterMs + 2 * second, (nextMs) => rollBehind(world, others, nextMs))
    else if (laterMs - atMs < rolloutPatienceMs) world.schedule(laterMs + 5 * second, wait)
  }
  world.schedule(atMs + 5 * second, wait)
}
