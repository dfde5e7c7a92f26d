/** Reads a terminal log: the commands the probes know become sections, what the operator did becomes events. */
import { createHash } from 'node:crypto'
import { compoundKey } from '../../../shared/compound-key.ts'
import type { Snapshot } from '../../../shared/model.ts'
import { isKeptText, sessionLogName } from '../../../shared/probes/kept-text/probe.ts'
import { type ImportContext, type ImportResult, type Piece, unknownNode } from '../importer.ts'
import { blocksOf } from './blocks.ts'
import { withoutStamps } from './log-marks.ts'
import { snapshotsOf } from './snapshots.ts'
import { plainLines } from './terminal-text.ts'
import { timesOf } from './times.ts'
import { draftsOf } from './walk.ts'

export interface TranscriptInput extends ImportContext {
  /** File name, for people. */
  name: string
  text: string
}

/** Snapshots oldest first; none when nothing was recognised. Never throws, on any text. */
export function readTranscript({ name, text, site, atMs, nowMs, assigned }: TranscriptInput): ImportResult {
  const { lines, stampsMs } = withoutStamps(plainLines(text))
  const words = new Map(Object.entries(assigned).map(([id, word]) => [Number(id.replace('line ', '')), word]))
  const { drafts, pieces } = draftsOf(blocksOf(lines), nowMs, words, stampsMs)
  const ids = createHash('sha256').update(compoundKey(site, text))
  // The same text read in another way makes other snapshots.
  if (words.size > 0) ids.update(compoundKey('', JSON.stringify(assigned)))
  const idOf = (index: number) => ids.copy().update(compoundKey('', index)).digest('hex').slice(0, 16)
  const snapshots = snapshotsOf(drafts, timesOf(drafts, atMs, nowMs), { name, site }, idOf)
  keepWhole(snapshots, text)
  const places = new Map<object, Piece['stored']>()
  for (const [snapshot, draft] of drafts.entries())
    for (const [index, section] of draft.sections.entries()) {
      const stored = snapshots[snapshot]?.sections[index]
      if (stored !== undefined) places.set(section, { snapshot, section: stored })
    }
  return {
    snapshots,
    pieces: pieces.map(({ line, command, node, reason, section }): Piece => {
      const stored = section === null ? null : (places.get(section) ?? null)
      const probe = section === null || isKeptText(section.probe) ? null : section.probe
      return { id: `line ${line}`, command, probe, node, reason, stored }
    }),
  }
}

/** The log as it was handed over stands with its first snapshot: sections are parts of it, without what a terminal was told. */
function keepWhole([first]: readonly Snapshot[], text: string): void {
  const [section] = first?.sections ?? []
  if (first === undefined || section?.stdout === text) return
  first.sections.push({
    node: section?.node ?? first.nodes[0]?.name ?? unknownNode,
    probe: sessionLogName,
    pod: null,
    command: '',
    outcome: 'ok',
    message: null,
    exitCode: null,
    startedAtMs: first.takenAtMs,
    endedAtMs: first.takenAtMs,
    stdout: text,
    stderr: '',
    partialView: null,
  })
}
