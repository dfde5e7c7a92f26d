/** What `date` prints: as its users' locales have it, and as ISO. The one reader of it. */
import { hourMs, minuteMs, secondMs } from './time.ts'

/** A moment that the output may mean, and the zone in which it does. */
export interface DateReading {
  atMs: number
  /** Minutes east of UTC. */
  zoneOffsetMinutes: number
}

export interface DateOutput {
  /** As printed: `CST`, `+0800`. */
  zone: string
  /**
   * One when its zone is certain. A name such as `CST` stands for several zones: one reading each, China's first, since
   * that is where most of these sites are. None when the name is not known.
   */
  readings: readonly DateReading[]
}

/** Zones in minutes east of UTC, by the names that `date` prints. */
const zonesOfName: Readonly<Record<string, readonly number[]>> = {
  UTC: [0],
  GMT: [0],
  // China, the middle of America, Cuba.
  CST: [8 * 60, -6 * 60, -5 * 60],
  HKT: [8 * 60],
  JST: [9 * 60],
  KST: [9 * 60],
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

// `date +%Y-%m-%dT%H:%M:%S%z`, `date -Iseconds`, `date --rfc-3339=seconds`
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d) ?([+-]\d\d:?\d\d)$/
// `Sat Oct 19 21:30:11 CST 2019`, with AM or PM in newer American locales
const english =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (?:([AP]M) )?([A-Z]{1,5}|[+-]\d\d(?:\d\d)?) (\d{4})$/
// `Sat 19 Oct 2019 09:30:11 PM CST`, as American locales of glibc 2.28 had it; the British have the year last
const dayFirst =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (\d{1,2}) ([A-Z][a-z]{2}) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d) (?:([AP]M) )?([A-Z]{1,5}|[+-]\d\d(?:\d\d)?)(?: (\d{4}))?$/
// `2019年 10月 19日 星期六 21:30:11 CST`, with 上午 or 下午 where the locale counts to twelve; `西元2019年10月19日 (週六) 21時30分11秒 CST`
const chinese =
  /^(?:西元)?(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})日 (?:(?:星期.|\(週.\)) )?(?:([上下])午 ?)?(\d\d)[:时時](\d\d)[:分](\d\d)秒? ([A-Z]{1,5}|[+-]\d\d(?:\d\d)?)$/
const longest = 100

/** Null when the line is not what `date` prints. */
export function readDate(line: string): DateOutput | null {
  const text = line.length > longest ? '' : line.trim()
  const inIso = iso.exec(text)
  if (inIso !== null) {
    const [, year, month, day, hours, minutes, seconds, zone = ''] = inIso
    return dateOf([year, month, day, hours, minutes, seconds].map(Number), zone)
  }
  const inEnglish = english.exec(text)
  if (inEnglish !== null) {
    const [, name = '', day, hours, minutes, seconds, half, zone = '', year] = inEnglish
    const month = months.indexOf(name) + 1
    return dateOf([Number(year), month, Number(day), hourOf(hours, half), Number(minutes), Number(seconds)], zone)
  }
  const british = dayFirst.exec(text)
  if (british !== null) {
    const [, day, name = '', yearFirst, hours, minutes, seconds, half, zone = '', yearLast] = british
    const year = Number(yearFirst ?? yearLast)
    const month = months.indexOf(name) + 1
    return dateOf([year, month, Number(day), hourOf(hours, half), Number(minutes), Number(seconds)], zone)
  }
  const inChinese = chinese.exec(text)
  if (inChinese === null) return null
  const [, year, month, day, half, hours, minutes, seconds, zone = ''] = inChinese
  return dateOf([year, month, day, hourOf(hours, half), minutes, seconds].map(Number), zone)
}

/** `half`: of the day, where the clock counts to twelve. */
function hourOf(hours: string | undefined, half: string | undefined): number {
  if (half === undefined) return Number(hours)
  return (Number(hours) % 12) + (half === 'PM' || half === '下' ? 12 : 0)
}

/** Year, month from 1, day, hour, minute, second; null when there is no such moment. */
function dateOf(parts: readonly number[], zone: string): DateOutput | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  // Beyond its month Date goes on counting: the 30th of February would be a day in March.
  const isDay =
    year > 0 && month >= 1 && day >= 1 && new Date(Date.UTC(year, month - 1, day)).getUTCMonth() === month - 1
  if (!isDay || hour > 23 || minute > 59 || second > 60) return null
  const localMs = Date.UTC(year, month - 1, day) + hour * hourMs + minute * minuteMs + second * secondMs
  const readings = zoneOffsets(zone).map((zoneOffsetMinutes) => {
    return { atMs: localMs - zoneOffsetMinutes * minuteMs, zoneOffsetMinutes }
  })
  return { zone, readings }
}

/** Minutes east of UTC that a zone may stand for. */
function zoneOffsets(zone: string): readonly number[] {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (match === null) return zonesOfName[zone] ?? []
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return [match[1] === '-' ? -minutes : minutes]
}
