/** The timeline's axis: where a moment stands, and which moment stands there. */
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

/** In milliseconds. */
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
