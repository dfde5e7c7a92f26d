/** Containers beside Kubernetes: docker itself starts them again. */
import { second } from './durations.ts'
import { holds, inside } from './periods.ts'
import { newRun, type Run, type Standalone } from './things.ts'
import type { World } from './world.ts'

type Details = Pick<Standalone, 'name' | 'node' | 'image' | 'createdMs' | 'policy'> & Partial<Standalone>

export function addStandalone(world: World, details: Details): Standalone {
  const container: Standalone = {
    tag: `dc:${details.node.name}/${details.name}`,
    id: world.random.hex(64),
    removedMs: Number.POSITIVE_INFINITY,
    hasHealth: false,
    unhealthy: [],
    runs: [],
    quickEnds: 0,
    crash: null,
    ...details,
  }
  world.standalone.push(container)
  return container
}

export const standaloneRun = (container: Standalone): Run | null => {
  const run = container.runs.at(-1)
  return run !== undefined && run.endMs === null ? run : null
}

/** `attempt` counts docker's own restarts. */
export function startStandalone(world: World, container: Standalone, atMs: number, attempt: number): void {
  const { node, crash } = container
  if (!world.isUp(node, atMs) || inside(node.dockerDown, atMs) || standaloneRun(container) !== null) return
  container.runs.push(newRun(container.id, attempt, container.image, atMs))
  world.touch(container.tag, atMs)
  if (crash === null || !holds(crash, atMs)) return
  const endMs = atMs + crash.afterMs * world.random.float(0.7, 1.3)
  world.schedule(endMs, (laterMs) => endStandalone(world, container, laterMs, crash))
}

export function endStandalone(
  world: World,
  container: Standalone,
  atMs: number,
  { exitCode, isOom = false, isByHand = false }: { exitCode: number; isOom?: boolean; isByHand?: boolean },
): void {
  const run = standaloneRun(container)
  if (run === null) return
  run.endMs = atMs
  run.shownMs = atMs
  run.exitCode = exitCode
  run.isOom = isOom
  world.touch(container.tag, atMs)
  if (container.policy === 'no' || isByHand) return
  container.quickEnds = atMs - run.startMs < 10 * second ? container.quickEnds + 1 : 0
  const waitMs = Math.min(60 * second, 100 * 2 ** Math.min(container.quickEnds, 10))
  world.schedule(atMs + waitMs, (laterMs) => startStandalone(world, container, laterMs, run.attempt + 1))
}
