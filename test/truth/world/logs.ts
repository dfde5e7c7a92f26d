/** Logs and disks: how they fill, and what rotation makes of them. */
import type { Period } from './periods.ts'
import type { Disk, Log } from './things.ts'
import type { World } from './world.ts'

type Details = Pick<Log, 'node' | 'name' | 'bytesPerSecond' | 'baseBytes' | 'lastWriteMs'>

export function addLog(world: World, details: Details): Log {
  const log: Log = {
    tag: `log:${details.node.name}/${details.name}`,
    kept: 0,
    rotations: [],
    bursts: [],
    stops: [],
    removedMs: Number.POSITIVE_INFINITY,
    ...details,
  }
  world.logs.push(log)
  return log
}

const overlapMs = (period: Period, fromMs: number, toMs: number): number =>
  Math.max(0, Math.min(toMs, period.toMs) - Math.max(fromMs, period.fromMs))

export function bytesWritten(log: Log, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0
  let bytes = (log.bytesPerSecond * (toMs - fromMs)) / 1000
  for (const burst of log.bursts) bytes += (burst.bytesPerSecond * overlapMs(burst, fromMs, toMs)) / 1000
  for (const stop of [...log.stops, ...log.node.off])
    bytes -= (log.bytesPerSecond * overlapMs(stop, fromMs, toMs)) / 1000
  return Math.max(0, Math.floor(bytes))
}

export function sizeOf(world: World, log: Log, atMs: number): number {
  const last = log.rotations.findLast((rotation) => rotation.atMs <= atMs)
  if (last !== undefined) return bytesWritten(log, last.atMs, atMs)
  return Math.floor(log.baseBytes) + bytesWritten(log, world.traits.beginsMs, atMs)
}

export function usedKb({ points }: Disk, atMs: number): number {
  let [fromMs, fromKb] = points[0] ?? [0, 0]
  for (const [toMs, toKb] of points) {
    if (atMs <= toMs) return toMs === fromMs ? toKb : fromKb + ((toKb - fromKb) * (atMs - fromMs)) / (toMs - fromMs)
    fromMs = toMs
    fromKb = toKb
  }
  return fromKb
}
