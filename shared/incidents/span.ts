/** Moments that are known within bounds, in milliseconds. An open end is an infinity. */
import type { Interval } from '../model.ts'
import { fromIso, intervalOf } from '../parse/time.ts'
import type { Span } from '../time/clocks.ts'

export const spanOf = ({ earliest, latest }: Interval): Span => ({
  leastMs: earliest === null ? Number.NEGATIVE_INFINITY : fromIso(earliest),
  mostMs: latest === null ? Number.POSITIVE_INFINITY : fromIso(latest),
})

const finite = (ms: number): number | null => (Number.isFinite(ms) ? ms : null)
export const intervalOfSpan = ({ leastMs, mostMs }: Span): Interval => intervalOf(finite(leastMs), finite(mostMs))

/** What both allow; the second where they contradict each other. */
export function narrowed(wide: Span, other: Span): Span {
  const span = { leastMs: Math.max(wide.leastMs, other.leastMs), mostMs: Math.min(wide.mostMs, other.mostMs) }
  return span.leastMs <= span.mostMs ? span : other
}
