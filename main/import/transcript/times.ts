/** When the snapshots of a transcript were taken: clocks and heartbeats where there are any, the order of the file elsewhere. */
import { importTimes } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import type { LogHead } from './log-marks.ts'

export interface Clue {
  /** What `date` printed, or null. */
  clockMs: number | null
  /** The newest heartbeat that it shows, or null. */
  heartbeat: Heartbeat | null
  /** What the log says of itself, or null. */
  head: LogHead | null
}

export interface Heartbeat {
  atMs: number
  /** Of what: `nova`. */
  service: string
}

/** What `date` printed. */
export interface Clock {
  atMs: number
  /** Minutes east of UTC. */
  zoneOffsetMinutes: number
}

export interface InferredTime {
  atMs: number
  /** How; null when a clock or the user told it. */
  inferred: Message | null
  /** False when only its place among the others tells the time. */
  known: boolean
}

type Told = Omit<InferredTime, 'atMs'> & { atMs: number | null }

const stepMs = 1000

/** Strictly increasing. `atMs` is the time of the last one as the user gave it; `nowMs` serves when nothing tells. */
export function timesOf(clues: readonly Clue[], atMs: number | null, nowMs: number): InferredTime[] {
  const times = clues.map(toldBy)
  const last = times.at(-1)
  if (last !== undefined && atMs !== null) Object.assign(last, { atMs, inferred: null, known: true })
  else if (last !== undefined && times.every((time) => time.atMs === null)) {
    last.atMs = nowMs
    last.inferred = importTimes.nothingInLog()
  }
  return atMs === null ? forward(times) : backward(forward(times), atMs)
}

/** A clock before a heartbeat, as that may be older, and before what the program that logged the terminal wrote. */
function toldBy({ clockMs, heartbeat, head }: Clue): Told {
  if (clockMs !== null) return { atMs: clockMs, inferred: null, known: true }
  if (heartbeat !== null) {
    const { atMs, service } = heartbeat
    return { atMs, inferred: importTimes.heartbeat({ service }), known: true }
  }
  if (head === null || head.atMs === null) return { atMs: null, inferred: null, known: false }
  return { atMs: head.atMs, inferred: head.hasZone ? importTimes.log() : importTimes.logWithoutZone(), known: true }
}

function forward(times: readonly Told[]): InferredTime[] {
  const first = times.findIndex((time) => time.atMs !== null)
  const anchor = times[first]?.atMs ?? 0
  let previous = anchor - (first + 1) * stepMs
  return times.map(({ atMs, inferred, known }, index): InferredTime => {
    if (atMs !== null && atMs > previous) {
      previous = atMs
      return { atMs, inferred, known }
    }
    previous += stepMs
    const place = index < first ? 'before-first' : 'after-previous'
    const order = atMs === null ? importTimes.order({ place }) : importTimes.orderNotNewer({ place })
    return { atMs: previous, inferred: order, known: false }
  })
}

/** The user's word about the last snapshot wins over heartbeats that would come after it. */
function backward(times: readonly InferredTime[], atMs: number): InferredTime[] {
  const inferred = importTimes.order({ place: 'before-next' })
  const result: InferredTime[] = []
  let latest = atMs
  for (const time of times.toReversed()) {
    const isLast = result.length === 0
    if (isLast) result.push({ atMs, inferred: null, known: true })
    else result.push(time.atMs <= latest ? time : { atMs: latest, inferred, known: false })
    latest = (result.at(-1)?.atMs ?? latest) - stepMs
  }
  return result.reverse()
}

/** Zones that `date` prints by name at these sites. CST is China's. */
const zoneMinutes = new Map([
  ['UTC', 0],
  ['GMT', 0],
  ['CST', 480],
  ['HKT', 480],
  ['JST', 540],
  ['KST', 540],
])
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Reads what `date` printed, plain or ISO; null when the zone is not told. */
export function clockOf(line: string): Clock | null {
  const text = line.trim().slice(0, 100)
  const iso = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)\s?([+-])(\d\d):?(\d\d)$/.exec(text)
  if (iso !== null) {
    const zone = (Number(iso[4]) * 60 + Number(iso[5])) * (iso[3] === '-' ? -1 : 1)
    return clock(Date.parse(`${iso[1]}T${iso[2]}Z`), zone)
  }
  const english = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d)(?: [AP]M)? ([A-Z]{3,4}) (\d{4})$/.exec(
    text,
  )
  const chinese = /^(\d{4})年 ?(\d\d)月 ?(\d\d)日 星期. (\d\d:\d\d:\d\d) ([A-Z]{3,4})$/.exec(text)
  const pad = (value: string | number): string => String(value).padStart(2, '0')
  if (english !== null && !/ [AP]M /.test(text)) {
    const month = months.indexOf(english[1] ?? '') + 1
    const zone = zoneMinutes.get(english[4] ?? '')
    return zone === undefined
      ? null
      : clock(Date.parse(`${english[5]}-${pad(month)}-${pad(english[2] ?? '')}T${english[3]}Z`), zone)
  }
  if (chinese === null) return null
  const zone = zoneMinutes.get(chinese[5] ?? '')
  return zone === undefined ? null : clock(Date.parse(`${chinese[1]}-${chinese[2]}-${chinese[3]}T${chinese[4]}Z`), zone)
}

const clock = (localMs: number, zoneOffsetMinutes: number): Clock | null =>
  Number.isNaN(localMs) ? null : { atMs: localMs - zoneOffsetMinutes * 60_000, zoneOffsetMinutes }
