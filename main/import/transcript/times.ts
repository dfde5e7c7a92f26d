/** When the snapshots of a transcript were taken: clocks and heartbeats where there are any, the order of the file elsewhere. */
import type { LogHead } from './log-marks.ts'

export interface Clue {
  /** What `date` printed, or null. */
  clockMs: number | null
  /** The newest heartbeat nova showed, or null. */
  heartbeatMs: number | null
  /** What the log says of itself, or null. */
  head: LogHead | null
}

/** What `date` printed. */
export interface Clock {
  atMs: number
  /** Minutes east of UTC. */
  zoneOffsetMinutes: number
}

export interface InferredTime {
  atMs: number
  /** In words; null when a clock or the user told it. */
  inferred: string | null
  /** False when only its place among the others tells the time. */
  known: boolean
}

type Told = Omit<InferredTime, 'atMs'> & { atMs: number | null }

const stepMs = 1000
const inThisZone = 'the time that the log tells, which names no zone: read in that of this computer'

/** Strictly increasing. `atMs` is the time of the last one as the user gave it; `nowMs` serves when nothing tells. */
export function timesOf(clues: Clue[], atMs: number | null, nowMs: number): InferredTime[] {
  const times = clues.map(({ clockMs, heartbeatMs, head }, index): Told => {
    if (index === clues.length - 1 && atMs !== null) return { atMs, inferred: null, known: true }
    if (clockMs !== null) return { atMs: clockMs, inferred: null, known: true }
    if (heartbeatMs === null && head !== null && head.atMs !== null)
      return { atMs: head.atMs, inferred: head.hasZone ? 'the time that the log tells' : inThisZone, known: true }
    return {
      atMs: heartbeatMs,
      inferred: heartbeatMs === null ? null : 'newest nova heartbeat',
      known: heartbeatMs !== null,
    }
  })
  const last = times.at(-1)
  if (last !== undefined && times.every((time) => time.atMs === null)) {
    last.atMs = nowMs
    last.inferred = 'nothing in the transcript tells its time: the time of the import'
  }
  return atMs === null ? forward(times) : backward(forward(times), atMs)
}

function forward(times: Told[]): InferredTime[] {
  const first = times.findIndex((time) => time.atMs !== null)
  const anchor = times[first]?.atMs ?? 0
  let previous = anchor - (first + 1) * stepMs
  return times.map((time, index) => {
    if (time.atMs !== null && time.atMs > previous) {
      previous = time.atMs
      return { atMs: time.atMs, inferred: time.inferred, known: time.known }
    }
    previous += stepMs
    const place =
      index < first
        ? 'shortly before the first snapshot whose time is known'
        : 'one second after the snapshot before it'
    if (time.atMs === null) return { atMs: previous, inferred: `order in the transcript: ${place}`, known: false }
    return {
      atMs: previous,
      inferred: `order in the transcript: ${place}, as its own times are not newer`,
      known: false,
    }
  })
}

/** The user's word about the last snapshot wins over heartbeats that would come after it. */
function backward(times: InferredTime[], atMs: number): InferredTime[] {
  let next = atMs + stepMs
  const result: InferredTime[] = []
  for (const [index, time] of [...times.entries()].reverse()) {
    const latest = next - stepMs
    if (index === times.length - 1) result.push({ atMs, inferred: null, known: true })
    else if (time.atMs <= latest) result.push(time)
    else
      result.push({
        atMs: latest,
        inferred: 'order in the transcript: one second before the snapshot after it',
        known: false,
      })
    next = result.at(-1)?.atMs ?? latest
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
