/** When the snapshots of a transcript were taken: clocks and heartbeats where there are any, the order of the file elsewhere. */
import { importTimes } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import { type DateOutput, type DateReading, readDate } from '../../../shared/parse/date-output.ts'
import { zoneName } from '../../../shared/words/moment.ts'
import type { LogHead } from './log-marks.ts'

export interface Clue {
  /** What `date` printed, or null; at least one reading. */
  clock: DateOutput | null
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
function toldBy({ clock, heartbeat, head }: Clue): Told {
  if (clock !== null) return { ...clockTime(clock, heartbeat), known: true }
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

/** What `date` printed among these lines, where it tells a time. */
export function clockIn(lines: readonly string[]): DateOutput | null {
  for (const line of lines) {
    const date = readDate(line)
    if (date !== null && date.readings.length > 0) return date
  }
  return null
}

/**
 * The moment that `date` printed. Where its zone may be several, that in which a heartbeat lies nearest, else the likeliest.
 * `clock`: at least one reading.
 */
export function clockTime(
  { zone, readings }: DateOutput,
  heartbeat: Heartbeat | null,
): { atMs: number; inferred: Message | null } {
  const awayMs = ({ atMs }: DateReading): number => (heartbeat === null ? 0 : Math.abs(atMs - heartbeat.atMs))
  const { atMs, zoneOffsetMinutes } = readings.reduce((best, each) => (awayMs(each) < awayMs(best) ? each : best))
  const offset = zoneName(zoneOffsetMinutes)
  if (readings.length === 1) return { atMs, inferred: null }
  if (heartbeat === null) return { atMs, inferred: importTimes.zoneAssumed({ zone, offset }) }
  return { atMs, inferred: importTimes.zoneByHeartbeat({ zone, offset, service: heartbeat.service }) }
}
