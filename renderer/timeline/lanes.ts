/** What can be said of one lane. */
import type { Lane, Span } from '../../shared/model.ts'

export const isGap = (span: Span): boolean => span.state === 'not-collected'
export const isAbsent = (span: Span): boolean => span.state === 'absent'
export const isTrouble = ({ health }: Span): boolean => health === 'bad' || health === 'attention'

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
export const hasTrouble = (lane: Lane): boolean => lane.spans.some((span) => !isGap(span) && isTrouble(span))

export const spanAt = (lane: Lane, snapshotIndex: number): Span | undefined =>
  lane.spans.find((span) => span.fromSnapshot <= snapshotIndex && snapshotIndex <= span.toSnapshot)

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
