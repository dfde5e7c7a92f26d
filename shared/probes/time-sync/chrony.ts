/** What chronyc prints of the clock and of its sources, and ntpstat of either daemon. */
import type { ClockRow } from './fields.ts'
import type { ClockReading } from './reading.ts'

const trackingLine =
  /^(Reference ID|Stratum|Ref time \(UTC\)|System time|Last offset|RMS offset|Frequency|Residual freq|Skew|Root delay|Root dispersion|Update interval|Leap status)\s*: (.*)$/
// Mode and state, then `10.64.108.95  2  10  377  371  -91us[ -128us] +/-  30ms`.
const sourceLine =
  /^([\^=#])([*+\-?x~])\s+(\S+)\s+(\d+)\s+(-?\d+)\s+(\d+)\s+(\S+)\s+([+-]?\d+(?:\.\d+)?)(ns|us|ms|s)\[\s*[+-]?\d[^\]]{0,20}\]\s+\+\/-\s+\S+\s*$/

const secondsOf: Readonly<Record<string, number>> = { ns: 1e9, us: 1e6, ms: 1e3, s: 1 }

/** A line of `chronyc tracking`. */
export function readChrony(text: string, fields: ClockRow): boolean {
  const [, name = '', printed = ''] = trackingLine.exec(text) ?? []
  const value = printed.trim()
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
  return name !== ''
}

/** A line of `chronyc sources`: the star marks the source that the clock follows. What tracking says goes ahead of it. */
export function readChronySource(text: string, reading: ClockReading): boolean {
  const match = text.length > 300 ? null : sourceLine.exec(text)
  if (match === null) return false
  const [, , state, name = '', stratum, , , , offset, unit = ''] = match
  const { fields } = reading
  reading.hasServers = true
  if (state === '*') {
    fields.synchronized ??= true
    fields.source ??= name
    fields.stratum ??= Number(stratum) + 1
    // Of the last sample: how far the source is ahead; ours is the other way about.
    fields.offsetSeconds ??= -Number(offset) / (secondsOf[unit] ?? 1)
  }
  return true
}

const ntpstatLine =
  /^(?:(unsynchronised)|synchronised to (?:NTP server \(([^)]{1,100})\)|(.{1,60}?))(?: at stratum (\d+))?)\s*$/

/** What `ntpstat` says: the first line tells, two more follow. */
export function readNtpstat(text: string, fields: ClockRow): boolean {
  if (/^\s+(?:time correct to within \d+ ms|polling server every \d+ s|time server re-?starting)\s*$/.test(text))
    return true
  const match = text.length > 300 ? null : ntpstatLine.exec(text)
  if (match === null) return false
  const [, isLost, server, other, stratum] = match
  fields.synchronized = isLost === undefined
  fields.source ??= server ?? other ?? null
  if (stratum !== undefined) fields.stratum ??= Number(stratum)
  return true
}
