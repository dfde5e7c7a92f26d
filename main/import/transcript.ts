/** Imports a terminal log: the commands the probes know become sections, what the operator did becomes events. */

import { createHash } from 'node:crypto'
import { CallError } from '../../shared/contract/contract.ts'
import { written } from '../../shared/messages/written.ts'
import type { Event, Interval, Section, Snapshot } from '../../shared/model.ts'
import type { Assignments, Importer, ImportResult } from './importer.ts'
import { probeOfText } from './output-files.ts'
import { startsWithPrompt } from './prompt.ts'
import { withoutStamps } from './terminal-log.ts'
import { plainLines } from './terminal-text.ts'
import { decoded } from './text-file.ts'
import { blocksOf } from './transcript-blocks.ts'
import { type Draft, draftsOf } from './transcript-drafts.ts'
import { type InferredTime, timesOf } from './transcript-times.ts'

export interface TranscriptInput {
  /** File name, for people. */
  name: string
  text: string
  site: string
  /** When the last command of the transcript ran, as the user says; null when nobody does. */
  atMs: number | null
  /** Serves as the time when nothing in the transcript tells one. */
  nowMs: number
}

/** Oldest first. Throws CallError `refused` when nothing in the text was recognised; nothing else on any text. */
export function readTranscript(input: TranscriptInput): Snapshot[] {
  const { snapshots } = readPieces(input, {})
  if (snapshots.length === 0) {
    throw new CallError(
      'refused',
      `${input.name} holds no command whose output this program reads: expected a terminal log with prompts such as ` +
        '"[root@cloudos1 ~]# docker ps" and what the commands printed.',
    )
  }
  return snapshots
}

function readPieces(input: TranscriptInput, assigned: Assignments): ImportResult {
  const seen = plainLines(input.text)
  const { lines, stampsMs } = withoutStamps(seen) ?? { lines: seen, stampsMs: [] }
  const byLine = new Map(Object.entries(assigned).map(([id, word]) => [Number(id.replace('line ', '')), word]))
  const { drafts, pieces } = draftsOf(blocksOf(lines), input.nowMs, byLine, stampsMs)
  const times = timesOf(drafts, input.atMs, input.nowMs)
  const bounds = boundsOf(times)
  const idsOf = createHash('sha256').update(`${input.site}\u0000${input.text}`)
  // The same text read in another way makes other snapshots.
  if (byLine.size > 0) idsOf.update(`\u0000${JSON.stringify(assigned)}`)
  const snapshots = drafts.map((draft, index) => {
    const hash = idsOf.copy().update(`\u0000${index}`).digest('hex')
    const time = times[index] ?? { atMs: input.nowMs, inferred: null, known: false }
    const bound = draft.eventsFollow ? bounds[index]?.after : bounds[index]?.before
    return snapshotOf(input, draft, time, intervalOf(bound ?? { earlier: null, later: null }), hash)
  })
  const places = new Map(
    drafts.flatMap((draft, snapshot) =>
      draft.sections.map((section, index) => [section, { snapshot, section: snapshots[snapshot]?.sections[index] }]),
    ),
  )
  return {
    snapshots,
    pieces: pieces.map(({ line, command, node, reason, section }) => {
      const place = section === null ? undefined : places.get(section)
      const stored = place?.section === undefined ? null : { snapshot: place.snapshot, section: place.section }
      return { id: `line ${line}`, command, probe: section?.probe ?? null, node, reason, stored }
    }),
  }
}

const stampAhead = /^\[?\d{4}[-/.]\d\d[-/.]\d\d[ T][\d:.,]+\]?[: ] ?/

/** A log of a terminal: prompts, or tables as its commands print them, in one file. */
export const transcript: Importer = {
  name: 'transcript',
  isParticular: false,
  wants: () => true,
  recognises: ({ files }) => {
    const [file, other] = files
    const text = file === undefined || other !== undefined ? null : decoded(file.content)
    if (text === null) return false
    const lines = plainLines(text)
    if (lines.some((line) => startsWithPrompt(line.replace(stampAhead, '')))) return true
    return probeOfText(text, 0) === null && draftsOf(blocksOf(lines), 0).drafts.length > 0
  },
  read: ({ name, files }, { assigned, ...context }) =>
    readPieces({ name, text: decoded(files[0]?.content ?? Buffer.alloc(0)) ?? '', ...context }, assigned),
}

function snapshotOf(
  input: TranscriptInput,
  draft: Draft,
  time: InferredTime,
  between: Interval,
  hash: string,
): Snapshot {
  const { atMs, inferred } = time
  const sections = draft.sections.map((section): Section => ({ ...section, startedAtMs: atMs, endedAtMs: atMs }))
  const events = draft.events.map((event): Event => ({ ...event, at: between }))
  const names = new Set([...sections, ...(sections.length === 0 ? events : [])].map(({ node }) => node))
  return {
    id: hash.slice(0, 16),
    site: input.site,
    takenAtMs: atMs,
    takenAtInferred: inferred === null ? null : written(inferred),
    source: 'transcript',
    origin: input.name,
    nodes: [...names].map((name) => ({
      name,
      address: name,
      outcome: 'ok',
      message: null,
      clockOffsetMs: null,
      zoneOffsetMinutes: draft.zones.get(name) ?? null,
    })),
    sections,
    events,
  }
}

interface Bounds {
  earlier: number | null
  later: number | null
}

/** For each snapshot the nearest known times: before it, at it or before it, at it or behind it. */
function boundsOf(times: InferredTime[]): { before: Bounds; after: Bounds }[] {
  let known: number | null = null
  const bounds = times.map((time) => {
    const before = known
    if (time.known) known = time.atMs
    return { before: { earlier: before, later: null as number | null }, after: { earlier: known, later: null } }
  })
  known = null
  for (let index = times.length - 1; index >= 0; index--) {
    const time = times[index]
    if (time?.known === true) known = time.atMs
    const bound = bounds[index]
    if (bound !== undefined) bound.before.later = known
  }
  return bounds
}

const isoOrNull = (atMs: number | null): string | null => (atMs === null ? null : new Date(atMs).toISOString())

/** An event lies between the nearest snapshots whose times are known; times guessed from the order bound nothing. */
const intervalOf = ({ earlier, later }: Bounds): Interval => ({
  earliest: isoOrNull(earlier),
  latest: isoOrNull(later),
})
