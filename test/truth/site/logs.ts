/** Logs of a site, and when they are rotated. */
import { day, hour, minute } from '../world/durations.ts'
import { addLog } from '../world/logs.ts'
import type { Log, Pod } from '../world/things.ts'
import type { World } from '../world/world.ts'

export function addLogs(world: World): void {
  const { random, traits } = world
  for (const node of world.nodes) {
    const rates: [string, number][] = [
      ['messages', random.log(20, 2500)],
      ['secure', random.log(1, 80)],
      ['cron', random.log(1, 20)],
      ['openstack-nova.log', random.log(10, 1500)],
      ['post-startup.log', 0],
      ['boot.log', 0],
    ]
    for (const [name, bytesPerSecond] of rates) {
      const days = (24 * hour) / 1000
      const baseBytes = bytesPerSecond === 0 ? random.int(200, 20000) : bytesPerSecond * random.float(1, 7 * days)
      const lastWriteMs = traits.beginsMs - random.log(1 * day, 200 * day)
      const log = addLog(world, { node, name, bytesPerSecond, baseBytes, lastWriteMs })
      if (bytesPerSecond > 0 && random.chance(0.75)) rotate(world, log)
    }
  }
}

/** Rotations of the days before, then those that cron makes at about 03:20, and some that are made by size. */
function rotate({ random, traits }: World, log: Log): void {
  const { beginsMs, endsMs, rotation: style } = traits
  const zoneMs = traits.zoneMinutes * minute
  const midnightMs = Math.floor((beginsMs + zoneMs) / day) * day - zoneMs
  log.kept = random.int(1, 4)
  for (let days = log.kept; days >= 1; days--)
    log.rotations.push({ atMs: midnightMs - days * day + random.float(3, 3.6) * hour, style })
  const firstMs = midnightMs + 3 * hour + random.float(0, 40) * minute
  for (let atMs = firstMs; atMs < endsMs; atMs += day) if (atMs > beginsMs) log.rotations.push({ atMs, style })
  if (random.chance(0.12)) {
    const atMs = beginsMs + random.float(0.05, 0.95) * (endsMs - beginsMs)
    log.rotations.push({ atMs, style: style === 'date' ? 'number' : style })
  }
  log.rotations.sort((a, b) => a.atMs - b.atMs)
}

/** Files of /var/log inside a pod that questions are asked in. */
export const filesInPod = (pod: Pod, atMs: number): { name: string; size: number }[] => {
  const seconds = Math.min(atMs - pod.createdMs, 3 * day) / 1000
  return [
    { name: 'nova-conductor.log', size: Math.floor(300 * seconds) },
    { name: 'nova-api.log', size: Math.floor(900 * seconds) },
    { name: 'yum.log', size: 1200 },
  ]
}
