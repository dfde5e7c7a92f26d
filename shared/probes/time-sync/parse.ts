import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { ClockRow } from './fields.ts'

// systemd says "NTP synchronized" up to 235, "System clock synchronized" after.
const timedatectlLine =
  /^\s*(Local time|Universal time|RTC time|Time zone|Timezone|NTP enabled|NTP synchronized|System clock synchronized|Network time on|NTP service|systemd-timesyncd\.service active|RTC in local TZ|DST active|Last DST change|Next DST change|Warning): ?(.*)$/
const chronyLine =
  /^(Reference ID|Stratum|Ref time \(UTC\)|System time|Last offset|RMS offset|Frequency|Residual freq|Skew|Root delay|Root dispersion|Update interval|Leap status)\s*: (.*)$/
const ntpqPeer =
  /^([*+\-#ox. ]?)(\S+)\s+(\S+)\s+(\d+)\s+(\S)\s+(\S+)\s+(\d+)\s+(\d+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+([\d.]+)\s*$/
/** Of timedatectl, chronyc tracking and ntpq -p. */
export const heads = [/^\s*Local time: /, /^Reference ID\s*: /, /^\s+remote\s+refid\s+st\b/]
const ntpqFrame = /^\s+remote\s+refid\s+st\b|^=+$/

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
  let first = 0
  let last = 0
  let isContinued = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    // The DST lines of old systemd go on over two more.
    const isKnown: boolean = readLine(each.text, fields) || (isContinued && /^ {10,}\S/.test(each.text))
    isContinued = isKnown && (/DST change:/.test(each.text) || (isContinued && /^ {10,}\S/.test(each.text)))
    if (!isKnown) {
      builder.addUnparsed(each)
      continue
    }
    first ||= each.line
    last = each.line
  }
  if (first > 0) builder.addRow({ key: 'clock', line: first, lastLine: last, fields })
  return builder.build()
}

function readLine(text: string, fields: ClockRow): boolean {
  const systemd = timedatectlLine.exec(text)
  if (systemd !== null) {
    const value = (systemd[2] ?? '').trim()
    if (/^(NTP|System clock) synchronized$/.test(systemd[1] ?? '')) fields.synchronized ??= value === 'yes'
    if (/^Time ?zone$/.test(systemd[1] ?? '')) fields.timeZone = value
    return true
  }
  const chrony = chronyLine.exec(text)
  if (chrony !== null) {
    const value = (chrony[2] ?? '').trim()
    readChrony(chrony[1] ?? '', value, fields)
    return true
  }
  const peer = text.length > 500 ? null : ntpqPeer.exec(text)
  if (peer !== null) {
    // The star marks the peer that the clock follows; its offset is in milliseconds.
    if (peer[1] === '*') {
      fields.synchronized = true
      fields.source = peer[2] ?? null
      fields.stratum = Number(peer[4]) + 1
      fields.offsetSeconds = Number(peer[10]) / 1000
    }
    return true
  }
  return ntpqFrame.test(text)
}

function readChrony(name: string, value: string, fields: ClockRow): void {
  if (name === 'Reference ID') fields.source = /\(([^)]*)\)/.exec(value)?.[1] || value
  else if (name === 'Stratum') fields.stratum = Number(value)
  else if (name === 'Leap status') {
    fields.leapStatus = value
    // chronyd knows better than systemd, which only sees that some daemon once set the clock.
    fields.synchronized = value !== 'Not synchronised'
  } else if (name === 'System time') {
    const match = /^([\d.]+) seconds (slow|fast) of NTP time$/.exec(value)
    if (match !== null) fields.offsetSeconds = Number(match[1]) * (match[2] === 'slow' ? -1 : 1)
  }
}
