/** A probe: one question to a node. A new one is one file like its neighbours and one line in `index.ts`. */
import type { Fields, Health, Outcome, Parsed, Section } from '../model.ts'
import type { ProfileSettings } from '../profile-settings.ts'

export type { ProfileSettings } from '../profile-settings.ts'

/** How to read a text. */
export interface ParseContext {
  /** When the output was made, on the collector's clock. */
  takenAtMs: number
  /** Node clock minus collector clock; 0 when unknown. Relative ages need none; absolute node times do. */
  clockOffsetMs: number
  /** Zone of times printed without one, minutes east of UTC; null when unknown: such times then get wider bounds. */
  zoneOffsetMinutes: number | null
  /** The command that made it, as typed; may be empty. Formats are told from the text itself, not from this. */
  command: string
}

/** One way to ask; variants are tried in order until one is not `unavailable` or unsupported. */
export interface Variant {
  name: string
  /** A POSIX shell command that only reads. */
  command: (settings: ProfileSettings) => string
  /** Another tool for the same question: tried also when the tool of the variant before is not there. */
  evenIfAbsent?: boolean
}

export interface Probe {
  name: string
  /** Raised when the parser's result changes: stored sections are then parsed again. */
  version: number
  /** `node`: on every node; `cluster`: once per site, on the first node that answers. */
  scope: 'node' | 'cluster'
  /** Where commands run: on the node, inside the nova client's pod, or both one after the other. */
  runsIn: 'node' | 'nova-pod' | 'node-and-nova-pod'
  variants: Variant[]
  timeoutMs: number
  maxBytes: number
  /** Never throws, on any text; linear in its length; accounts for every line. */
  parse: (text: string, context: ParseContext) => Parsed
  /** The fields whose difference is a change. Ages are not among them: drift is no change. */
  comparedFields: string[]
  /** State of a row for the timeline: the tool's own word, and how to look at it. */
  state: (fields: Fields) => { state: string; health: Health }
  /** False for a row that is no lane of the timeline. Default: true. */
  isOnTimeline?: (fields: Fields) => boolean
  /** The row's name for people. */
  label: (fields: Fields) => string
  /** True when this transcript command line (already without prompt, and without `| grep`) is this probe's. */
  recognises: (command: string) => boolean
  /** False when this command hides part of what the node has (`docker ps` without `-a`): an absent row is then not gone. Default: true. */
  showsAll?: (command: string) => boolean
  /** Outcome and advice when exit status and stderr say more than "failed"; null when they do not. */
  diagnose?: (section: Pick<Section, 'stdout' | 'stderr' | 'exitCode'>) => { outcome: Outcome; message: string } | null
}
