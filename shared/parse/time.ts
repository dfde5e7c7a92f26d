/** Times as intervals, and the ages that docker and kubectl print. All times in milliseconds since 1970 unless named. */
import type { Interval } from '../model.ts'

export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export const toIso = (ms: number): string => new Date(ms).toISOString()
export const fromIso = (iso: string): number => Date.parse(iso)

/** An interval from bounds in milliseconds; null is an open end. */
export function intervalOf(earliestMs: number | null, latestMs: number | null): Interval {
  return { earliest: safeIso(earliestMs), latest: safeIso(latestMs) }
}

/** The interval of something that began `minMs` to `maxMs` before `nowMs`. */
export function agoInterval(nowMs: number, minMs: number, maxMs: number): Interval {
  return intervalOf(nowMs - maxMs, nowMs - minMs)
}

function safeIso(ms: number | null): string | null {
  // Beyond the range of Date (±8.64e15 ms) nothing sensible can be said.
  return ms === null || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15 ? null : toIso(ms)
}

/** True when the two cannot be the same moment. Open ends overlap with everything. */
export function areDisjoint(a: Interval, b: Interval): boolean {
  const before = (x: Interval, y: Interval) =>
    x.latest !== null && y.earliest !== null && fromIso(x.latest) < fromIso(y.earliest)
  return before(a, b) || before(b, a)
}
