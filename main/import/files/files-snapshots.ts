/** The snapshots that outputs in files make: one of all that was collected together, more where a node comes twice. */
import { createHash } from 'node:crypto'
import { compoundKey } from '../../../shared/compound-key.ts'
import { importReasons } from '../../../shared/messages/import.ts'
import type { Message, Section, Snapshot } from '../../../shared/model.ts'
import { dayMs } from '../../../shared/parse/time.ts'
import { nameOfKeptText } from '../../../shared/probes/kept-text/probe.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { type ImportContext, type Piece, unknownNode } from '../importer.ts'
import { judgeOutput } from '../transcript/judge-output.ts'
import { nodeOf } from '../transcript/snapshots.ts'
import type { FilesTime } from './files-time.ts'
import { joinedOutputs } from './joined-files.ts'
import type { OwnedOutput } from './output-file.ts'

export interface SourceAtTime {
  outputs: OwnedOutput[]
  time: FilesTime
}

interface Made {
  snapshots: Snapshot[]
  /** Where each output went that is read. */
  stored: Map<OwnedOutput, Piece['stored']>
  /** Why an output of a probe is not read. */
  unread: Map<OwnedOutput, Message>
}

/** What one snapshot is made of. */
interface Draft {
  sources: SourceAtTime[]
  /** By node and probe, what was printed. */
  texts: Map<string, Set<string>>
}

/** What was collected within this time of each other may be of one look at the site. */
const oneLookMs = dayMs

/** Oldest first. `origin`: the file's name, for people. */
export function snapshotsOf(sources: readonly SourceAtTime[], origin: string, context: ImportContext): Made {
  const drafts: Draft[] = []
  for (const source of sources.toSorted(
    (a, b) => Number(b.time.isTold) - Number(a.time.isTold) || a.time.atMs - b.time.atMs,
  )) {
    if (source.outputs.every(({ probe }) => probe === null)) continue
    const draft = drafts.find((each) => fits(each, source)) ?? newDraft(drafts)
    draft.sources.push(source)
    for (const output of source.outputs) {
      const key = sectionKey(output)
      draft.texts.set(key, (draft.texts.get(key) ?? new Set()).add(output.text))
    }
  }
  const made: Made = { snapshots: [], stored: new Map(), unread: new Map() }
  const timed = drafts.map((draft) => ({ draft, time: timeOf(draft) })).toSorted((a, b) => a.time.atMs - b.time.atMs)
  for (const { draft, time } of timed) made.snapshots.push(snapshotOf(draft, time, made, origin, context))
  return made
}

/** When its last output was made: as outputs tell, else as files do. */
function timeOf({ sources }: Draft): FilesTime {
  const told = sources.filter(({ time }) => time.isTold)
  const timed = told.length > 0 ? told : sources
  const { time } = timed.reduce((latest, each) => (each.time.atMs > latest.time.atMs ? each : latest))
  const inferred = timed.find((each) => each.time.inferred !== null)?.time.inferred ?? null
  return { ...time, inferred: time.inferred ?? inferred }
}

function newDraft(drafts: Draft[]): Draft {
  const draft: Draft = { sources: [], texts: new Map() }
  drafts.push(draft)
  return draft
}

const sectionKey = ({ node, probe }: OwnedOutput): string => compoundKey(node, probe?.name ?? '')

/** False when a node would be in it twice, with something else to say. */
function fits({ sources, texts }: Draft, source: SourceAtTime): boolean {
  const first = sources.find(({ time }) => time.isTold)
  if (first !== undefined && source.time.isTold && source.time.atMs - first.time.atMs > oneLookMs) return false
  return source.outputs.every((output) => {
    const known = output.probe === null ? undefined : texts.get(sectionKey(output))
    return known === undefined || known.has(output.text)
  })
}

/** The outputs of one probe and node (of all nodes, when the probe asks once a site). */
interface Question {
  probe: Probe
  outputs: OwnedOutput[]
  time: FilesTime
}

function snapshotOf(
  { sources }: Draft,
  taken: FilesTime,
  made: Made,
  origin: string,
  context: ImportContext,
): Snapshot {
  const index = made.snapshots.length
  const questions = new Map<string, Question[]>()
  for (const { outputs, time: sourceTime } of sources) {
    // What tells no time itself was made with the others.
    const time = sourceTime.isTold ? sourceTime : taken
    const own = new Map<string, Question>()
    for (const output of outputs) {
      if (output.probe === null) continue
      const key = compoundKey(output.probe.name, output.probe.scope === 'cluster' ? '' : output.node)
      const same = own.get(key)
      if (same === undefined) own.set(key, { probe: output.probe, outputs: [output], time })
      else same.outputs.push(output)
    }
    for (const [key, question] of own) questions.set(key, [...(questions.get(key) ?? []), question])
  }
  const sections: Section[] = []
  for (const asked of questions.values()) {
    const answers = asked.map((question) => ({ ...question, section: sectionOf(question, made, context.nowMs) }))
    const [best, ...others] = answers.toSorted((a, b) => b.section.rows - a.section.rows)
    if (best === undefined) continue
    sections.push(best.section.section)
    for (const output of best.section.taken) made.stored.set(output, { snapshot: index, section: best.section.section })
    for (const { outputs } of others)
      for (const output of outputs) made.unread.set(output, sameElsewhere(output, best.outputs))
  }
  for (const [output, section] of keptTexts(sources, taken, made)) {
    sections.push(section)
    made.stored.set(output, { snapshot: index, section })
  }
  return finished(sections, sources, taken, origin, context)
}

/** What commands printed that no probe reads, or that says less than what is read. */
function keptTexts(sources: readonly SourceAtTime[], taken: FilesTime, made: Made): [OwnedOutput, Section][] {
  const kept: [OwnedOutput, Section][] = []
  const asked = new Map<string, number>()
  for (const { outputs, time } of sources)
    for (const output of outputs) {
      const { node, command, text } = output
      const isRepeated = made.unread.get(output)?.code === importReasons.sameAsAnother().code
      if (made.stored.has(output) || isRepeated || command === '' || text.trim() === '') continue
      const key = compoundKey(node, command)
      const count = (asked.get(key) ?? 0) + 1
      asked.set(key, count)
      const { atMs } = time.isTold ? time : taken
      const about = { node, probe: nameOfKeptText(command, count), command, stdout: text }
      kept.push([output, { ...emptySection, ...about, startedAtMs: atMs, endedAtMs: atMs }])
    }
  return kept
}

const emptySection: Omit<Section, 'node' | 'probe' | 'command' | 'startedAtMs' | 'endedAtMs' | 'stdout'> = {
  pod: null,
  outcome: 'ok',
  message: null,
  exitCode: null,
  stderr: '',
  partialView: null,
}

const sameElsewhere = ({ text }: OwnedOutput, read: readonly OwnedOutput[]): Message =>
  read.some((each) => each.text === text) ? importReasons.sameAsAnother() : importReasons.answeredByAnother()

interface Answer {
  section: Section
  rows: number
  taken: OwnedOutput[]
}

function sectionOf({ probe, outputs, time }: Question, made: Made, nowMs: number): Answer {
  const { text, command, taken, covered } = joinedOutputs(probe, outputs, nowMs)
  const own = outputs.filter((output) => taken.has(output))
  for (const output of outputs) {
    if (taken.has(output)) continue
    const isSame = own.some((each) => each.text === output.text)
    const less = covered.has(output) ? importReasons.answeredByAnother() : importReasons.contradicted()
    made.unread.set(output, isSame ? importReasons.sameAsAnother() : less)
  }
  const { outcome, message, rows } = judgeOutput(probe, command, text, nowMs, false)
  const section: Section = {
    node: own[0]?.node ?? unknownNode,
    probe: probe.name,
    pod: null,
    command,
    outcome,
    message,
    exitCode: null,
    startedAtMs: time.atMs,
    endedAtMs: time.atMs,
    stdout: text,
    stderr: '',
    partialView: own.find(({ partialView }) => partialView !== null)?.partialView ?? null,
  }
  return { section, rows, taken: own }
}

/** The same outputs of the same site are the same snapshot, however often they are read. */
function finished(
  sections: Section[],
  sources: readonly SourceAtTime[],
  taken: FilesTime,
  origin: string,
  { site, atMs }: ImportContext,
): Snapshot {
  const hash = createHash('sha256').update(compoundKey(site, String(atMs)))
  for (const { node, probe, stdout } of sections) hash.update(compoundKey('', node, probe, stdout))
  const zones = new Map(
    sources.flatMap(({ outputs, time }) => outputs.map(({ node }) => [node, time.zoneOffsetMinutes])),
  )
  return {
    id: hash.digest('hex').slice(0, 16),
    site,
    takenAtMs: taken.atMs,
    takenAtInferred: taken.inferred,
    source: 'file',
    origin,
    nodes: [...new Set(sections.map(({ node }) => node))].map((node) => nodeOf(node, zones.get(node) ?? null)),
    sections,
    events: [],
  }
}
