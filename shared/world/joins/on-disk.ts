import { worldMessages } from '../../messages/world.ts'
import { hourMs } from '../../parse/time.ts'
import type { WorldBuilder } from '../builder.ts'
import type { Thing, ThingKind } from '../thing.ts'

/** A full disk hurts when somebody next writes. */
const lagMs = 4 * hourMs

/** Where docker and the kubelet keep what they run, unless they are told otherwise. */
const homes: readonly { path: string; of: readonly ThingKind[] }[] = [
  { path: '/var/lib/docker', of: ['container', 'pod'] },
  { path: '/var/lib/kubelet', of: ['pod'] },
]

/** The file system that holds a path: of those mounted above it, the deepest. */
function holderOf(disks: readonly Thing[], path: string): Thing | null {
  let holder: Thing | null = null
  for (const disk of disks) {
    const mount = mountOf(disk)
    const isAbove = mount === '/' || path === mount || path.startsWith(`${mount}/`)
    if (isAbove && (holder === null || mount.length > mountOf(holder).length)) holder = disk
  }
  return holder
}
const mountOf = ({ called }: Thing): string => called[0] ?? ''

/** What is on a disk: a node's pods and containers by the folders of those who run them, its logs by their own. */
export function joinOnDisk(world: WorldBuilder): void {
  const disksOf = byNode(world.ofKind('disk'))
  const on: Partial<Record<ThingKind, Map<string, Thing[]>>> = {
    pod: byNode(world.ofKind('pod')),
    container: byNode(world.ofKind('container')),
  }
  const logsOf = byNode(world.ofKind('log'))
  for (const [node, disks] of disksOf) {
    for (const { path, of } of homes) {
      const disk = holderOf(disks, path)
      if (disk === null) continue
      for (const kind of of) for (const each of on[kind]?.get(node) ?? []) stored(world, disk, each, path)
    }
    for (const log of logsOf.get(node) ?? []) {
      const path = log.name.slice(node.length + 1)
      const disk = holderOf(disks, path)
      if (disk !== null) stored(world, disk, log, path)
    }
  }
}

function stored(world: WorldBuilder, disk: Thing, each: Thing, path: string): void {
  world.link('stored-on', disk, each, {
    lagMs,
    certainty: each.kind === 'log' ? 'proven' : 'possible',
    why: () => worldMessages.writesTo({ thing: each.name, disk: mountOf(disk), path }),
  })
}

function byNode(things: readonly Thing[]): Map<string, Thing[]> {
  const lists = new Map<string, Thing[]>()
  for (const each of things) {
    const list = lists.get(each.node)
    if (list === undefined) lists.set(each.node, [each])
    else list.push(each)
  }
  return lists
}
