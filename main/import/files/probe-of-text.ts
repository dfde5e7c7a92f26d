/** Which probe understands a text, when nothing tells the command that printed it. */
import { probes } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { varLog } from '../../../shared/probes/var-log/probe.ts'
import { parseLoosely } from '../transcript/judge-output.ts'
import { objectsIn } from './objects.ts'

/** Texts are told by their first part: enough for a table to show what it is. */
const toldByLength = 64 * 1024
/** Lines in ten that may be beside the point, and lines of a table that was cut in its midst. */
const strangeShare = 0.1
const cutLines = 2
/** Counts of files instead of sizes: no fullness. */
const inodes = /^\S.*\bIUse%/m
/** A listing tells its folders, or it is of any. */
const heading = /^(\/\S*?)\/?:\r?$/m

/** The one probe that understands a text almost whole; null when there is none, or when two do as well. */
export function probeOfText(text: string, nowMs: number): Probe | null {
  const folder = heading.exec(text.slice(0, 4096))?.[1]
  if (folder !== undefined && `${folder}/`.startsWith(`${varLog.lists}/`) && readsRows(varLog, text, nowMs))
    return varLog
  const objects = objectsIn(text)
  if (objects !== null && objects.probe !== null) {
    const { rows, unparsed } = parseLoosely(objects.probe, text, '', nowMs)
    // A list of no objects says what it would hold.
    return rows.length > 0 || unparsed.length === 0 ? objects.probe : null
  }
  if (inodes.test(text.slice(0, 1000))) return null
  const end = text.length <= toldByLength ? text.length : text.lastIndexOf('\n', toldByLength) + 1 || text.length
  const part = text.slice(0, end)
  const allowed = part === text ? 0 : cutLines
  let most = 0
  let reader: Probe | null = null
  for (const probe of probes) {
    if (probe.isToldByLines === false || probe === varLog) continue
    const { rows, unparsed } = parseLoosely(probe, part, '', nowMs)
    if (rows.length === 0 || unparsed.length > rows.length * strangeShare + allowed) continue
    if (rows.length > most) reader = probe
    else if (rows.length === most) reader = null
    most = Math.max(most, rows.length)
  }
  return reader
}

const readsRows = (probe: Probe, text: string, nowMs: number): boolean =>
  parseLoosely(probe, text, '', nowMs).rows.length > 0
