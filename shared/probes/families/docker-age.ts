/** Durations as docker prints them (HumanDuration of github.com/docker/go-units). */

import { dayMs, hourMs, minuteMs, secondMs } from '../../parse/time.ts'
import type { AgeBounds } from './kubectl-age.ts'

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
 * Bounds of a duration such as `About an hour`, without a trailing `ago`. Seconds and minutes are floored; hours are
 * rounded to the nearest one, and days, weeks and months are counted from those rounded hours (older clients floored
 * the hours): so they may begin half an hour early. Null when it is no such text.
 */
export function dockerAge(text: string): AgeBounds | null {
  if (text === 'Less than a second') return { minMs: 0, maxMs: secondMs }
  if (text === 'About a minute') return { minMs: minuteMs, maxMs: 2 * minuteMs }
  if (text === 'About an hour') return { minMs: hourMs, maxMs: 1.5 * hourMs }
  const match = counted.exec(text)
  if (match === null) return null
  const unit = match[2] ?? ''
  const stepMs = unitMs[unit] ?? 0
  const minMs = Number(match[1]) * stepMs
  if (unit === 'hour') return { minMs: Math.max(0, minMs - hourMs / 2), maxMs: minMs + hourMs / 2 }
  const earlyMs = unit === 'day' || unit === 'week' || unit === 'month' ? hourMs / 2 : 0
  return { minMs: minMs - earlyMs, maxMs: minMs + stepMs }
}
