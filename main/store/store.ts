/**
 * The library as the program sees it. The implementation (`library.ts`) talks to one worker thread that owns the only
 * SQLite connection: the caller's thread never runs SQL, parsing or comparing.
 */
import type {
  CallInput,
  Comparison,
  Excerpt,
  HistoryPoint,
  Incident,
  RowInPlace,
  SearchResult,
  SnapshotSummary,
  Timeline,
} from '../../shared/contract/contract.ts'
import type { Finding, ParsedSection, SiteJudgement, SiteSetup, Snapshot, Subject } from '../../shared/model.ts'

/** Pairs of original and pseudonym, and what they are made with. It holds what redaction hides: it never leaves the library. */
export interface Redaction {
  salt: string
  map: [string, string][]
  patterns: string[]
}

export interface Library {
  /** Parses and stores all of them in one transaction; returns them oldest first. */
  add: (snapshots: Snapshot[]) => Promise<SnapshotSummary[]>
  /** Some lines of a section. Throws CallError `not-found`. */
  excerpt: (asked: CallInput<'excerpt'>) => Promise<Excerpt>
  /** A running `add` stores nothing and throws CallError `cancelled`. */
  cancelAdd: () => void
  sites: () => Promise<{ name: string; snapshots: number }[]>
  /** Oldest first. Without a site: all. */
  snapshots: (site?: string) => Promise<SnapshotSummary[]>
  timeline: (site: string) => Promise<Timeline>
  compare: (a: string, b: string) => Promise<Comparison>
  /** Findings of one snapshot against the one before it in its site (alone when it is the first). */
  findings: (snapshot: string) => Promise<Finding[]>
  /** What was found over a site's time, each thing once. */
  siteFindings: (site: string) => Promise<Finding[]>
  rows: (snapshot: string, probe: string) => Promise<RowInPlace[]>
  /** One thing at every snapshot of a site, oldest first. */
  history: (site: string, subject: Subject) => Promise<HistoryPoint[]>
  /** Throws CallError `not-found`. */
  section: (address: { snapshot: string; node: string; probe: string; pod: string | null }) => Promise<ParsedSection>
  setIncident: (site: string, incident: Incident | null) => Promise<void>
  /** How sites are captured, those without snapshots among them. */
  setups: () => Promise<{ site: string; setup: SiteSetup }[]>
  /** Null forgets it. Throws CallError `not-found`. */
  setSetup: (site: string, setup: SiteSetup | null) => Promise<void>
  /** Lines of outputs that hold all the words; of one site, or of all. */
  search: (text: string, site: string | null, limit: number) => Promise<SearchResult>
  /** What an analyst has said of a site's findings. */
  judgement: (site: string) => Promise<SiteJudgement>
  setJudgement: (site: string, judgement: SiteJudgement) => Promise<void>
  /** The pseudonyms of a site; null when it has none yet. */
  redaction: (site: string) => Promise<Redaction | null>
  setRedaction: (site: string, redaction: Redaction) => Promise<void>
  /** Deletes a snapshot and frees what no other one shares with it. */
  remove: (snapshot: string) => Promise<void>
  /** Copies the library to a file that must not exist yet. */
  backup: (file: string) => Promise<{ bytes: number }>
  /** Sizes in bytes. */
  compact: () => Promise<{ before: number; after: number }>
  /** What is damaged, in sentences; empty when nothing is. */
  check: () => Promise<string[]>
  /** Writes every output that can still be read to files in a folder. */
  rescue: (dir: string) => Promise<{ saved: number; lost: number }>
  close: () => Promise<void>
}
