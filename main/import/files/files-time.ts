/** When the outputs of one source were made. */
import { importTimes } from '../../../shared/messages/import.ts'
import type { Message } from '../../../shared/model.ts'
import type { DateOutput } from '../../../shared/parse/date-output.ts'
import { minuteMs } from '../../../shared/parse/time.ts'
import { host } from '../../../shared/probes/host/probe.ts'
import type { ImportContext } from '../importer.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import { clockIn, clockTime, type Heartbeat } from '../transcript/times.ts'
import type { FoundOutput } from './output-file.ts'

export interface FilesTime {
  atMs: number
  /** How it was; null when a clock or a person told it. */
  inferred: Message | null
  /** False when only files' own times or the time of the import tell it: these may be of the unpacking. */
  isTold: boolean
  /** The node's zone, minutes east of UTC, where its clock tells it for certain. */
  zoneOffsetMinutes: number | null
}

/** A file that was written so shortly after what it tells was written then. */
const writtenWithinMs = 15 * minuteMs
/** Archives made without times say 1970 or 1980. */
const firstBelievedMs = Date.UTC(2000, 0)

/**
 * The person's word, a clock in the outputs, the newest that objects and services tell of themselves, the newest of the
 * files' own times, or now. `modifiedAtMs`: of the files.
 */
export function timeOfFiles(
  outputs: readonly FoundOutput[],
  modifiedAtMs: readonly (number | null)[],
  { atMs, nowMs }: Pick<ImportContext, 'atMs' | 'nowMs'>,
): FilesTime {
  const clock = clockOf(outputs)
  const [reading, other] = clock?.readings ?? []
  const zoneOffsetMinutes = other === undefined ? (reading?.zoneOffsetMinutes ?? null) : null
  if (atMs !== null) return { atMs, inferred: null, isTold: true, zoneOffsetMinutes }
  const heartbeat = heartbeatIn(outputs, nowMs)
  if (clock !== null) return { ...clockTime(clock, heartbeat), isTold: true, zoneOffsetMinutes }
  const written = modifiedAtMs.reduce<number>((latest, each) => Math.max(latest, each ?? 0), 0)
  const newest = newestIn(outputs, heartbeat)
  if (newest !== null) {
    const isWrittenThen = written >= newest.atMs && written - newest.atMs <= writtenWithinMs
    if (!isWrittenThen) return { ...newest, isTold: true, zoneOffsetMinutes }
  }
  const file = { atMs: written, inferred: importTimes.newestFile(), isTold: newest !== null, zoneOffsetMinutes }
  if (written > firstBelievedMs) return file
  return { atMs: nowMs, inferred: importTimes.nothingInFiles(), isTold: false, zoneOffsetMinutes }
}

/** What `date` printed, where its zone is certain if anything says so. */
function clockOf(outputs: readonly FoundOutput[]): DateOutput | null {
  const clocks: DateOutput[] = []
  for (const { path, text, probe, printedAt } of outputs) {
    const isOfHost = probe === host || /(?:^|[/_.-])date(?:[_.-][^/]*)?$/i.test(path)
    const printed = printedAt ?? (isOfHost && text.length < 4096 ? clockIn(text.split('\n')) : null)
    if (printed !== null && printed.readings.length > 0) clocks.push(printed)
  }
  const [first] = clocks
  const certain = clocks.find(({ readings }) => readings.length === 1)
  if (certain !== undefined || first === undefined) return certain ?? null
  const zone = zoneIn(outputs)
  const reading = first.readings.find(({ zoneOffsetMinutes }) => zoneOffsetMinutes === zone)
  return reading === undefined ? first : { zone: first.zone, readings: [reading] }
}

/** `Time zone: Asia/Shanghai (CST, +0800)`, as timedatectl says. */
function zoneIn(outputs: readonly FoundOutput[]): number | null {
  for (const { text } of outputs) {
    const match = text.length > 4096 ? null : /^\s*Time ?zone: .{1,80}, ([+-])(\d\d)(\d\d)\)/im.exec(text)
    if (match !== null) return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]))
  }
  return null
}

function heartbeatIn(outputs: readonly FoundOutput[], nowMs: number): Heartbeat | null {
  let newest: Heartbeat | null = null
  for (const { probe, command, text } of outputs) {
    if (probe?.heartbeat === undefined) continue
    const { heartbeat } = judgeOutput(probe, command, text, nowMs, false)
    if (heartbeat !== null && heartbeat.atMs > (newest?.atMs ?? 0)) newest = heartbeat
  }
  return newest
}

/** Moments that objects of a cluster tell of what was done with them: none is later than the output. */
const momentInObject =
  /"?(?:lastHeartbeatTime|lastTransitionTime|creationTimestamp|lastTimestamp|firstTimestamp|startedAt|finishedAt|startTime)"?: ?"?(20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ)/gi

function newestIn(
  outputs: readonly FoundOutput[],
  heartbeat: Heartbeat | null,
): { atMs: number; inferred: Message } | null {
  let newest = ''
  for (const { probe, text } of outputs) {
    if (probe === null || !/^\s*(?:[[{]|---|apiVersion|items|kind|- )/.test(text.slice(0, 200))) continue
    // ISO times in UTC sort as texts do.
    for (const [, moment = ''] of text.matchAll(momentInObject)) if (moment > newest) newest = moment
  }
  const objectMs = newest === '' ? 0 : Date.parse(newest)
  if (heartbeat !== null && heartbeat.atMs >= objectMs)
    return { atMs: heartbeat.atMs, inferred: importTimes.heartbeat({ service: heartbeat.service }) }
  return objectMs === 0 ? null : { atMs: objectMs, inferred: importTimes.newestObject() }
}
