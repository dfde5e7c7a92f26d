import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { readChrony, readChronySource, readNtpstat } from './chrony.ts'
import type { ClockRow } from './fields.ts'
import { readPeer } from './ntpq.ts'
import type { ClockReading } from './reading.ts'

// systemd says "NTP synchronized" up to 235, "System clock synchronized" after.
const timedatectlLine =
  /^\s*(Local time|Universal time|RTC time|Time zone|Timezone|NTP enabled|NTP synchronized|System clock synchronized|Network time on|NTP service|systemd-timesyncd\.service active|RTC in local TZ|DST active|Last DST change|Next DST change|Warning): ?(.*)$/
/** `timedatectl show` */
const property = /^(Timezone|LocalRTC|CanNTP|NTP|NTPSynchronized|TimeUSec|RTCTimeUSec)=(.*)$/
/** Lines of timedatectl that go on below. */
const continuing = /DST change:|Warning:/
const continued = /^ {8,}\S/
/** Of timedatectl, chronyc tracking, chronyc sources and ntpq -p. */
export const heads = [
  /^\s*Local time: /,
  /^Reference ID\s*: /,
  /^MS Name\/IP address\s+Stratum\b/,
  /^\s+remote\s+refid\s+st\b/,
]
/** Heads, and the legend of `chronyc sources -v`. */
const frame =
  /^\s+remote\s+refid\s+st\b|^=+$|^MS Name\/IP address\s|^(?:210 )?Number of sources = \d+$|^ {0,2}(?:\.--|\/ \.-|\| \/|\|\|)/

export function parse(text: string): Parsed<ClockRow> {
  const builder = new ParsedBuilder<ClockRow>()
  const fields: ClockRow = {
    synchronized: null,
    source: null,
    offsetSeconds: null,
    stratum: null,
    leapStatus: null,
    timeZone: null,
  }
  const reading: ClockReading = { fields, hasServers: false }
  let first = 0
  let last = 0
  let isContinued = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    const goesOn: boolean = isContinued && continued.test(each.text)
    if (!goesOn && !readLine(each.text, reading)) {
      builder.addUnparsed(each)
      continue
    }
    isContinued = goesOn || continuing.test(each.text)
    first ||= each.line
    last = each.line
  }
  // A daemon that lists its servers follows one of them, or none; of the tools it knows best.
  if (reading.hasServers && fields.source === null) fields.synchronized = false
  if (first > 0) builder.addRow({ key: 'clock', line: first, lastLine: last, fields })
  return builder.build()
}

function readLine(text: string, reading: ClockReading): boolean {
  return (
    readSystemd(text, reading.fields) ||
    readChrony(text, reading.fields) ||
    readChronySource(text, reading) ||
    readNtpstat(text, reading.fields) ||
    readPeer(text, reading) ||
    frame.test(text)
  )
}

function readSystemd(text: string, fields: ClockRow): boolean {
  const [, name = '', value = ''] = timedatectlLine.exec(text) ?? property.exec(text) ?? []
  if (/^(?:NTP synchronized|System clock synchronized|NTPSynchronized)$/.test(name))
    fields.synchronized ??= value.trim() === 'yes'
  if (/^Time ?zone$/.test(name)) fields.timeZone = value.trim()
  return name !== ''
}
