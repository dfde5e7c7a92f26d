/** The timeline's geometry and choices, without a canvas. */
import type { Event, Lane, Span } from '../../shared/model.ts'
import { workloadOfPodName } from '../../shared/parse/workload.ts'

export interface Window {
  fromMs: number
  toMs: number
}
export interface Scale extends Window {
  left: number
  width: number
}

export const xOf = (scale: Scale, ms: number): number =>
  scale.left + ((ms - scale.fromMs) / Math.max(1, scale.toMs - scale.fromMs)) * scale.width
export const timeAt = (scale: Scale, x: number): number =>
  scale.fromMs + ((x - scale.left) / Math.max(1, scale.width)) * (scale.toMs - scale.fromMs)

/** Where moments stand on the axis, and back. */
export interface Axis {
  positionOf: (ms: number) => number
  timeOf: (position: number) => number
}
export const trueAxis: Axis = { positionOf: (ms) => ms, timeOf: (position) => position }

/** One snapshot's step on the even axis; long enough that zooming in by the minute makes sense. */
export const evenStep = 600_000

/** Equal steps between snapshots, in proportion within each step; ahead and behind, a step is their mean distance. */
export function evenAxis(momentsMs: number[]): Axis {
  const last = momentsMs.length - 1
  if (last < 1) return trueAxis
  const [first, end] = [momentsMs[0]!, momentsMs[last]!]
  const mean = Math.max(1, (end - first) / last)
  return {
    positionOf: (ms) => {
      if (ms <= first) return ((ms - first) / mean) * evenStep
      if (ms >= end) return (last + (ms - end) / mean) * evenStep
      let low = 0
      let high = last
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (momentsMs[middle]! <= ms) low = middle
        else high = middle
      }
      const [from, to] = [momentsMs[low]!, momentsMs[high]!]
      return (low + (to === from ? 0 : (ms - from) / (to - from))) * evenStep
    },
    timeOf: (position) => {
      const steps = position / evenStep
      if (steps <= 0) return first + steps * mean
      if (steps >= last) return end + (steps - last) * mean
      const low = Math.floor(steps)
      const from = momentsMs[low]!
      return from + (momentsMs[low + 1]! - from) * (steps - low)
    },
  }
}

/** How many lanes are in trouble, and how many were looked at, at each snapshot. */
export function troubleCounts(lanes: Lane[], snapshots: number): { bad: number[]; seen: number[] } {
  const bad = new Array<number>(snapshots + 1).fill(0)
  const seen = new Array<number>(snapshots + 1).fill(0)
  const over = (counts: number[], span: Span) => {
    counts[span.fromSnapshot]! += 1
    counts[span.toSnapshot + 1]! -= 1
  }
  for (const lane of lanes)
    for (const span of lane.spans) {
      if (isGap(span)) continue
      over(seen, span)
      if (span.health === 'bad' || span.health === 'attention') over(bad, span)
    }
  const summed = (counts: number[]) => {
    let sum = 0
    return counts.slice(0, snapshots).map((step) => {
      sum += step
      return sum
    })
  }
  return { bad: summed(bad), seen: summed(seen) }
}

/** Between which looks a span's state began. `from` null: it was so at the first look. `blind`: snapshots in between did not collect it. */
export function beganWithin(lane: Lane, span: Span): { from: string | null; to: string; blind: boolean } {
  const index = lane.spans.indexOf(span)
  let blind = false
  for (let before = index - 1; before >= 0; before--) {
    const earlier = lane.spans[before]!
    if (isGap(earlier)) blind = true
    else if (earlier.state === span.state) return { ...beganWithin(lane, earlier), blind: true }
    else return { from: earlier.to, to: span.from, blind }
  }
  return { from: null, to: span.from, blind }
}

/** All moments with some air on both sides; one moment alone gets an hour around it. */
export function wholeWindow(momentsMs: number[]): Window {
  if (momentsMs.length === 0) return { fromMs: 0, toMs: 3_600_000 }
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const moment of momentsMs) {
    first = Math.min(first, moment)
    last = Math.max(last, moment)
  }
  const air = first === last ? 1_800_000 : (last - first) * 0.04
  return { fromMs: first - air, toMs: last + air }
}

/** Zooms around a moment, kept within the whole, at least a minute wide. */
export function zoomed(window: Window, whole: Window, aroundMs: number, factor: number): Window {
  const length = Math.min(whole.toMs - whole.fromMs, Math.max(60_000, (window.toMs - window.fromMs) * factor))
  const share = (aroundMs - window.fromMs) / (window.toMs - window.fromMs)
  return held({ fromMs: aroundMs - share * length, toMs: aroundMs + (1 - share) * length }, whole)
}

/** The same length, moved so that it lies within the whole. */
export function held(window: Window, whole: Window): Window {
  const length = Math.min(window.toMs - window.fromMs, whole.toMs - whole.fromMs)
  const fromMs = Math.min(Math.max(window.fromMs, whole.fromMs), whole.toMs - length)
  return { fromMs, toMs: fromMs + length }
}

const steps = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800, 2_592_000].map(
  (s) => s * 1000,
)

/** Round local clock times, no closer than `minGap` pixels. */
export function ticks(scale: Scale, minGap: number, zoneOffsetMs: number): number[] {
  const wanted = ((scale.toMs - scale.fromMs) / Math.max(1, scale.width)) * minGap
  const largest = steps.at(-1)!
  const step = steps.find((candidate) => candidate >= wanted) ?? Math.ceil(wanted / largest) * largest
  const result: number[] = []
  const first = Math.ceil((scale.fromMs + zoneOffsetMs) / step) * step - zoneOffsetMs
  for (let moment = first; moment <= scale.toMs; moment += step) result.push(moment)
  return result
}

/** Index of the moment nearest to another; moments ascend. -1 when there are none. */
export function nearest(momentsMs: number[], ms: number): number {
  let low = 0
  let high = momentsMs.length - 1
  if (high < 0) return -1
  while (low < high) {
    const middle = (low + high) >> 1
    if (momentsMs[middle]! < ms) low = middle + 1
    else high = middle
  }
  return low > 0 && ms - momentsMs[low - 1]! <= momentsMs[low]! - ms ? low - 1 : low
}

export const isGap = (span: Span) => span.state === 'not-collected'
export const isAbsent = (span: Span) => span.state === 'absent'

/** Whether the lane's state ever changed; snapshots that did not collect it say nothing. */
export function hasChanged(lane: Lane): boolean {
  let known: string | null = null
  for (const span of lane.spans) {
    if (isGap(span)) continue
    if (known !== null && span.state !== known) return true
    known = span.state
  }
  return false
}
export const hasTrouble = (lane: Lane) =>
  lane.spans.some((span) => !isGap(span) && (span.health === 'bad' || span.health === 'attention'))

export interface LaneFilter {
  onlyChanged: boolean
  onlyNotFine: boolean
  search: string
  /** Headings: kinds of things, or the nodes and workloads they are on. Kinds when not said. */
  by?: 'kind' | 'where'
}

export interface LaneGroup {
  /** The kind of its lanes, or the node or workload they are on. */
  probe: string
  lanes: Lane[]
  /** How many there are before filtering. */
  total: number
}

const order = [
  'nova-service-list',
  'cinder-service-list',
  'neutron-agent-list',
  'kubectl-get-nodes',
  'kubectl-get-pods',
  'docker-ps',
  'docker-inspect',
  'systemctl-failed',
  'df',
  'free',
  'time-sync',
  'var-log',
  'kubectl-get-events',
  'host',
]
const rank = (probe: string) => (order.indexOf(probe) + order.length + 1) % (order.length + 1)

/** The node or workload a lane belongs to: its place, a service's host, or what made the pod. */
export function whereOf({ probe, place, key }: Lane): string {
  if (place !== '') return place.replace(/^pod\//, '')
  if (/^(nova|cinder|neutron)-/.test(probe)) return key.slice(key.indexOf('@') + 1).replace(/@.*/, '')
  return workloadOfPodName(key.slice(key.indexOf('/') + 1))
}

/** Lanes by kind, services first; every kind that has lanes is listed even when the filter leaves none of them. */
export function groupLanes(lanes: Lane[], filter: LaneFilter): LaneGroup[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, LaneGroup>()
  for (const lane of lanes) {
    const heading = filter.by === 'where' ? whereOf(lane) : lane.probe
    let group = groups.get(heading)
    if (group === undefined) {
      group = { probe: heading, lanes: [], total: 0 }
      groups.set(heading, group)
    }
    group.total += 1
    if (filter.onlyChanged && !hasChanged(lane)) continue
    if (filter.onlyNotFine && !hasTrouble(lane)) continue
    if (words.length > 0) {
      const text = `${lane.label} ${lane.key} ${lane.place}`.toLowerCase()
      if (!words.every((word) => text.includes(word))) continue
    }
    group.lanes.push(lane)
  }
  // A large site has many workloads; those that the filter empties would only be in the way.
  const listed = [...groups.values()].filter(({ lanes: kept }) => filter.by !== 'where' || kept.length > 0)
  return listed.sort((a, b) => rank(a.probe) - rank(b.probe) || a.probe.localeCompare(b.probe))
}

export type TimelineRow = { kind: 'group'; group: LaneGroup; open: boolean } | { kind: 'lane'; lane: Lane }

/** Groups and their lanes as one list of rows of equal height. */
export function rowsOf(groups: LaneGroup[], closed: ReadonlySet<string>): TimelineRow[] {
  const rows: TimelineRow[] = []
  for (const group of groups) {
    const open = !closed.has(group.probe)
    rows.push({ kind: 'group', group, open })
    if (open) for (const lane of group.lanes) rows.push({ kind: 'lane', lane })
  }
  return rows
}

export const spanAt = (lane: Lane, snapshotIndex: number): Span | undefined =>
  lane.spans.find((span) => span.fromSnapshot <= snapshotIndex && snapshotIndex <= span.toSnapshot)

/** A and B in order of time, whichever was moved; both may be the same snapshot. */
export function orderedPair(moved: 'a' | 'b', index: number, other: number): { a: number; b: number } {
  return moved === 'a'
    ? { a: Math.min(index, other), b: Math.max(index, other) }
    : { a: Math.min(other, index), b: Math.max(other, index) }
}

interface Moment {
  takenAtMs: number
  complete: boolean
}

/** "Before" is the last complete snapshot ahead of the incident, "after" the first complete one behind it; an incomplete one serves when no other does. */
export function aroundIncident(moments: Moment[], atMs: number): { a: number; b: number } | null {
  if (moments.length === 0) return null
  const ahead = moments.flatMap((moment, index) => (moment.takenAtMs < atMs ? [index] : []))
  const behind = moments.flatMap((moment, index) => (moment.takenAtMs >= atMs ? [index] : []))
  const a = ahead.findLast((index) => moments[index]!.complete) ?? ahead.at(-1) ?? 0
  const b = behind.find((index) => moments[index]!.complete) ?? behind[0] ?? moments.length - 1
  return { a: Math.min(a, b), b: Math.max(a, b) }
}

/** Where an event is drawn: its bounds, or its only known bound twice. Null when nothing is known. */
export function eventBounds(event: Event): { fromMs: number; toMs: number } | null {
  const from = event.at.earliest ?? event.at.latest
  const to = event.at.latest ?? event.at.earliest
  if (from === null || to === null) return null
  return { fromMs: Date.parse(from), toMs: Date.parse(to) }
}
