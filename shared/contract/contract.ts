/**
 * Every call and event between a window and the program behind it: names, shapes, nothing else. Handlers, the Electron
 * bridge, the local server and the renderer's client are derived from this table and check both directions with it.
 */
import { z } from 'zod'
import * as model from '../model.ts'
import { languages } from '../words/language.ts'
import { around } from '../world/around.ts'
import { thingId } from '../world/thing.ts'
import {
  comparison,
  excerpt,
  exportedFile,
  exportWishes,
  historyPoint,
  importCorrections,
  importPiece,
  incident,
  prompt,
  rowInPlace,
  searchResult,
  sectionAddress,
  snapshotSummary,
  timeline,
  toldFindings,
} from './shapes.ts'

export * from './shapes.ts'

const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output })

export const calls = {
  listSites: call(z.object({}), z.array(z.object({ name: z.string(), snapshots: z.number() }))),
  /** Oldest first; a null site means all. */
  listSnapshots: call(z.object({ site: z.string().nullable() }), z.array(snapshotSummary)),
  timeline: call(z.object({ site: z.string() }), timeline),
  compare: call(z.object({ a: z.string(), b: z.string() }), comparison),
  /** Of one snapshot against the one before it in its site; alone when it is the first. */
  findings: call(z.object({ snapshot: z.string() }), toldFindings),
  /** What was found over a site's time, each thing once. */
  siteFindings: call(z.object({ site: z.string() }), toldFindings),
  rows: call(z.object({ snapshot: z.string(), probe: z.string() }), z.array(rowInPlace)),
  section: call(sectionAddress, model.parsedSection),
  /** `proof`: lines of stdout whose rows are wanted. */
  excerpt: call(
    sectionAddress.extend({
      stream: z.enum(['stdout', 'stderr']),
      from: z.number().int().min(1),
      count: z.number().int().min(0).max(5000),
      proof: z.array(z.number()),
    }),
    excerpt,
  ),
  /** What belongs together with a thing in one snapshot, and what else is on its node; null where the snapshot does not know it. */
  thingsAround: call(z.object({ snapshot: z.string(), about: z.union([thingId, model.subject]) }), around.nullable()),
  /** One thing over a site's time, oldest first. */
  history: call(z.object({ site: z.string(), subject: model.subject }), z.object({ points: z.array(historyPoint) })),
  /** Takes in a file, or the files of a folder, without storing anything; asks for the passphrase of an encrypted one. */
  openImport: call(
    z.object({
      name: z.string().min(1),
      files: z
        .array(z.object({ path: z.string().min(1), base64: z.string(), modifiedAt: model.isoTime.nullable() }))
        .min(1),
    }),
    /** A snapshot file says all of itself and takes no corrections. Only the last few that were opened are kept. */
    z.object({ import: z.number(), isSnapshotFile: z.boolean() }),
  ),
  /** The next file that the desktop was asked to open, taken in; null when none waits. */
  openWaiting: call(
    z.object({}),
    z.object({ name: z.string(), import: z.number(), isSnapshotFile: z.boolean() }).nullable(),
  ),
  /** What would be stored, and what would not and why. */
  previewImport: call(
    z.object({ import: z.number(), corrections: importCorrections }),
    z.object({
      /** The name of the importer that reads it, and what that is called. */
      importer: z.string(),
      title: model.message,
      snapshots: z.array(z.object({ takenAt: model.isoTime, takenAtInferred: model.message.nullable() })),
      pieces: z.array(importPiece),
      /** Files that were not looked into: links, and files that are no outputs. */
      passedOver: z.number(),
    }),
  ),
  /** What an opened snapshot file holds; it was checked whole when it was opened. */
  listImport: call(
    z.object({ import: z.number() }),
    z.object({
      snapshots: z.array(z.object({ id: z.string(), site: z.string(), takenAt: model.isoTime, sections: z.number() })),
    }),
  ),
  /** An opened snapshot file, redacted with the pseudonyms that the library keeps for its site. */
  redactImport: call(exportWishes.extend({ import: z.number() }), exportedFile),
  /** Ends what runs of taking in and storing; nothing of it is stored. */
  cancelImport: call(z.object({}), z.object({})),
  /** Forgets it. */
  closeImport: call(z.object({ import: z.number() }), z.object({})),
  /** Stores them all in one transaction, or nothing. A snapshot file takes no corrections. */
  storeImports: call(
    z.object({ imports: z.array(z.object({ import: z.number(), corrections: importCorrections.nullable() })).min(1) }),
    z.object({ snapshots: z.array(snapshotSummary) }),
  ),
  /** Snapshots of the library as a snapshot file. */
  exportFile: call(
    exportWishes.extend({ snapshots: z.array(z.string().min(1)).min(1), redact: z.boolean() }),
    exportedFile,
  ),
  /** How sites are captured, those without snapshots among them. */
  listSetups: call(z.object({}), z.array(z.object({ site: z.string(), setup: model.siteSetup }))),
  /** Null forgets it; snapshots stay. */
  setSetup: call(z.object({ site: z.string().min(1), setup: model.siteSetup.nullable() }), z.object({})),
  /** The end of the program's log, and where it stands; null: nothing is written down. */
  showLog: call(
    z.object({ lines: z.number().int().min(1).max(5000) }),
    z.object({ path: z.string().nullable(), lines: z.array(z.string()) }),
  ),
  listProfiles: call(
    z.object({}),
    z.array(
      z.object({
        name: z.string(),
        description: model.message.nullable(),
        probes: z.array(z.string()),
        /** Why it cannot be used. */
        error: model.message.nullable(),
      }),
    ),
  ),
  /** A profile as YAML, to begin one's own with. */
  profileYaml: call(z.object({ profile: z.string(), language: z.enum(languages) }), z.object({ yaml: z.string() })),
  /** A shell script that collects what the profile asks, for sites without SSH. Null: the usual profile. */
  collectorScript: call(
    z.object({ profile: z.string().nullable(), language: z.enum(languages) }),
    z.object({ profile: z.string(), script: z.string() }),
  ),
  /** A site as its setup says, or as the given one does; a setup that is given is not stored. */
  capture: call(
    z.object({ site: z.string(), setup: model.siteSetup.nullable() }),
    z.object({ snapshots: z.array(snapshotSummary) }),
  ),
  /** Ends running captures; what they have by then is kept. */
  cancelCapture: call(z.object({}), z.object({})),
  /** `yes` agrees to a host key, null is a no. */
  answerPrompt: call(
    z.object({ id: z.number(), answer: z.string().nullable(), remember: z.boolean().default(false) }),
    z.object({}),
  ),
  /** All words must be in one line, in any case; a null site means all. */
  search: call(
    z.object({ text: z.string(), site: z.string().nullable(), limit: z.number().int().min(1).max(1000) }),
    searchResult,
  ),
  /** What an analyst has said of a site's findings: thresholds, and what is muted. */
  judgement: call(z.object({ site: z.string() }), model.siteJudgement),
  setJudgement: call(z.object({ site: z.string().min(1), judgement: model.siteJudgement }), z.object({})),
  /** The sample's site, and the snapshots before and in its incident. */
  openSample: call(z.object({}), z.object({ site: z.string(), a: z.string(), b: z.string() })),
  /** B against A (null: B alone) as a report that stands for itself. */
  report: call(
    z.object({
      a: z.string().nullable(),
      b: z.string(),
      format: z.enum(['html', 'markdown']),
      language: z.enum(['en', 'zh']),
    }),
    z.object({ name: z.string(), text: z.string() }),
  ),
  deleteSnapshot: call(z.object({ snapshot: z.string().min(1) }), z.object({ undo: z.number() })),
  /** Brings back what was deleted, while the program has run on; only the last few deletions are kept. */
  undoDelete: call(z.object({ undo: z.number() }), z.object({ snapshot: z.string(), site: z.string() })),
  setIncident: call(z.object({ site: z.string(), incident: incident.nullable() }), z.object({})),
  /** Gives free space in the library back to the disk. Sizes in bytes. */
  compact: call(z.object({}), z.object({ before: z.number(), after: z.number() })),
  /** Looks for damage; no problem means that the library is whole. */
  check: call(z.object({}), z.object({ problems: z.array(model.message) })),
} as const

export const events = {
  /** Something was stored: lists are stale. */
  libraryChanged: z.object({ site: z.string() }),
  /** The desktop was asked to open a file: it waits for `openWaiting`. */
  fileWaiting: z.object({ name: z.string() }),
  /** A capture waits for `answerPrompt`. */
  prompt: prompt.extend({
    id: z.number(),
    /** Whether the operating system can keep the answer; `weak`: it only hides it. */
    store: z.enum(['none', 'weak', 'strong']),
  }),
  /** It need not be answered any more. */
  promptOver: z.object({ id: z.number() }),
  /** How far a task is; it is over when all is done. */
  progress: z.object({
    task: z.string(),
    text: model.message.nullable(),
    done: z.number(),
    total: z.number(),
    /** Of a capture: where one probe of one node stands; `probe` is empty for the login, `outcome` null while it runs. */
    step: z
      .object({
        node: z.string(),
        probe: z.string(),
        outcome: model.outcome.nullable(),
        bytes: z.number(),
        elapsedMs: z.number(),
      })
      .nullable(),
  }),
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
/** What a caller sends. */
export type CallInput<N extends CallName> = z.input<Calls[N]['input']>
/** What a handler receives: the input after its schema. */
export type CheckedInput<N extends CallName> = z.output<Calls[N]['input']>
export type CallOutput<N extends CallName> = z.output<Calls[N]['output']>
export type Handlers = { [N in CallName]: (input: CheckedInput<N>) => Promise<CallOutput<N>> }
export type Events = typeof events
export type EventName = keyof Events
export type EventBody<N extends EventName> = z.output<Events[N]>
