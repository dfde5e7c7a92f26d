/** What calls hand over and give back. */
import { z } from 'zod'
import * as incidents from '../incidents/incident.ts'
import * as model from '../model.ts'

export const sectionSummary = z.object({
  node: z.string(),
  probe: z.string(),
  pod: z.string().nullable(),
  command: z.string(),
  outcome: model.outcome,
  message: model.message.nullable(),
  exitCode: z.number().nullable(),
  partialView: model.message.nullable(),
  /** Its place among all that was asked, texts included; counted from 0. */
  place: z.number(),
  rows: z.number(),
  unparsed: z.number(),
})
export const snapshotSummary = z.object({
  id: z.string(),
  site: z.string(),
  takenAt: model.isoTime,
  takenAtInferred: model.message.nullable(),
  source: model.source,
  origin: z.string(),
  nodes: z.array(model.clusterNode),
  /** What probes read, in the order in which it was asked. */
  sections: z.array(sectionSummary),
  /** What is kept as text: outputs that no probe reads, and a log as a whole. */
  texts: z.array(sectionSummary),
  events: z.array(model.event),
})
export type SnapshotSummary = z.infer<typeof snapshotSummary>

export const incident = z.object({ site: z.string(), at: model.isoTime, note: z.string() })
export type Incident = z.infer<typeof incident>

export const sectionAddress = z.object({
  snapshot: z.string(),
  node: z.string(),
  probe: z.string(),
  pod: z.string().nullable(),
})
export const rowInPlace = z.object({ node: z.string(), place: z.string(), pod: z.string().nullable(), row: model.row })
export type RowInPlace = z.infer<typeof rowInPlace>

/** What was found, told by cause. The findings stand in the order of the incidents, which count them. */
export const toldFindings = z.object({ findings: z.array(model.finding), incidents: z.array(incidents.incident) })
export type ToldFindings = z.infer<typeof toldFindings>

export const comparison = z.object({
  a: snapshotSummary,
  b: snapshotSummary,
  changes: z.array(model.change),
  ...toldFindings.shape,
  /** Found in A, and not any more. */
  resolved: z.array(model.finding),
  /** Found in A; in B nobody looked there. */
  lost: z.array(model.finding),
})
export type Comparison = z.infer<typeof comparison>

export const timeline = z.object({
  snapshots: z.array(snapshotSummary),
  lanes: z.array(model.lane),
  incident: incident.nullable(),
})
export type Timeline = z.infer<typeof timeline>

/** One thing at one snapshot. `fields` is null where it is not in the output, which says "gone" only when `covered`. */
export const historyPoint = z.object({
  snapshot: z.string(),
  takenAt: model.isoTime,
  fields: model.fields.nullable(),
  state: z.string(),
  health: model.health,
  covered: z.boolean(),
  /** The lines that show it; null where it is not. */
  evidence: model.evidence.nullable(),
})
export type HistoryPoint = z.infer<typeof historyPoint>

/** Some lines of a section, with what is known of all of it: outputs may be larger than a window can hold at once. */
export const excerpt = model.section.omit({ stdout: true, stderr: true }).extend({
  rows: z.number(),
  /** Rows that the asked for lines begin or end, at most a few. */
  proven: z.array(model.row),
  /** Lines of stdout that were not understood. */
  unparsed: z.array(z.number()),
  notes: z.array(model.message),
  /** How many lines there are. */
  lines: z.object({ stdout: z.number(), stderr: z.number() }),
  /** From line `from` on, counted from 1; a very long line is cut. */
  text: z.array(z.string()),
})
export type Excerpt = z.infer<typeof excerpt>

/** A line that holds what was searched for, and an output that shows it. */
export const searchHit = z.object({
  site: z.string(),
  snapshot: z.string(),
  takenAt: model.isoTime,
  node: z.string(),
  probe: z.string(),
  pod: z.string().nullable(),
  line: z.number(),
  text: z.string(),
  /** How many outputs came up with it: those that only kept it are not counted. */
  outputs: z.number(),
})
export type SearchHit = z.infer<typeof searchHit>
export const searchResult = z.object({
  hits: z.array(searchHit),
  /** What operators did, newest first. */
  events: z.array(
    z.object({ site: z.string(), snapshot: z.string(), takenAt: model.isoTime, node: z.string(), text: z.string() }),
  ),
  /** False: there may be more. */
  isWhole: z.boolean(),
  /** Outputs that were stored so lately that they are not searched yet. */
  notIndexed: z.number(),
})
export type SearchResult = z.infer<typeof searchResult>

/** What a running capture needs a person for. Secrets are used and forgotten. */
export const prompt = z.object({
  /** `answer`: to what the node asks in its own words. */
  kind: z.enum(['host-key', 'passphrase', 'password', 'answer', 'sudo-password']),
  /** `user@host:port`, or the file of a passphrase. */
  target: z.string(),
  text: model.message,
  /** Of a host key, to be compared. */
  fingerprint: z.string().optional(),
})
export type Prompt = z.infer<typeof prompt>

/** What a person says of an import: where it belongs, and what of it was told wrongly. */
export const importCorrections = z.object({
  site: z.string().min(1),
  /** When its last output was made; null: as it tells itself. */
  at: model.isoTime.nullable(),
  /** By the id of a piece: another probe (null: it is left out), another node. */
  pieces: z.record(
    z.string(),
    z.object({ probe: z.string().nullable().optional(), node: z.string().min(1).optional() }),
  ),
})
export type ImportCorrections = z.infer<typeof importCorrections>

/** One output in what is imported, read or not. */
export const importPiece = z.object({
  /** A path, or `line 12` of a terminal log. */
  id: z.string(),
  command: z.string(),
  node: z.string(),
  pod: z.string().nullable(),
  /** Null when it is not read. */
  probe: z.string().nullable(),
  /** Why it is read as what it is, or not: one of `importReasons`. */
  reason: model.message,
  /** No probe reads it; it is kept as text. */
  isKept: z.boolean(),
  /** Which snapshot it goes to, by index; null when it is neither read nor kept. */
  snapshot: z.number().nullable(),
  outcome: model.outcome.nullable(),
  message: model.message.nullable(),
  rows: z.number(),
  unparsed: z.number(),
})
export type ImportPiece = z.infer<typeof importPiece>

/** A preview tells what redaction would replace, and stores and gives nothing. */
export const exportWishes = z.object({
  patterns: z.array(z.string()),
  preview: z.boolean(),
  /** Null: the file is written as it is. */
  passphrase: z.string().min(1).nullable(),
})
export const exportedFile = z.object({
  base64: z.string(),
  /** Pairs of original and pseudonym, for the screen only. */
  replaced: z.array(z.tuple([z.string(), z.string()])),
  masked: z.number(),
})
