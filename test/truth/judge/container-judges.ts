/** Judges of what is said of containers and images. */

import type { Shown } from '../capture/snapshot.ts'
import type { ContainerRow } from '../tools/rows.ts'
import { inside } from '../world/periods.ts'
import type { Placed, Reading } from './reading.ts'
import { beginningOf, driftOf, type Judge, literal, moment, no, rowOf, yes } from './verdict.ts'

const endOf = ({ run, endedMs }: ContainerRow) => {
  const endMs = run?.endMs ?? 0
  return [{ fromMs: Math.min(endMs, endedMs ?? endMs), toMs: Math.max(endMs, endedMs ?? endMs) }]
}

const restarted: Judge = (reading, placed) => {
  const [a, b] = [rowOf(reading, 'docker-ps', placed, placed.earlier), rowOf(reading, 'docker-ps', placed)]
  if (a === null || b === null || b.row.run === null) return no('no such rows')
  if (b.row.run.startMs > a.atMs) return yes([moment(b.row.run.startMs)])
  return no(`it ran on; ${driftOf(reading, placed, a, b)}; printed "${a.row.status}", then "${b.row.status}"`)
}

/** A rollout gives its pods other names: then the row before is one of the workload's. */
function imageBefore({ snapshots }: Reading, { earlier }: Placed, now: ContainerRow): ContainerRow | undefined {
  for (const shown of snapshots[earlier ?? -1]?.shown ?? []) {
    if (shown.probe !== 'docker-ps') continue
    const { row } = shown as Shown<'docker-ps'>
    if (row.pod !== null && row.pod.workload === now.pod?.workload && row.part === now.part) return row
  }
  return undefined
}

const imageChanged: Judge = (reading, placed) => {
  const now = rowOf(reading, 'docker-ps', placed)?.row
  if (now === undefined) return no('no such row')
  const before = rowOf(reading, 'docker-ps', placed, placed.earlier)?.row ?? imageBefore(reading, placed, now)
  if (before === undefined) return no('no such row before')
  const { params } = placed.finding
  if (before.image === now.image)
    return no(`the same image, printed "${params.imageBefore}" and "${params.imageAfter}"`)
  return yes([{ fromMs: now.createdMs, toMs: now.run?.startMs ?? now.createdMs }])
}

export const containerJudges: Record<string, Judge> = {
  'container-restarting': literal('docker-ps', ({ state }) => state === 'restarting'),
  'container-unhealthy': literal(
    'docker-ps',
    ({ health }) => health === 'unhealthy',
    ({ standalone }, { atMs }) =>
      standalone !== null && inside(standalone.unhealthy, atMs) ? beginningOf(standalone.unhealthy, atMs) : null,
  ),
  'container-oom-killed': literal(
    'docker-inspect',
    ({ isOom }) => isOom,
    ({ runs }, { atMs }) => {
      const killed = runs.findLast(({ isOom, endMs }) => isOom && endMs !== null && endMs <= atMs)
      if (killed === undefined || killed.endMs === null) return null
      return [{ fromMs: killed.endMs, toMs: killed.shownMs ?? killed.endMs }]
    },
  ),
  'container-exited': literal('docker-ps', ({ state }) => state === 'exited', endOf),
  'container-restarted': restarted,
  'image-changed': imageChanged,
}
