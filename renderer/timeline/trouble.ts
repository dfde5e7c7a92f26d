import type { Lane, Span } from '../../shared/model.ts'
import { isGap, isTrouble } from './lanes.ts'

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
      if (isTrouble(span)) over(bad, span)
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
