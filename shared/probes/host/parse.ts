import type { Interval, Parsed } from '../../model.ts'
import { readDate } from '../../parse/date-output.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { agoInterval, dayMs, hourMs, minuteMs, toIso } from '../../parse/time.ts'
import { zoneName } from '../../words/moment.ts'
import type { ParseContext } from '../probe.ts'
import type { HostRow } from './fields.ts'
import { hostMessages } from './messages.ts'

/** Labels of the lines that the command prints, and the fields they fill. */
const labelled = /^(hostname|date|uptime|kernel|docker|kubectl): ?(.*)$/
const uptimeLine = /^\s*\d{1,2}:\d\d(?::\d\d)? +up /
/** `uname -a`: the system, the node's name, the kernel's release. */
const unameLine = /^Linux (\S{1,253}) (\d\S{0,99}) #/
/** `uname -r` */
const kernelRelease = /^\d{1,3}\.\d{1,3}\.\d{1,4}[-.+]\S{1,90}$/
const hostName = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/

/** What is known so far. */
interface Reading {
  fields: HostRow
  builder: ParsedBuilder<HostRow>
  context: ParseContext
  /** `uname` may tell a shorter name than `hostname`, which then counts. */
  isNamedByUname: boolean
}

export function parse(text: string, context: ParseContext): Parsed<HostRow> {
  const builder = new ParsedBuilder<HostRow>()
  const fields: HostRow = {
    hostname: null,
    nodeTime: null,
    zoneOffsetMinutes: null,
    uptime: null,
    bootedAt: null,
    kernel: null,
    dockerVersion: null,
    kubectlVersion: null,
  }
  const reading: Reading = { fields, builder, context, isNamedByUname: false }
  let first = 0
  let last = 0
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (!readLine(each.text, reading)) {
      builder.addUnparsed(each)
      continue
    }
    first ||= each.line
    last = each.line
  }
  if (first > 0) builder.addRow({ key: 'host', line: first, lastLine: last, fields })
  return builder.build()
}

/** True when the line says something about the host. */
function readLine(text: string, reading: Reading): boolean {
  const { fields } = reading
  const match = labelled.exec(text)
  if (match === null) return readPlainLine(text, reading)
  const value = (match[2] ?? '').trim()
  if (value === '') return true
  switch (match[1]) {
    case 'hostname':
      fields.hostname = value
      return true
    case 'date':
      return readClock(value, reading)
    case 'uptime':
      return readUptime(value, reading)
    case 'kernel':
      fields.kernel = value
      return true
    case 'docker':
      fields.dockerVersion = /version v?([^,\s]+)/.exec(value)?.[1] ?? value
      return true
    default:
      fields.kubectlVersion = /GitVersion:"v?([^"]+)"/.exec(value)?.[1] ?? /Version: v?(\S+)/.exec(value)?.[1] ?? value
      return true
  }
}

/** What `hostname`, `date`, `uptime` and `uname` print when a person types them. */
function readPlainLine(text: string, reading: Reading): boolean {
  const { fields } = reading
  const trimmed = text.trim()
  if (readClock(trimmed, reading) || (uptimeLine.test(text) && readUptime(trimmed, reading))) return true
  const system = unameLine.exec(trimmed)
  if (system !== null) {
    fields.kernel = system[2] ?? null
    reading.isNamedByUname ||= fields.hostname === null
    fields.hostname ??= system[1] ?? null
    return true
  }
  if (kernelRelease.test(trimmed) && fields.kernel === null) {
    fields.kernel = trimmed
    return true
  }
  if ((fields.hostname !== null && !reading.isNamedByUname) || !hostName.test(trimmed) || trimmed === 'Linux')
    return false
  fields.hostname = trimmed
  reading.isNamedByUname = false
  return true
}

function readClock(value: string, { fields, builder }: Reading): boolean {
  const date = readDate(value)
  if (date === null) return false
  const [reading, other] = date.readings
  const { zone } = date
  if (reading === undefined) builder.addNote(hostMessages.unknownZone({ zone }))
  else if (other !== undefined) {
    const zones = date.readings.map(({ zoneOffsetMinutes }) => zoneName(zoneOffsetMinutes)).join(', ')
    builder.addNote(hostMessages.severalZones({ zone, zones }))
  } else {
    fields.nodeTime = toIso(reading.atMs)
    fields.zoneOffsetMinutes = reading.zoneOffsetMinutes
  }
  return true
}

function readUptime(value: string, { fields, context }: Reading): boolean {
  fields.uptime = value
  fields.bootedAt = bootedAt(value, context)
  return true
}

/** `uptime` floors to minutes: `up 3 days,  4:05,`, `up 10 min,`, `up 1 day, 12 min,`. */
function bootedAt(uptime: string, context: ParseContext): Interval | null {
  const match = /\bup +(?:(\d{1,6}) days?, +)?(?:(\d{1,2}):(\d\d)|(\d{1,2}) min|(\d{1,2}) hours?)?/.exec(uptime)
  if (match === null) return null
  const [, days, hours, minutes, onlyMinutes, onlyHours] = match
  if (days === undefined && hours === undefined && onlyMinutes === undefined && onlyHours === undefined) return null
  const upMs =
    Number(days ?? 0) * dayMs +
    Number(hours ?? onlyHours ?? 0) * hourMs +
    Number(minutes ?? onlyMinutes ?? 0) * minuteMs
  return agoInterval(context, { minMs: upMs, maxMs: upMs + minuteMs })
}
