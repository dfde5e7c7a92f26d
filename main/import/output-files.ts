/** Files that each hold one command's output: whose it is, told by name and content, and the snapshot they make. */

import { createHash } from 'node:crypto'
import { written } from '../../shared/messages/written.ts'
import type { ImportReason, Section, Snapshot } from '../../shared/model.ts'
import { knownProbe, probes } from '../../shared/probes/index.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import type { ImportContext, ImportInput, ImportResult, Piece } from './importer.ts'
import { judgeOutput } from './judge-output.ts'
import { listedDirectory, programOf, wordsOf } from './shell-command.ts'

/** The node of what does not tell its own. */
export const unknownNode = 'unknown-host'

/** A file that an importer has named the owner of, or has not. */
export interface OutputFile {
  /** Its path. */
  id: string
  text: string
  node: string
  command: string
  probe: Probe | null
  reason: ImportReason
  /** Why rows that are not in it may be elsewhere, or null. */
  partialView: string | null
}

/** A command as people type it, of a name that it was saved under: `docker_ps_-a`, `ls_-l_.var.log`. */
export function commandOfName(name: string): string {
  return name
    .split(/[_+\s]+/)
    .map((word) =>
      /^\.[a-z]/.test(word) ? word.replaceAll('.', '/') : word.replace(/\.(?:txt|out|log|json|ya?ml)$/i, ''),
    )
    .join(' ')
    .trim()
}

/** The probe that asks with this command line, or null. */
export const probeOfCommand = (command: string): Probe | null => probeOfWords(wordsOf(command), command, null)

/** The same of a command without what wraps it (`words`) and as it was typed, in a directory where it is known. */
export function probeOfWords(words: string[], typed: string, directory: string | null): Probe | null {
  if (/^(?:ls|ll)$/.test(programOf(words)))
    return listedDirectory(words, directory) === '/var/log' ? (knownProbe('var-log') ?? null) : null
  const unwrapped = words.join(' ')
  const asks = (probe: Probe) => probe.name !== 'var-log' && (probe.recognises(unwrapped) || probe.recognises(typed))
  return probes.find(asks) ?? null
}

const tokensOf = (name: string): string[] => name.toLowerCase().split(/[^a-z0-9]+/)

/** `cloudos1-docker-ps.txt` is named after a probe, and tells a node. The longest name of a probe in it counts. */
function namedAfter(path: string): { probe: Probe; node: string } | null {
  const parts = path.split('/')
  const base = (parts.at(-1) ?? '').replace(/\.[a-z]{2,4}$/i, '')
  const tokens = tokensOf(base)
  let best: { probe: Probe; start: number; length: number } | null = null
  for (const probe of probes) {
    const wanted = tokensOf(probe.name)
    for (let start = 0; start + wanted.length <= tokens.length; start++) {
      const isThere = wanted.every((token, index) => tokens[start + index] === token)
      // One word alone is too little in the middle of a name.
      if (!isThere || (wanted.length === 1 && start + 1 !== tokens.length)) continue
      if (best === null || wanted.length > best.length) best = { probe, start, length: wanted.length }
    }
  }
  if (best === null) return null
  const ahead = new RegExp(`^(.*?)[^A-Za-z0-9]*${tokensOf(best.probe.name).join('[^A-Za-z0-9]+')}`, 'i').exec(base)?.[1]
  return { probe: best.probe, node: ahead || (parts.length > 1 ? (parts.at(-2) ?? '') : '') }
}

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

/** What a file is, by its name where its content agrees, else by its content. */
export function told(path: string, text: string, nowMs: number): Omit<OutputFile, 'id' | 'text'> {
  const base = path.split('/').at(-1) ?? path
  const command = commandOfName(base)
  const byCommand = probeOfCommand(command)
  const named = namedAfter(path)
  const byName = byCommand ?? named?.probe ?? null
  const parts = path.split('/')
  const node = named?.node || (parts.length > 1 ? (parts.at(-2) ?? '') : '') || unknownNode
  const about = { node, command: byCommand === null ? '' : command, partialView: null }
  if (text.trim() === '') return { ...about, probe: null, reason: 'empty' }
  if (byName !== null) {
    const { rows, outcome } = judgeOutput(byName, command, text, nowMs, false)
    if (rows > 0) return { ...about, probe: byName, reason: 'by-name' }
    if (outcome !== 'ok') return { ...about, probe: byName, reason: 'by-name-error' }
  }
  const byText = probeOfText(text, nowMs)
  if (byText !== null) return { ...about, command: '', probe: byText, reason: 'by-lines' }
  if (byName !== null) return { ...about, probe: null, reason: 'unlike-its-name' }
  return { ...about, probe: null, reason: 'unknown' }
}

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
  time: { atMs: number; inferred: string | null },
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

/** The person's word, a clock in the files, the newest of their own times, or now. */
export function timeOfFiles(
  { files }: Pick<ImportInput, 'files'>,
  clockMs: number | null,
  { atMs, nowMs }: Pick<ImportContext, 'atMs' | 'nowMs'>,
): { atMs: number; inferred: string | null } {
  if (atMs !== null) return { atMs, inferred: null }
  if (clockMs !== null) return { atMs: clockMs, inferred: null }
  const newest = files.reduce((latest, { modifiedAtMs }) => Math.max(latest, modifiedAtMs ?? 0), 0)
  // Archives made without times say 1970 or 1980.
  if (newest > Date.UTC(2000, 0)) return { atMs: newest, inferred: 'the newest time of its files' }
  return { atMs: nowMs, inferred: 'nothing in the files tells their time: the time of the import' }
}
