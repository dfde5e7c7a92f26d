/** Lengths of time for people: one way to say them, everywhere. */
import type { Language, Text } from './language.ts'

interface Unit {
  ms: number
  name: Text
}
const day: Unit = { ms: 86_400_000, name: { en: 'd', zh: '天' } }
const hour: Unit = { ms: 3_600_000, name: { en: 'h', zh: '小时' } }
const minute: Unit = { ms: 60_000, name: { en: 'min', zh: '分钟' } }
const second: Unit = { ms: 1000, name: { en: 's', zh: '秒' } }
const millisecond: Unit = { ms: 1, name: { en: 'ms', zh: '毫秒' } }

/** Those in which people type lengths. */
export const timeUnits = { minute, second } as const

/** Each with the next smaller one. */
const pairs: readonly (readonly [Unit, Unit])[] = [
  [day, hour],
  [hour, minute],
  [minute, second],
]

/**
 * `16 h`, `25 min 26 s`, `40 d`: the two largest units; the rest is cut off, so that it lasted at least so long. Below a
 * second `340 ms`, as exactly as it was given. A negative one has its sign ahead.
 */
export function durationText(ms: number, language: Language): string {
  if (ms < 0) return `−${durationText(-ms, language)}`
  const pair = pairs.find(([large]) => ms >= large.ms)
  if (pair !== undefined) {
    const [large, small] = pair
    const rest = Math.floor((ms % large.ms) / small.ms)
    const whole = said(Math.floor(ms / large.ms), large, language)
    return rest === 0 ? whole : `${whole} ${said(rest, small, language)}`
  }
  if (ms >= second.ms || ms === 0) return said(Math.floor(ms / second.ms), second, language)
  return said(Number(ms.toPrecision(3)), millisecond, language)
}

const said = (count: number, unit: Unit, language: Language): string => `${count} ${unit.name[language]}`

/** Up to which length a unit is used where there is room for one. */
const limits: readonly (readonly [number, Unit])[] = [
  [2 * minute.ms, second],
  [3 * hour.ms, minute],
  [2 * day.ms, hour],
]

/** Bounds of a length in one unit, the least floored and the most rounded up: `30–31 min`. Null is an open end: `≥ 3 h`. */
export function durationRangeText(leastMs: number | null, mostMs: number | null, language: Language): string {
  if (leastMs === null && mostMs === null) return ''
  const largestMs = Math.max(leastMs ?? 0, mostMs ?? 0)
  const [, unit] = limits.find(([limitMs]) => largestMs < limitMs) ?? [0, day]
  const name = unit.name[language]
  const least = leastMs === null ? null : Math.max(0, Math.floor(leastMs / unit.ms))
  const most = mostMs === null ? null : Math.max(0, Math.ceil(mostMs / unit.ms))
  if (most === null) return `≥ ${least} ${name}`
  if (least === null) return `≤ ${most} ${name}`
  return least === most ? `${least} ${name}` : `${least}–${most} ${name}`
}
