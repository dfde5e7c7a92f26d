/** What `ntpq -p` prints of the peers of ntpd. */
import type { ClockReading } from './reading.ts'

// Names are cut to 15 places, and may then hold a blank: `45.79.36.123 (t`. What follows stands in a fixed order.
const peerLine =
  /^([*+\-#ox. ]?)(\S.{0,80}?)\s+(\S+)\s+(\d{1,2})\s+([a-zA-Z-])\s+(-|\d+[mhdy]?)\s+(\d+[mhdy]?)\s+([0-7]{1,3})\s+(-?[\d.]+)\s+([+-]?[\d.]+)\s+([\d.]+)\s*$/
const longest = 300

/** The star marks the peer that the clock follows, `o` one that a pulse per second disciplines. Offsets are in milliseconds. */
export function readPeer(text: string, reading: ClockReading): boolean {
  const peer = text.length > longest ? null : peerLine.exec(text)
  if (peer === null) return false
  const [, mark, name = '', , stratum, , , , , , offset] = peer
  const { fields } = reading
  reading.hasServers = true
  if (mark === '*' || mark === 'o') {
    fields.synchronized = true
    fields.source = name
    fields.stratum = Number(stratum) + 1
    fields.offsetSeconds = Number(offset) / 1000
  }
  return true
}
