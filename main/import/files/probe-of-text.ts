/** Which probe understands a text, when nothing tells the command that printed it. */
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { parseLoosely } from '../transcript/judge-output.ts'

/** Texts are told by their first part: enough for a table to show what it is. */
const toldByLength = 64 * 1024
/** Lines in ten that may be beside the point, and lines of an object that was cut in its midst. */
const strangeShare = 0.1
const cutLines = 200

/** The one probe that understands a text almost whole; null when there is none, or when two do as well. */
export function probeOfText(text: string, nowMs: number): Probe | null {
  const end = text.length <= toldByLength ? text.length : text.lastIndexOf('\n', toldByLength) + 1 || text.length
  const part = text.slice(0, end)
  const allowed = part === text ? 0 : cutLines
  let most = 0
  let reader: Probe | null = null
  for (const probe of probes) {
    if (probe.isToldByLines === false) continue
    const { rows, unparsed } = parseLoosely(probe, part, '', nowMs)
    if (unparsed.length > rows.length * strangeShare + allowed) continue
    if (rows.length > most) reader = probe
    else if (rows.length === most) reader = null
    most = Math.max(most, rows.length)
  }
  return reader
}
