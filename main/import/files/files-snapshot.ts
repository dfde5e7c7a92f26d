/** The snapshot that files make which each hold one command's output. */
import { createHash } from 'node:crypto'
import { compoundKey } from '../../../shared/compound-key.ts'
import { importReasons } from '../../../shared/messages/import.ts'
import type { Section, Snapshot } from '../../../shared/model.ts'
import { knownProbe } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { type ImportContext, type ImportInput, type ImportResult, type Piece, unknownNode } from '../importer.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import { nodeOf } from '../transcript/snapshots.ts'
import type { FilesTime } from './files-time.ts'
import { type JoinedFiles, joinedFiles } from './joined-files.ts'
import type { OutputFile } from './output-file.ts'

/** The files of one probe and node (of all nodes, when the probe asks once a site). */
interface SectionFiles {
  probe: Probe
  files: OutputFile[]
}

/**
 * One snapshot of all the files. Files of one node and probe that show different things (one namespace each) become one
 * section; of files that show the same things twice, the one that shows more is taken.
 */
export function snapshotOfFiles(
  input: ImportInput,
  found: readonly OutputFile[],
  context: ImportContext,
  time: FilesTime,
): ImportResult {
  const bySection = new Map<string, SectionFiles>()
  const pieces = new Map<string, Piece>()
  for (const told of found) {
    const file = corrected(told, context)
    const { id, command, node, probe, reason } = file
    pieces.set(id, { id, command, node, probe: probe?.name ?? null, reason, stored: null })
    if (probe === null) continue
    const key = compoundKey(probe.name, probe.scope === 'cluster' ? '' : node)
    const same = bySection.get(key)
    if (same === undefined) bySection.set(key, { probe, files: [file] })
    else same.files.push(file)
  }
  const sections: Section[] = []
  for (const { probe, files } of bySection.values()) {
    const joined = joinedFiles(probe, files, context.nowMs)
    const section = sectionOf(probe, joined, context.nowMs, time.atMs)
    sections.push(section)
    for (const file of files) {
      const piece = pieces.get(file.id)
      if (piece === undefined) continue
      if (joined.taken.has(file)) piece.stored = { snapshot: 0, section }
      else pieces.set(file.id, { ...piece, probe: null, reason: importReasons.answeredByAnother() })
    }
  }
  const snapshots = sections.length === 0 ? [] : [snapshotOf(input.name, sections, context, time)]
  return { snapshots, pieces: [...pieces.values()] }
}

/** The file as a person says, where one does. */
function corrected(file: OutputFile, { assigned }: ImportContext): OutputFile {
  const word = assigned[file.id]
  if (word === undefined) return file
  const node = word.node ?? file.node
  if (word.probe === undefined) return { ...file, node }
  return { ...file, node, probe: knownProbe(word.probe ?? '') ?? null, reason: importReasons.corrected() }
}

function sectionOf(probe: Probe, { text, command, taken }: JoinedFiles, nowMs: number, atMs: number): Section {
  const files = [...taken]
  const { outcome, message } = judgeOutput(probe, command, text, nowMs, false)
  return {
    node: files[0]?.node ?? unknownNode,
    probe: probe.name,
    pod: null,
    command,
    outcome,
    message,
    exitCode: null,
    startedAtMs: atMs,
    endedAtMs: atMs,
    stdout: text,
    stderr: '',
    // All files are of one importer, which says the same of each of them.
    partialView: files.find(({ partialView }) => partialView !== null)?.partialView ?? null,
  }
}

/** The same outputs of the same site are the same snapshot, however often they are read. */
function snapshotOf(origin: string, sections: Section[], { site, atMs }: ImportContext, time: FilesTime): Snapshot {
  const hash = createHash('sha256').update(compoundKey(site, String(atMs)))
  for (const { node, probe, stdout } of sections) hash.update(compoundKey('', node, probe, stdout))
  return {
    id: hash.digest('hex').slice(0, 16),
    site,
    takenAtMs: time.atMs,
    takenAtInferred: time.inferred,
    source: 'file',
    origin,
    nodes: [...new Set(sections.map(({ node }) => node))].map((node) => nodeOf(node, null)),
    sections,
    events: [],
  }
}
