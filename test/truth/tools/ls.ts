/** `ls -la /var/log`. */
import { day, second } from '../world/durations.ts'
import { bytesWritten, sizeOf } from '../world/logs.ts'
import { periodAt } from '../world/periods.ts'
import type { Log } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { local, zoneText } from './print.ts'
import type { LogRow } from './rows.ts'

/** A log and what rotation has kept of it. */
export function filesOfLog(world: World, log: Log, atMs: number): LogRow[] {
  if (atMs >= log.removedMs) return []
  const done = log.rotations.filter((rotation) => rotation.atMs <= atMs)
  const file = (name: string, size: number, modifiedMs: number, isOld: boolean): LogRow => ({
    key: `/var/log/${name}`,
    name,
    size,
    modifiedMs,
    log,
    pod: null,
    isOld,
  })
  const files = [file(log.name, sizeOf(world, log, atMs), lastWriteMs(world, log, atMs), false)]
  const sizeAt = (index: number): number => {
    const toMs = done[index]?.atMs ?? atMs
    const from = done[index - 1]
    if (from !== undefined) return bytesWritten(log, from.atMs, toMs)
    return Math.floor(log.baseBytes) + bytesWritten(log, world.traits.beginsMs, toMs)
  }
  for (let back = 1; back <= Math.min(log.kept, done.length); back++) {
    const index = done.length - back
    const rotation = done[index]
    if (rotation === undefined) continue
    const date = local(rotation.atMs, log.node.zoneMinutes).slice(0, 10).replaceAll('-', '')
    const name = rotation.style === 'date' ? `${log.name}-${date}` : `${log.name}.${back}`
    if (!files.some((each) => each.name === name)) files.push(file(name, sizeAt(index), rotation.atMs, true))
  }
  return files
}

function lastWriteMs(world: World, log: Log, atMs: number): number {
  if (log.bytesPerSecond === 0 && log.bursts.length === 0) return log.lastWriteMs
  const stop = periodAt([...log.stops, ...log.node.off], atMs)
  return stop === undefined ? atMs - (world.seed % 7) * second : stop.fromMs
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
/** Half a mean Gregorian year: beyond it `ls` shows the year. */
const recentMs = (31556952 / 2) * second

interface Listing {
  /** The node's clock at that moment, and how far it is off. */
  nodeMs: number
  offsetMs: number
  zoneMinutes: number
  style: 'full-iso' | 'plain'
}

export function lsText(
  files: readonly { name: string; size: number; modifiedMs: number }[],
  { nodeMs, offsetMs, zoneMinutes, style }: Listing,
): string {
  const trueMs = nodeMs - offsetMs
  const folder = (name: string, ageMs: number) => ({ name, size: 4096, modifiedMs: trueMs - ageMs, isFolder: true })
  const all = [
    folder('.', 60 * second),
    folder('..', 9 * day),
    folder('audit', 20 * day),
    ...files.map((each) => ({ ...each, isFolder: false })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1))
  const width = Math.max(...all.map(({ size }) => String(size).length))
  const lines = all.map(({ name, size, modifiedMs, isFolder }) => {
    const writtenMs = modifiedMs + offsetMs
    const date = style === 'full-iso' ? fullIso(writtenMs, zoneMinutes) : plainDate(writtenMs, nodeMs, zoneMinutes)
    const mode = isFolder ? 'drwxr-xr-x. 6' : '-rw-------. 1'
    return `${mode} root root ${String(size).padStart(width)} ${date} ${name}`
  })
  const total = files.reduce((sum, { size }) => sum + Math.ceil(size / 4096) * 4, 0)
  return `${[`total ${total}`, ...lines].join('\n')}\n`
}

function fullIso(ms: number, zoneMinutes: number): string {
  const iso = local(ms, zoneMinutes)
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}000000 ${zoneText(zoneMinutes)}`
}
function plainDate(ms: number, nowMs: number, zoneMinutes: number): string {
  const iso = local(ms, zoneMinutes)
  const isRecent = nowMs - ms >= 0 && nowMs - ms < recentMs
  const date = `${months[Number(iso.slice(5, 7)) - 1]} ${String(Number(iso.slice(8, 10))).padStart(2)}`
  return `${date} ${isRecent ? iso.slice(11, 16) : ` ${iso.slice(0, 4)}`}`
}
