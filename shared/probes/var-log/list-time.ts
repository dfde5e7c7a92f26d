/** Modification times as `ls -l` prints them. */
import type { Interval } from '../../model.ts'
import { dayMs, hourMs, intervalOf, minuteMs, secondMs } from '../../parse/time.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const fullIso = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))? ([+-])(\d\d)(\d\d) /
const longIso = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d) /
const english = /^([A-Z][a-z]{2}) {1,4}(\d{1,2}) {1,4}(?:(\d{1,2}):(\d\d)|(\d{4})) /
// glibc 2.17 prints `10月 19 21:01`, newer ones `11月23日 23:58`.
const chineseTime = /^(\d{1,2})月 {0,4}(\d{1,2})日? {1,4}(?:(\d{1,2}):(\d\d)|(\d{4})) /
const chineseYear = /^(\d{4})年 {0,4}(\d{1,2})月 {0,4}(\d{1,2})日? /

export interface ListTime {
  modifiedAt: Interval
  /** Characters used, the one space behind it included: the name follows. */
  length: number
}

/** What is needed to place a printed time: see ParseContext. */
export interface ListClock {
  takenAtMs: number
  clockOffsetMs: number
  zoneOffsetMinutes: number | null
}

/**
 * Reads the time at the beginning of `text`; null when there is none. A time without a year is of the newest year in
 * which it is not ahead of the listing: `ls` prints that form for the last six months alone. A time without a zone is the node's local one;
 * while the zone is unknown, the bounds take in every zone there is (UTC-12 to UTC+14).
 */
export function listTime(text: string, clock: ListClock): ListTime | null {
  const quick = fullIsoMs(text)
  if (quick !== null) {
    const atMs = quick - clock.clockOffsetMs
    return { modifiedAt: intervalOf(atMs, atMs + 1), length: 36 }
  }
  const exact = fullIso.exec(text)
  if (exact !== null) {
    const [, year, month, day, hour, minute, second, fraction = '', sign, zoneHours, zoneMinutes] = exact
    const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
    const zoneMs = (sign === '-' ? -1 : 1) * (Number(zoneHours) * hourMs + Number(zoneMinutes) * minuteMs)
    const localMs = Date.UTC(
      Number(year),
      Number(month) - 1,
      Number(day),
      Number(hour),
      Number(minute),
      Number(second),
      ms,
    )
    const atMs = localMs - zoneMs - clock.clockOffsetMs
    return { modifiedAt: intervalOf(atMs, atMs + 1), length: exact[0].length }
  }
  const local = localTime(text, clock)
  if (local === null) return null
  const { zoneOffsetMinutes, clockOffsetMs } = clock
  const earliestMs = local.fromMs - (zoneOffsetMinutes ?? 14 * 60) * minuteMs - clockOffsetMs
  const latestMs = local.fromMs + local.lastsMs - 1 - (zoneOffsetMinutes ?? -12 * 60) * minuteMs - clockOffsetMs
  return { modifiedAt: intervalOf(earliestMs, latestMs), length: local.length }
}

const startOfDay = new Map<string, number>()

/** `2026-11-23 23:58:01.123456789 +0800 `, as `ls --time-style=full-iso` writes all its times; null for anything else. */
function fullIsoMs(text: string): number | null {
  if (text[10] !== ' ' || text[13] !== ':' || text[19] !== '.' || text[29] !== ' ' || text[35] !== ' ') return null
  const sign = text[30]
  if (text[16] !== ':' || (sign !== '+' && sign !== '-')) return null
  const date = text.slice(0, 10)
  let start = startOfDay.get(date)
  if (start === undefined) {
    const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
    if (match === null) return null
    start = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]))
    if (startOfDay.size >= 5_000) startOfDay.clear()
    startOfDay.set(date, start)
  }
  for (let at = 23; at < 29; at++) if (!(digit(text, at) >= 0)) return null
  const ms = digit(text, 20) * 100 + digit(text, 21) * 10 + digit(text, 22)
  const zoneMs = twoDigits(text, 31) * hourMs + twoDigits(text, 33) * minuteMs
  const sum =
    start + twoDigits(text, 11) * hourMs + twoDigits(text, 14) * minuteMs + twoDigits(text, 17) * secondMs + ms
  const atMs = sum - (sign === '-' ? -zoneMs : zoneMs)
  return Number.isNaN(atMs) ? null : atMs
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48
  return value >= 0 && value <= 9 ? value : Number.NaN
}
const twoDigits = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

interface LocalTime {
  fromMs: number
  lastsMs: number
  length: number
}

function localTime(text: string, clock: ListClock): LocalTime | null {
  const iso = longIso.exec(text)
  if (iso !== null) {
    const at = numbers(iso.slice(1))
    return { fromMs: Date.UTC(at(0), at(1) - 1, at(2), at(3), at(4)), lastsMs: minuteMs, length: iso[0].length }
  }
  const inEnglish = english.exec(text)
  if (inEnglish !== null) {
    const month = months.indexOf(inEnglish[1] ?? '')
    return month < 0 ? null : dayOrMinute(month, inEnglish, clock)
  }
  const inChinese = chineseTime.exec(text)
  if (inChinese !== null) return dayOrMinute(Number(inChinese[1]) - 1, inChinese, clock)
  const withYear = chineseYear.exec(text)
  if (withYear === null) return null
  const at = numbers(withYear.slice(1))
  return { fromMs: Date.UTC(at(0), at(1) - 1, at(2)), lastsMs: dayMs, length: withYear[0].length }
}

/** Zone and clock may not be known, nor the moment of the listing. */
const listingErrorMs = dayMs

/** Of a match whose groups 2 to 5 are day, hour, minute, year. */
function dayOrMinute(month: number, match: RegExpExecArray, clock: ListClock): LocalTime {
  const day = Number(match[2])
  const length = match[0].length
  if (match[5] !== undefined) return { fromMs: Date.UTC(Number(match[5]), month, day), lastsMs: dayMs, length }
  const nowMs = clock.takenAtMs + clock.clockOffsetMs + (clock.zoneOffsetMinutes ?? 0) * minuteMs
  const newestMs = nowMs + listingErrorMs
  const inYear = (year: number): number => Date.UTC(year, month, day, Number(match[3]), Number(match[4]))
  const lastYear = new Date(newestMs).getUTCFullYear()
  const fromMs = inYear(lastYear) <= newestMs ? inYear(lastYear) : inYear(lastYear - 1)
  return { fromMs, lastsMs: minuteMs, length }
}

const numbers =
  (texts: (string | undefined)[]) =>
  (index: number): number =>
    Number(texts[index])
