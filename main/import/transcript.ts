/** Imports a terminal log: the commands the probes know become sections, what the operator did becomes events. */
import { createHash } from 'node:crypto'
import { CallError } from '../../shared/contract/contract.ts'
import type { Event, Interval, Section, Snapshot } from '../../shared/model.ts'
import { plainLines } from './terminal-text.ts'
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
  const drafts = draftsOf(blocksOf(plainLines(input.text)), input.nowMs)
  if (drafts.length === 0) {
    throw new CallError(
      'refused',
      `${input.name} holds no command whose output this program reads: expected a terminal log with prompts such as ` +
        '"[root@cloudos1 ~]# docker ps" and what the commands printed.',
    )
  }
  const times = timesOf(drafts, input.atMs, input.nowMs)
  const bounds = boundsOf(times)
  const idsOf = createHash('sha256').update(`${input.site}\u0000${input.text}`)
  return drafts.map((draft, index) => {
    const hash = idsOf.copy().update(`\u0000${index}`).digest('hex')
    const time = times[index] ?? { atMs: input.nowMs, inferred: null, known: false }
    const bound = draft.eventsFollow ? bounds[index]?.after : bounds[index]?.before
    return snapshotOf(input, draft, time, intervalOf(bound ?? { earlier: null, later: null }), hash)
  })
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
    takenAtInferred: inferred,
    source: 'transcript',
    origin: input.name,
    nodes: [...names].map((name) => ({
      name,
      address: name,
      outcome: 'ok',
      message: '',
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
