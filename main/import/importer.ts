/** An importer: one kind of thing that people have. A new one is one file like its neighbours and one line in `index.ts`. */
import type { ImportCorrections } from '../../shared/contract/contract.ts'
import type { Message, Section, Snapshot } from '../../shared/model.ts'
import type { DateOutput } from '../../shared/parse/date-output.ts'
import type { Text } from '../../shared/words/language.ts'

/** The node of what does not tell its own. */
export const unknownNode = 'unknown-host'
/** The node of what no one node of a cluster answered. */
export const clusterNode = 'cluster'

export interface InputFile {
  /** Within the archive or folder, with `/`; the file's name when it came alone. */
  path: string
  content: Buffer
  modifiedAtMs: number | null
  /** Why it is not held; its content is then empty. */
  unread?: Message
}

/** What a person handed over: a file, or what an archive or a folder holds. */
export interface ImportInput {
  /** Of the file or folder. */
  name: string
  files: InputFile[]
  /** Paths of what is not held: links, and files that by their name and beginning hold no output. */
  passedOver: string[]
}

export type Assignments = ImportCorrections['pieces']

export interface ImportContext {
  site: string
  /** When its last output was made, as the person says; null when nobody does. */
  atMs: number | null
  /** Serves as the time when nothing tells one. */
  nowMs: number
  /** The person's word on pieces, by id. */
  assigned: Assignments
}

/** One output (a file, or what a command in a terminal log printed), read or not. */
export interface Piece {
  /** The same however often the input is read: a path, or `line 12`. */
  id: string
  /** As known; empty when it is not. */
  command: string
  /** Null when it is not read. */
  probe: string | null
  /** Of what is read the node, else where it stands. */
  node: string
  /** Why it is read as what it is, or not: one of `importReasons`. */
  reason: Message
  /** Where it went: index of the snapshot, and the section in it. Without a probe it is kept as text; null when it is not. */
  stored: { snapshot: number; section: Section } | null
}

export interface ImportResult {
  snapshots: Snapshot[]
  pieces: Piece[]
}

/** What one command printed, in a file that may hold more of them. */
export interface FileBlock {
  /** Where its text begins in the file; counted from 1. */
  line: number
  /** As the file says; empty when it does not. */
  command: string
  text: string
  /** The host that the file names, or null. */
  host: string | null
  /** When it was printed, as the file says, or null. */
  printedAt: DateOutput | null
}

/**
 * What is an output, and of which probe, is told of any file by its name and its content. An importer adds what only its
 * collection says: where it begins, whose outputs these are, and how several of them stand in one file.
 */
export interface Importer {
  name: string
  /** What it reads, for people who look at one: `sosreport`. */
  title: Text
  /** What it takes, in the plural, for people who look for what can be imported. */
  takes: Text
  /** The folder in which such a collection stands (`a/b`, or empty), of a path that only such a collection has; else null. */
  topOf: (path: string) => string | null
  /** Whose outputs these are: all of one node, or of the cluster, which has no one node that answered; null: it varies. */
  holds: 'node' | 'cluster' | null
  /** Its files are named after the commands, whether a probe asks with them or not. */
  isNamedByCommand?: true
  /** The same was asked again and again: each time is a snapshot of its own. */
  isSeries?: true
  /** The commands that are asked in it, by their place below the top; null where the name of the file must tell. */
  commandOf?: (path: string) => string | null
  /** The outputs in a text that is written as only this collection does; null for other texts. Linear. */
  blocksOf?: (text: string) => FileBlock[] | null
}
