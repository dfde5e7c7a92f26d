/** Durations as docker prints them (HumanDuration of github.com/docker/go-units, as its client was built with it). */
import { type AgeBounds, dayMs, hourMs, minuteMs, secondMs } from '../../parse/time.ts'

const counted = /^(\d{1,9}) (second|minute|hour|day|week|month|year)s?$/
const unitMs: Record<string, number> = {
  second: secondMs,
  minute: minuteMs,
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
  year: 365 * dayMs,
}

/**
 * How hours are made: `floored` ahead of docker 17.05; `rounded` to the nearest one since, and days, weeks and months counted
 * from them; `from-46`, until 18.09: rounded, and `About an hour` from 46 min on.
 */
type Rounding = 'floored' | 'from-46' | 'rounded'
const everyRounding: readonly Rounding[] = ['floored', 'from-46', 'rounded']

/** `1.12.6`, `18.09.7-ce`. All of them where the version tells nothing: another program's, or none. */
function roundingsOf(version: string | null): readonly Rounding[] {
  const [, majorText = '', minorText = ''] = /^(\d{1,4})\.(\d{1,4})/.exec(version ?? '') ?? []
  const [major, minor] = [Number(majorText), Number(minorText)]
  if (major === 1) return ['floored']
  if (major < 17) return everyRounding
  if (major === 17 && minor < 5) return ['floored']
  return major < 19 ? ['from-46'] : ['rounded']
}

/**
 * Bounds of a duration such as `About an hour`, without a trailing `ago`, as this version of the client prints it, or any
 * where it is not known. Null when it is no such text.
 */
export function dockerAge(text: string, version: string | null): AgeBounds | null {
  const bounds = roundingsOf(version).map((rounding) => boundsOf(text, rounding))
  const known = bounds.filter((each) => each !== null)
  if (known.length === 0) return null
  return { minMs: Math.min(...known.map(({ minMs }) => minMs)), maxMs: Math.max(...known.map(({ maxMs }) => maxMs)) }
}

function boundsOf(text: string, rounding: Rounding): AgeBounds | null {
  if (text === 'Less than a second') return { minMs: 0, maxMs: secondMs }
  if (text === 'About a minute') return { minMs: minuteMs, maxMs: 2 * minuteMs }
  if (text === 'About an hour') return anHour[rounding]
  const match = counted.exec(text)
  if (match === null) return null
  const [, count, unit = ''] = match
  const stepMs = unitMs[unit] ?? 0
  const minMs = Number(count) * stepMs
  const isOfHours = unit === 'hour' || unit === 'day' || unit === 'week' || unit === 'month'
  const earlyMs = isOfHours && rounding !== 'floored' ? hourMs / 2 : 0
  return { minMs: minMs - earlyMs, maxMs: minMs - earlyMs + stepMs }
}

const anHour: Readonly<Record<Rounding, AgeBounds>> = {
  floored: { minMs: hourMs, maxMs: 2 * hourMs },
  'from-46': { minMs: 46 * minuteMs, maxMs: 1.5 * hourMs },
  rounded: { minMs: hourMs, maxMs: 1.5 * hourMs },
}
