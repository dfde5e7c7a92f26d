/** Times as intervals, and the ages that docker and kubectl print. All times in milliseconds since 1970 unless named. */
import type { Interval } from '../model.ts'

export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

const threeDigits = (count: number): string => (count === 0 ? '000' : String(count).padStart(3, '0'))
const twoDigits = Array.from({ length: 60 }, (_, count) => String(count).padStart(2, '0'))
/** `2019-10-19T` by day since 1970, and the other way about: the times of one listing lie on few days. */
const textOfDay = new Map<number, string>()
const startOfDay = new Map<string, number>()
const daysKept = 5_000

/** As `Date.prototype.toISOString`, which takes most of the time of a parser. */
export function toIso(ms: number): string {
  const whole = Math.trunc(ms)
  const day = Math.floor(whole / dayMs)
  let date = textOfDay.get(day)
  if (date === undefined) {
    date = new Date(ms).toISOString()
    // Years beyond four digits are written with a sign.
    if (date.length !== 24) return date
    date = date.slice(0, 11)
    if (textOfDay.size >= daysKept) textOfDay.clear()
    textOfDay.set(day, date)
  }
  const rest = whole - day * dayMs
  const seconds = Math.floor(rest / secondMs)
  const fraction = rest - seconds * secondMs
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return `${date}${twoDigits[hours]}:${twoDigits[minutes - hours * 60]}:${twoDigits[seconds - minutes * 60]}.${threeDigits(fraction)}Z`
}

const twoAt = (text: string, at: number): number => {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48]
  return tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** As `Date.parse`, quicker for the stamps of the API server: `2019-10-19T13:14:25Z`. */
export function fromIso(iso: string): number {
  if (iso.length !== 20 || iso[10] !== 'T' || iso[13] !== ':' || iso[16] !== ':' || iso[19] !== 'Z')
    return Date.parse(iso)
  const date = iso.slice(0, 10)
  let start = startOfDay.get(date)
  if (start === undefined) {
    start = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
    if (startOfDay.size >= daysKept) startOfDay.clear()
    startOfDay.set(date, start)
  }
  const hours = twoAt(iso, 11)
  const ms = start + hours * hourMs + twoAt(iso, 14) * minuteMs + twoAt(iso, 17) * secondMs
  return hours < 24 && !Number.isNaN(ms) ? ms : Date.parse(iso)
}

/** An interval from bounds in milliseconds; null is an open end. */
export function intervalOf(earliestMs: number | null, latestMs: number | null): Interval {
  return { earliest: safeIso(earliestMs), latest: safeIso(latestMs) }
}

/** Bounds of an age in milliseconds. */
export interface AgeBounds {
  minMs: number
  maxMs: number
}

/** The interval of what was so old when somebody looked: from `takenAtMs` on, for as long as `tookMs`. Null without an age. */
export function agoInterval(
  { takenAtMs, tookMs = 0 }: { takenAtMs: number; tookMs?: number | undefined },
  age: AgeBounds | null,
): Interval | null {
  return age === null ? null : intervalOf(takenAtMs - age.maxMs, takenAtMs + tookMs - age.minMs)
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
