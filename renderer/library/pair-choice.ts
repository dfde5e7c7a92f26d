/** Which two snapshots are held against each other. Indexes count a site's snapshots in order of time. */
import type { Timeline } from '../../shared/contract/contract.ts'
import { isComplete } from './sites.ts'

export interface PairOfIndexes {
  a: number
  b: number
}

/** A and B in order of time, whichever was moved; both may be the same snapshot. */
export function orderedPair(moved: 'a' | 'b', index: number, other: number): PairOfIndexes {
  return moved === 'a'
    ? { a: Math.min(index, other), b: Math.max(index, other) }
    : { a: Math.min(other, index), b: Math.max(other, index) }
}

interface Moment {
  takenAtMs: number
  complete: boolean
}

/** "Before" is the last complete snapshot ahead of the incident, "after" the first complete one behind it; an incomplete one serves when no other does. */
export function aroundIncident(moments: Moment[], atMs: number): PairOfIndexes | null {
  if (moments.length === 0) return null
  const ahead = moments.flatMap((moment, index) => (moment.takenAtMs < atMs ? [index] : []))
  const behind = moments.flatMap((moment, index) => (moment.takenAtMs >= atMs ? [index] : []))
  const a = ahead.findLast((index) => moments[index]!.complete) ?? ahead.at(-1) ?? 0
  const b = behind.find((index) => moments[index]!.complete) ?? behind[0] ?? moments.length - 1
  return { a: Math.min(a, b), b: Math.max(a, b) }
}

/** As they stand around the marked incident; null without one. */
export function pairAroundIncident({ snapshots, incident }: Timeline): PairOfIndexes | null {
  if (incident === null) return null
  const moments = snapshots.map((snapshot) => ({
    takenAtMs: Date.parse(snapshot.takenAt),
    complete: isComplete(snapshot),
  }))
  return aroundIncident(moments, Date.parse(incident.at))
}

/** Around the incident, else the last two. */
export function startingPair(timeline: Timeline): PairOfIndexes {
  const last = timeline.snapshots.length - 1
  return pairAroundIncident(timeline) ?? { a: Math.max(0, last - 1), b: last }
}
