/** The snapshot that files make which each hold one command's output. */
import { createHash } from 'node:crypto'
import { written } from '../../../shared/messages/written.ts'
import type { Section, Snapshot } from '../../../shared/model.ts'
import { knownProbe } from '../../../shared/probes/index.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import type { ImportContext, ImportInput, ImportResult, Piece } from '../importer.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import type { FilesTime } from './files-time.ts'
import type { OutputFile } from './output-file.ts'

interface SectionDraft {
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
  const drafts = new Map<string, SectionDraft>()
  const pieces = new Map<string, Piece>()
  for (const each of found) {
    const assigned = context.assigned[each.id]
    const file = { ...each, node: assigned?.node ?? each.node }
    const probe = assigned?.probe === undefined ? file.probe : (knownProbe(assigned.probe ?? '') ?? null)
    const reason = assigned?.probe === undefined ? file.reason : 'corrected'
    const { id, command, node } = file
    pieces.set(id, { id, command, node, probe: probe?.name ?? null, reason, stored: null })
    if (probe === null) continue
    const key = `${probe.name}\u0000${probe.scope === 'cluster' ? '' : file.node}`
    const draft = drafts.get(key)
    if (draft === undefined) drafts.set(key, { probe, files: [file] })
    else draft.files.push(file)
  }
  const sections = [...drafts.values()].map((draft) => {
    const section = sectionOf(draft, context.nowMs, time.atMs)
    for (const { id } of draft.files) {
      const piece = pieces.get(id)
      if (piece === undefined) continue
      if (section.taken.has(id)) piece.stored = { snapshot: 0, section: section.section }
      else pieces.set(id, { ...piece, probe: null, reason: 'answered-by-another' })
    }
    return section.section
  })
  const result = { pieces: [...pieces.values()] }
  if (sections.length === 0) return { ...result, snapshots: [] }
  const hash = createHash('sha256').update(`${context.site}\u0000${context.atMs}`)
  for (const { node, probe, stdout } of sections) hash.update(`\u0000${node}\u0000${probe}\u0000${stdout}`)
  const snapshot: Snapshot = {
    id: hash.digest('hex').slice(0, 16),
    site: context.site,
    takenAtMs: time.atMs,
    takenAtInferred: time.inferred === null ? null : written(time.inferred),
    source: 'file',
    origin: input.name,
    nodes: [...new Set(sections.map(({ node }) => node))].map((name) => ({
      ...{ name, address: name, outcome: 'ok', message: null, clockOffsetMs: null, zoneOffsetMinutes: null },
    })),
    sections,
    events: [],
  }
  return { ...result, snapshots: [snapshot] }
}

function sectionOf(
  { probe, files }: SectionDraft,
  nowMs: number,
  atMs: number,
): { section: Section; taken: ReadonlySet<string> } {
  const parse = (text: string, command: string) =>
    probe.parse(text, { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command })
  const read = files.map((file) => ({ file, keys: parse(file.text, file.command).rows.map(({ key }) => key) }))
  const showsAll = (file: OutputFile) => probe.showsAll?.(file.command) !== false
  // The one that shows most goes first; the others join when they add to it.
  const [first, ...others] = read.toSorted(
    (a, b) => Number(showsAll(b.file)) - Number(showsAll(a.file)) || b.keys.length - a.keys.length,
  )
  if (first === undefined) throw new Error('A section is of at least one file')
  const taken = [first.file]
  const keys = new Set(first.keys)
  let stdout = first.file.text
  for (const { file, keys: more } of others) {
    // `hostname`, `date` and `uptime` each tell a part of the one row.
    const isOnePart = probe.name === 'host'
    if (more.length === 0 || (!isOnePart && more.some((key) => keys.has(key)))) continue
    const joined = `${stdout}${stdout.endsWith('\n') ? '' : '\n'}${file.text}`
    const { rows, unparsed } = parse(joined, file.command)
    if (rows.length !== (isOnePart ? 1 : keys.size + more.length) || (isOnePart && unparsed.length > 0)) continue
    stdout = joined
    taken.push(file)
    for (const key of more) keys.add(key)
  }
  const command = taken.map((file) => file.command).join('; ')
  const { outcome, message } = judgeOutput(probe, command, stdout, nowMs, false)
  const partial = taken.map((file) => file.partialView).filter((view) => view !== null)
  return {
    section: {
      ...{ node: first.file.node, probe: probe.name, pod: null, command, outcome, message, exitCode: null },
      ...{ startedAtMs: atMs, endedAtMs: atMs, stdout, stderr: '' },
      partialView: partial.length === 0 ? null : written([...new Set(partial)].join(' ')),
    },
    taken: new Set(taken.map(({ id }) => id)),
  }
}
