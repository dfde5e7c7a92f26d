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
  SGT: [8 * 60],
  JST: [9 * 60],
  KST: [9 * 60],
  WIB: [7 * 60],
  // India, Israel, Ireland.
  IST: [5 * 60 + 30, 2 * 60, 60],
  MSK: [3 * 60],
  EET: [2 * 60],
  EEST: [3 * 60],
  CET: [60],
  CEST: [2 * 60],
  WET: [0],
  WEST: [60],
  BST: [60],
  SAST: [2 * 60],
  EST: [-5 * 60],
  EDT: [-4 * 60],
  // The middle of America, Cuba.
  CDT: [-5 * 60, -4 * 60],
  MST: [-7 * 60],
  MDT: [-6 * 60],
  // America's west, the Philippines.
  PST: [-8 * 60, 8 * 60],
  PDT: [-7 * 60],
  AEST: [10 * 60],
  AEDT: [11 * 60],
  NZST: [12 * 60],
  NZDT: [13 * 60],
}

/** January first, each as glibc shortens it: English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Polish, Russian. */
const months = [
  'jan janv ene gen sty янв',
  'feb févr fev lut фев',
  'mar mär mars mrt мар',
  'apr avril abr kwi апр',
  'may mai mag mei maj май мая',
  'jun juin giu cze июн',
  'jul juil lug lip июл',
  'aug août ago sie авг',
  'sep sept set wrz сен',
  'oct okt out ott paź окт',
  'nov lis ноя',
  'dec dez déc dic gru дек',
]
const monthOfWord = new Map(months.flatMap((words, index) => words.split(' ').map((word) => [word, index + 1])))

// `date +%Y-%m-%dT%H:%M:%S%z`, `date -Iseconds`, `date --rfc-3339=seconds`
const iso = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d) ?(Z|[+-]\d\d:?\d\d)$/
/** The time, with the half of the day where the locale counts to twelve, and the zone; the rest tells the day. */
const timeAndZone =
  /(?:(AM|PM|[上下]午|午[前後]|오[전후]) ?)?(?<!\d)(\d{1,2})[:时時](\d\d)[:分](\d\d)秒?,? (?:(AM|PM) )?([A-Z]{1,5}|[+-]\d\d(?:\d\d)?)(?= \d{4}$|$)/
/** `2019年 10月 19日 星期六`, `西元2019年10月19日 (週六)`, `2019. 10. 19. (토)` */
const yearFirst =
  /^(?:西元)?(\d{4})[年.] {0,2}(\d{1,2})[月.] {0,2}(\d{1,2})[日.](?: \(?[\u3400-\u9fff\uac00-\ud7af]{1,3}\)?)?$/
const weekday = /^\p{L}{2,4}\.?$/u
const longest = 100

/** Null when the line is not what `date` prints. */
export function readDate(line: string): DateOutput | null {
  const text = line.length > longest ? '' : line.trim()
  const inIso = iso.exec(text)
  if (inIso !== null) {
    const [, year, month, day, hours, minutes, seconds, zone = ''] = inIso
    return dateOf([year, month, day, hours, minutes, seconds].map(Number), zone)
  }
  const match = timeAndZone.exec(text)
  if (match === null) return null
  const [whole, halfAhead, hours, minutes, seconds, halfBehind, zone = ''] = match
  const day = dayOf(`${text.slice(0, match.index)} ${text.slice(match.index + whole.length)}`.trim())
  if (day === null) return null
  return dateOf([...day, hourOf(hours, halfAhead ?? halfBehind), Number(minutes), Number(seconds)], zone)
}

/** Year, month and day, in whatever order the locale has them. */
function dayOf(text: string): [number, number, number] | null {
  const inOrder = yearFirst.exec(text)
  if (inOrder !== null) return [Number(inOrder[1]), Number(inOrder[2]), Number(inOrder[3])]
  const words = text.split(/,? +/)
  const years = words.filter((word) => /^\d{4},?$/.test(word))
  const days = words.filter((word) => /^\d{1,2}\.?$/.test(word))
  const names = words.filter((word) => !/^\d/.test(word))
  const month = monthOfWord.get((names.at(-1) ?? '').toLowerCase().replace('.', ''))
  const isOne = years.length === 1 && days.length === 1 && names.length <= 2
  if (!isOne || month === undefined || (names.length === 2 && !weekday.test(names[0] ?? ''))) return null
  return [Number.parseInt(years[0] ?? '', 10), month, Number.parseInt(days[0] ?? '', 10)]
}

/** `half`: of the day, where the clock counts to twelve. */
function hourOf(hours: string | undefined, half: string | undefined): number {
  if (half === undefined) return Number(hours)
  return (Number(hours) % 12) + (/PM|下|後|후/.test(half) ? 12 : 0)
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
  if (zone === 'Z') return [0]
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(zone)
  if (match === null) return zonesOfName[zone] ?? []
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0)
  return [match[1] === '-' ? -minutes : minutes]
}
