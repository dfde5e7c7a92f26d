/** Moments and their bounds for people. A zone is always named; the day is said once where both ends share it. */
import type { Interval } from '../model.ts'
import type { Language } from './language.ts'

/** `local`: that of the machine that shows it. */
export type Zone = 'utc' | 'local'

const two = (count: number): string => String(count).padStart(2, '0')

/** Day, clock and zone of a moment: `2019-10-19`, `13:28:12`, `UTC` or `UTC+8`. */
export interface MomentParts {
  day: string
  clock: string
  zone: string
}

/** Null for what is no time. Parts of a second are cut off. */
export function partsOf(iso: string, zone: Zone = 'utc'): MomentParts | null {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return null
  const offsetMinutes = zone === 'utc' ? 0 : -date.getTimezoneOffset()
  const shown = new Date(date.getTime() + offsetMinutes * 60_000).toISOString()
  const [day = '', rest = ''] = shown.split('T')
  return { day, clock: rest.slice(0, 8), zone: zoneName(offsetMinutes) }
}

/** `UTC`, `UTC+8`, `UTC−3:30`. */
export function zoneName(offsetMinutes: number): string {
  if (offsetMinutes === 0) return 'UTC'
  const sign = offsetMinutes < 0 ? '−' : '+'
  const hours = Math.floor(Math.abs(offsetMinutes) / 60)
  const minutes = Math.abs(offsetMinutes) % 60
  return `UTC${sign}${hours}${minutes === 0 ? '' : `:${two(minutes)}`}`
}

/** `2019-10-19 13:28:12 UTC`; what is no time stays as it is. */
export function momentText(iso: string, zone: Zone = 'utc'): string {
  const parts = partsOf(iso, zone)
  return parts === null ? iso : `${parts.day} ${parts.clock} ${parts.zone}`
}

/** Both ends as texts, empty where one is open. The day and the zone are said once where both share them. */
export function endsOf({ earliest, latest }: Interval, zone: Zone = 'utc'): { from: string; to: string } {
  const from = earliest === null ? null : partsOf(earliest, zone)
  const to = latest === null ? null : partsOf(latest, zone)
  if (from === null || to === null || from.zone !== to.zone)
    return {
      from: earliest === null ? '' : momentText(earliest, zone),
      to: latest === null ? '' : momentText(latest, zone),
    }
  const clock = `${to.clock} ${to.zone}`
  return { from: `${from.day} ${from.clock}`, to: from.day === to.day ? clock : `${to.day} ${clock}` }
}

/** What is known of one end only. */
export const openEnds: Record<Language, { from: (moment: string) => string; to: (moment: string) => string }> = {
  en: { from: (moment) => `${moment} or later`, to: (moment) => `${moment} or earlier` },
  zh: { from: (moment) => `${moment} 或更晚`, to: (moment) => `${moment} 或更早` },
}

/** `2019-10-19 13:28:12 – 13:31:00 UTC`; one moment where both ends are the same; empty where nothing is known. */
export function intervalText(interval: Interval, language: Language, zone: Zone = 'utc'): string {
  const { earliest, latest } = interval
  if (earliest === null && latest === null) return ''
  if (latest === null) return openEnds[language].from(momentText(earliest ?? '', zone))
  if (earliest === null) return openEnds[language].to(momentText(latest, zone))
  if (momentText(earliest, zone) === momentText(latest, zone)) return momentText(latest, zone)
  const { from, to } = endsOf(interval, zone)
  return `${from} – ${to}`
}

/** `2019-10-19 UTC`: the day of an interval's beginning; empty where nothing is known. */
export function dayText({ earliest, latest }: Interval, zone: Zone = 'utc'): string {
  const parts = partsOf(earliest ?? latest ?? '', zone)
  return parts === null ? '' : `${parts.day} ${parts.zone}`
}

/** Clocks alone, for what stands under its day: `13:28:12`, `13:28:12 – 13:31:00`; another day of the end is said. */
export function clocksText({ earliest, latest }: Interval, language: Language, zone: Zone = 'utc'): string {
  const from = earliest === null ? null : partsOf(earliest, zone)
  const to = latest === null ? null : partsOf(latest, zone)
  if (from === null && to === null) return ''
  if (to === null) return openEnds[language].from(from?.clock ?? '')
  if (from === null) return openEnds[language].to(to.clock)
  if (from.day !== to.day) return `${from.clock} – ${to.day} ${to.clock}`
  return from.clock === to.clock ? to.clock : `${from.clock} – ${to.clock}`
}
