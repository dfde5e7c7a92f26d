/** A report as a document without a format: headings, facts, tables, findings with their lines. */
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Incident } from '../../shared/incidents/incident.ts'
import type { Change, Evidence, Finding, Severity } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import type { ReportTimeline } from './timeline.ts'

/** Lines that prove something, as they stand in an output. */
export interface Excerpt {
  evidence: Evidence
  /** Of them, the first few. */
  lines: Line[]
}
interface Line {
  line: number
  text: string
}

/** All that a report tells. */
export interface ReportInput {
  language: Language
  /** ISO 8601, as all its moments. */
  madeAt: string
  producer: string
  site: string
  /** Null: B is told of alone. */
  a: SnapshotSummary | null
  b: SnapshotSummary
  incident: { at: string; note: string } | null
  findings: Finding[]
  /** What the findings are told under; they count them. */
  incidents: Incident[]
  changes: Change[]
  /** Found in A and not any more. */
  resolved: Finding[]
  /** Found in A and not looked at in B. */
  lost: Finding[]
  timeline: ReportTimeline
  excerptOf: (evidence: Evidence) => Excerpt | undefined
  hashOf: (snapshot: string) => string
}

/** Something with its own place in every format. */
export type Block =
  | { kind: 'paragraph'; text: string; tone: 'plain' | 'dim' }
  | { kind: 'table'; columns: readonly string[]; rows: string[][] }
  | { kind: 'timeline'; timeline: ReportTimeline }
  | { kind: 'finding'; finding: FindingBlock }
  | { kind: 'story'; story: StoryBlock }

export interface StoryBlock {
  severity: Severity
  /** In one breath. */
  head: string
  /** What came of it; a story of one line has none. */
  lines: { when: string; text: string; over: string; why: string }[]
}

export interface FindingBlock {
  severity: Severity
  /** In words, shown beside the title. */
  severityText: string
  certaintyText: string
  title: string
  /** `Since: ...`, `Check next: ...` */
  remarks: string[]
  excerpts: { where: string; lines: Line[] }[]
}

export interface Part {
  heading: string
  blocks: Block[]
}

export interface ReportDocument {
  language: Language
  title: string
  facts: [name: string, value: string][]
  parts: Part[]
  foot: string
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text, tone: 'plain' })
export const remark = (text: string): Block => ({ kind: 'paragraph', text, tone: 'dim' })
