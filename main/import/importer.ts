/** An importer: one kind of thing that people have. A new one is one file like its neighbours and one line in `index.ts`. */
import type { ImportCorrections } from '../../shared/contract/contract.ts'
import type { Message, Section, Snapshot } from '../../shared/model.ts'
import type { Text } from '../../shared/words/language.ts'

/** The node of what does not tell its own. */
export const unknownNode = 'unknown-host'

export interface InputFile {
  /** Within the archive or folder, with `/`; the file's name when it came alone. */
  path: string
  content: Buffer
  modifiedAtMs: number | null
}

/** What a person handed over: a file, or what an archive or a folder holds. */
export interface ImportInput {
  /** Of the file or folder. */
  name: string
  files: InputFile[]
  /** Paths of what was not even looked into: links, and files that no importer asks for. */
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

export interface Importer {
  name: string
  /** What it reads, for people who look at one: `terminal log`. */
  title: Text
  /** What it takes, in the plural, for people who look for what can be imported. */
  takes: Text
  /** True when its files are told by their paths; only where there are none of those, all files are read. */
  isParticular: boolean
  /** What of an archive or a folder it wants to see; others are not read into memory. */
  wants: (path: string) => boolean
  /** Told from the content; the first importer of the table that says so reads it. */
  recognises: (input: ImportInput) => boolean
  /** Never throws on any content. No snapshots when nothing was recognised. */
  read: (input: ImportInput, context: ImportContext) => ImportResult
}
