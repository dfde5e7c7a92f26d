/** Which probe understands a text, when nothing tells the command that printed it. */
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'

/** Texts are told by their first part: enough for a table to show what it is. */
const toldByLength = 64 * 1024
/** Too willing for a guess: a line of its own says little. */
const neverGuessed = new Set(['host', 'time-sync'])

/** The one probe that understands a text almost whole, or null. */
export function probeOfText(text: string, nowMs: number): Probe | null {
  const end = text.length <= toldByLength ? text.length : text.lastIndexOf('\n', toldByLength) + 1 || text.length
  const head = text.slice(0, end)
  const context = { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
  let best: { probe: Probe; rows: number } | null = null
  let isTold = true
  for (const probe of probes) {
    if (neverGuessed.has(probe.name)) continue
    const { rows, unparsed } = probe.parse(head, context)
    if (rows.length === 0 || unparsed.length > rows.length * 0.1 + (head === text ? 0 : 200)) continue
    if (best !== null && best.rows === rows.length) isTold = false
    if (best === null || rows.length > best.rows) {
      best = { probe, rows: rows.length }
      isTold = true
    }
  }
  return isTold ? (best?.probe ?? null) : null
}
