/**
 * The words of the program as types. This file is the reference for what a snapshot holds; the command line's
 * `--json`, the contract between processes and the library all speak it.
 */
import { z } from 'zod'
import { settingsSchema } from './profile-settings.ts'
import { thresholds } from './thresholds.ts'

/** A moment as ISO 8601 in UTC, e.g. `2019-10-19T13:14:25.000Z`. */
export const isoTime = z.string()

/** A moment that is known only within bounds, both included. `null` is an open end: nothing is known on that side. */
export const interval = z.object({ earliest: isoTime.nullable(), latest: isoTime.nullable() })
export type Interval = z.infer<typeof interval>

/**
 * How a section or a node ended.
 * `ok`, `failed` (ran, exit status not 0), `timed-out`, `unavailable` (the command is absent),
 * `refused` (authentication, openrc missing), `truncated` (output over the limit), `skipped` (not asked, or superseded).
 */
export const outcome = z.enum(['ok', 'failed', 'timed-out', 'unavailable', 'refused', 'truncated', 'skipped'])
export type Outcome = z.infer<typeof outcome>

/**
 * Something for a person, as a code with parameters; `shared/messages/tell.ts` tells it in a language. `text`: its English
 * words, carried where a program may read it that does not know the code.
 */
export interface Message {
  code: string
  params: Record<string, string | number | Message>
  text?: string | undefined
}
export const message: z.ZodType<Message> = z.lazy(() =>
  z.object({
    code: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), message])),
    text: z.string().optional(),
  }),
)
/** What was only stored as a sentence, in a file or a library of before; shown as it is. Empty means nothing. */
export const writtenMessage = z.union([
  message,
  z.null(),
  z.string().transform((text): Message | null => (text === '' ? null : { code: 'written.text', params: { text } })),
])

export const source = z.enum(['ssh', 'transcript', 'file', 'sample'])

/** One node as one capture met it. */
export const clusterNode = z.object({
  name: z.string(),
  address: z.string(),
  outcome,
  /** Why, when the outcome is not `ok`. */
  message: message.nullable(),
  /** Node clock minus collector clock in milliseconds; null when it was not measured. */
  clockOffsetMs: z.number().nullable(),
  /** The node's zone, minutes east of UTC; null when unknown. */
  zoneOffsetMinutes: z.number().nullable(),
})
export type ClusterNode = z.infer<typeof clusterNode>

/** The raw output of one probe on one node, before it enters the library. */
export const section = z.object({
  node: z.string(),
  probe: z.string(),
  /** The pod the command ran in, or null when it ran on the node itself. */
  pod: z.string().nullable(),
  command: z.string(),
  outcome,
  /** What happened and what to do, when the outcome is not `ok`. */
  message: message.nullable(),
  exitCode: z.number().nullable(),
  /** Collector clock. */
  startedAtMs: z.number(),
  endedAtMs: z.number(),
  /** Decoded UTF-8; bytes that are not UTF-8 read as U+FFFD. */
  stdout: z.string(),
  stderr: z.string(),
  /** Why the section shows only part of what the node had (a `| grep x`), or null: an absent row then says nothing. */
  partialView: message.nullable(),
})
export type Section = z.infer<typeof section>

/** One node of a site's setup. */
export const siteNode = z.object({
  /** `[user@]host[:port]`, or a name of the SSH configuration. */
  target: z.string().min(1),
  /** A private key's file; null: the agent and the usual keys, or what the configuration names. */
  identityFile: z.string().nullable().default(null),
  /** Hosts to go through, the nearest first; null: as the SSH configuration says. */
  jumps: z.array(z.string().min(1)).nullable().default(null),
})
export type SiteNode = z.infer<typeof siteNode>

/** How a site is captured. Passwords and passphrases are no part of it. */
export const siteSetup = z.object({
  nodes: z.array(siteNode),
  profile: z.string().default('h3cloudos'),
  /** What the site has otherwise than its profile. */
  settings: settingsSchema.partial().default({}),
  knownHostsFile: z.string().nullable().default(null),
  /** What is captured is stored redacted. */
  redact: z.boolean().default(false),
})
export type SiteSetup = z.infer<typeof siteSetup>

/** Something an operator did, read from a transcript, or a note of the analyst. */
export const event = z.object({
  /** When it happened, as well as is known. */
  at: interval,
  node: z.string(),
  /** `service-stopped`, `service-started`, `service-restarted`, `pod-deleted`, `container-restarted`, `container-stopped`, `node-rebooted`, `changed`, `note` */
  kind: z.string(),
  /** What it was done to, e.g. `nova-conductor`. */
  subject: z.string(),
  /** The command as typed, or the note. */
  text: z.string(),
  /** Line of the file it was read from, or null. */
  line: z.number().nullable(),
})
export type Event = z.infer<typeof event>

/** What one capture brought from one site at one time. */
export const snapshot = z.object({
  id: z.string(),
  site: z.string(),
  /** Collector clock, or inferred; see `takenAtInferred`. */
  takenAtMs: z.number(),
  /** How the time was inferred; null when a clock told it. */
  takenAtInferred: message.nullable(),
  source,
  /** File name or address it came from. */
  origin: z.string(),
  nodes: z.array(clusterNode),
  sections: z.array(section),
  /** Events between the previous snapshot of the same source and this one. */
  events: z.array(event),
})
export type Snapshot = z.infer<typeof snapshot>

/** A field's value; which of them a field holds, the schema of its probe says. */
export const fieldValue = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), interval])
export type FieldValue = z.infer<typeof fieldValue>
export const isInterval = (value: FieldValue | undefined): value is Interval =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const fields = z.record(z.string(), fieldValue)
export type Fields = z.infer<typeof fields>

/** One parsed line or object of a section. Lines count from 1 in the section's stdout; `lastLine` is included. */
export const row = z.object({ key: z.string(), line: z.number(), lastLine: z.number(), fields })
/** `F`: the fields of its probe, where they are known (`FieldsOf` of its schema). */
export interface Row<F extends object = Fields> {
  key: string
  line: number
  lastLine: number
  fields: F
}

export const unparsedLine = z.object({ line: z.number(), text: z.string() })
export type UnparsedLine = z.infer<typeof unparsedLine>

export const parsed = z.object({
  rows: z.array(row),
  /** Lines that are neither header, border, nor part of a row. */
  unparsed: z.array(unparsedLine),
  /** What a reader should know about this parse. */
  notes: z.array(message),
})
export interface Parsed<F extends object = Fields> {
  rows: Row<F>[]
  unparsed: UnparsedLine[]
  notes: Message[]
}

/** A section together with what its parser made of it. */
export const parsedSection = section.extend({ parsed })
export type ParsedSection = z.infer<typeof parsedSection>
export const parsedSnapshot = snapshot.extend({ sections: z.array(parsedSection) })
export type ParsedSnapshot = z.infer<typeof parsedSnapshot>

/** Where a claim comes from: lines of one section's stdout (or stderr when `stream` says so). */
export const evidence = z.object({
  snapshot: z.string(),
  node: z.string(),
  probe: z.string(),
  pod: z.string().nullable(),
  stream: z.enum(['stdout', 'stderr']),
  lines: z.array(z.number()),
})
export type Evidence = z.infer<typeof evidence>

/** What a thing is, the same in every snapshot. `place` is the node, the pod's workload, or empty for cluster-wide things. */
export const subject = z.object({ probe: z.string(), place: z.string(), key: z.string() })
export type Subject = z.infer<typeof subject>

export const fieldChange = z.object({ name: z.string(), before: fieldValue, after: fieldValue })
export type FieldChange = z.infer<typeof fieldChange>

/** `not-comparable`: one side was not collected, so nothing can be said about the key. */
export const changeKind = z.enum(['added', 'removed', 'changed', 'not-comparable'])
export const change = subject.extend({
  kind: changeKind,
  /** The node whose section holds it (the later one), for people. */
  node: z.string(),
  /** Where it is: of a service its host, of a pod the node it ran or runs on. Empty where that is not known. */
  host: z.string(),
  /** What it belongs to: a pod's workload, a service's binary, a log's folder. Empty: nothing. */
  workload: z.string(),
  fields: z.array(fieldChange),
  /** Why a key is not comparable; null otherwise. */
  reason: message.nullable(),
  evidence: z.array(evidence),
})
export type Change = z.infer<typeof change>

/** How a state should be looked at. `unknown` is not `fine`. */
export const health = z.enum(['fine', 'attention', 'bad', 'unknown'])
export type Health = z.infer<typeof health>

/** A run of consecutive snapshots (by index into the timeline's list) in which a key had the same state. `absent`: collected, not there. `not-collected`: a gap. */
export const span = z.object({
  fromSnapshot: z.number(),
  toSnapshot: z.number(),
  /** ISO times of those snapshots. */
  from: isoTime,
  to: isoTime,
  state: z.string(),
  health,
})
export type Span = z.infer<typeof span>
export const lane = subject.extend({
  label: z.string(),
  /** Its host and what it belongs to, as far as its place and its key tell them; empty where they do not. */
  host: z.string(),
  workload: z.string(),
  spans: z.array(span),
})
export type Lane = z.infer<typeof lane>

export const severity = z.enum(['info', 'warning', 'critical'])
export type Severity = z.infer<typeof severity>

/**
 * What a finding means for an incident. `fault`: something ended, broke or went away; `wait`: something does not serve or does
 * not get to run, mostly for want of another; `work`: somebody's change, or a controller's; `recovery`: it is well again;
 * `gap`: something could not be asked; `routine`: it happens on any day.
 */
export const natures = ['fault', 'wait', 'work', 'recovery', 'gap', 'routine'] as const
export type Nature = (typeof natures)[number]

const inEachLanguage = z.object({ en: z.string(), zh: z.string() })
/** What a finding of a rule of one's own brings along: nobody else knows the rule. */
export const ownTraits = z.object({
  tells: z.enum(['state', 'change']),
  nature: z.enum(natures),
  title: inEachLanguage,
  next: inEachLanguage,
  /** What it brings about: at things by kind and name, or at what these rules (names with `*`) are about. */
  effects: z.array(
    z.object({
      things: z.record(z.string(), z.array(z.string())).nullable(),
      rules: z.array(z.string()),
      /** Only on the same node. */
      sameNode: z.boolean(),
      lagMs: z.number(),
      why: inEachLanguage,
      source: z.string().nullable(),
    }),
  ),
})
export type Effect = z.infer<typeof ownTraits>['effects'][number]

export const finding = z.object({
  rule: z.string(),
  severity,
  certainty: z.enum(['proven', 'possible']),
  subject,
  /** When it began, as well as the evidence says. */
  since: interval,
  /** Numbers and names for the sentence, thresholds among them. */
  params: z.record(z.string(), z.union([z.string(), z.number(), message])),
  evidence: z.array(evidence),
  /** Findings with the same cause share it; the first one of a group speaks for it. */
  cause: z.string(),
  /** Of a rule of one's own; absent: the program knows the rule. */
  own: ownTraits.optional(),
  /** Against an earlier snapshot, of what tells a state: whether it was found there, too. */
  standing: z.enum(['new', 'persisting']).optional(),
  /** Every look at the thing showed it so, the first one included: it is no news. */
  isOld: z.literal(true).optional(),
  /** Why an analyst muted it; absent: it counts. */
  muted: z.string().optional(),
})
export type Finding = z.infer<typeof finding>

/** A finding that an analyst does not want to be told of. */
export const mute = z.object({
  rule: z.string().min(1),
  /** Null: whatever it is about. */
  subject: subject.nullable(),
  reason: z.string().trim().min(1),
  at: isoTime,
})
export type Mute = z.infer<typeof mute>

/** What an analyst has said of a site's findings. */
export const siteJudgement = z.object({ thresholds: thresholds.partial(), mutes: z.array(mute) })
export type SiteJudgement = z.infer<typeof siteJudgement>
