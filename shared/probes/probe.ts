/** A probe: one question to a node. A new one is a folder like its neighbours and one line in `index.ts`. */
import type { Fields, FieldValue, Health, Message, Outcome, Parsed, Section } from '../model.ts'
import type { ProfileSettings } from '../profile-settings.ts'
import type { ThresholdName, Thresholds } from '../thresholds.ts'
import type { Text } from '../words/language.ts'
import type { FieldSchema, FieldsOf } from './fields.ts'

export type { ProfileSettings } from '../profile-settings.ts'

/** How to read a text. */
export interface ParseContext {
  /** When the command began, on the collector's clock. */
  takenAtMs: number
  /** How long it ran: it looked at some moment within. Default: 0. */
  tookMs?: number
  /** Node clock minus collector clock; 0 when unknown. Relative ages need none; absolute node times do. */
  clockOffsetMs: number
  /** How far clocks of the site lie apart as far as they were measured with this output; default: 0. */
  clocksApartMs?: number
  /** Zone of times printed without one, minutes east of UTC; null when unknown: such times then get wider bounds. */
  zoneOffsetMinutes: number | null
  /** The command that made it, as typed; may be empty. Formats are told from the text itself, not from this. */
  command: string
  /** Versions of the node's tools, by its own word; they print differently. */
  tools?: ToolVersions | undefined
}

export interface ToolVersions {
  docker: string | null
}

/** One way to ask; variants are tried in order until one is not `unavailable` or unsupported. */
export interface Variant {
  name: string
  /** A POSIX shell command that only reads. */
  command: (settings: ProfileSettings) => string
  /** Another tool for the same question: tried also when the tool of the variant before is not there. */
  evenIfAbsent?: boolean
}

/** A row's state: the tool's own word, or one of the probe's `stateWords`, and how to look at it. */
export interface State {
  state: string
  health: Health
}

/** On which host a thing is, and what it belongs to. Empty where that is not known. */
export interface Whereabouts {
  host: string
  workload: string
}

/** Whether two rows are one thing. */
export type Identity = 'same' | 'other' | 'unsure'

/** How a command ended by itself. */
export type Ended = Pick<Section, 'stdout' | 'stderr' | 'exitCode'>

/** What an exit status and error texts mean; null when they say no more than "failed". */
export type Diagnosis = { outcome: Outcome; message: Message } | null

/** Tells a line that heads a table. */
export interface Head {
  test: (line: string) => boolean
}

/** Written as a method, so that the table of probes, which knows no schema, may hold it. */
type Cell<F> = { write(fields: F): string }['write']

/** `S`: the schema of its rows' fields. `T`: the thresholds that its states depend on. */
export interface Probe<S extends FieldSchema = FieldSchema, T extends ThresholdName = ThresholdName> {
  name: string
  /** What its rows are, for headings and menus: `Pods`. */
  title: Text
  /** One sentence on what it asks and what it understands, for help and docs. */
  about: Text
  /** Raised when the parser's result changes: stored sections are then parsed again. */
  version: number
  /** `node`: on every node; `cluster`: once per site, on the first node that answers. */
  scope: 'node' | 'cluster'
  /** Where commands run: on the node, inside the nova client's pod, or both one after the other. */
  runsIn: 'node' | 'nova-pod' | 'node-and-nova-pod'
  /** What answers, beyond the node itself; questions of one of them fail together. */
  asks?: 'docker' | 'kubernetes' | 'openstack'
  variants: Variant[]
  timeoutMs: number
  maxBytes: number
  fields: S
  /** Its table has a tab of its own, at this place among them; the others stand behind "more". */
  tab?: number
  /** Lines that head its tables, as they stand in pasted logs without the command that printed them. Linear on any line. */
  heads?: readonly Head[]
  /** False: a text is not taken for its output by content alone, since a line or two of it look like anything. Default: true. */
  isToldByLines?: false
  /** People ask it when they like: that another snapshot does not hold it says nothing. */
  isAskedAtWill?: true
  /** Several commands each tell a part of its one row, as `hostname` and `date` do: their outputs make one section. */
  joinsParts?: true
  /** It reads long listings of this folder (`ls -l`), whatever they were asked with and from wherever. */
  lists?: string
  /** Its rows tell when something of the site was last heard of (ISO): an output is no older than the newest of them. */
  heartbeat?: { of: string; at(fields: FieldsOf<S>): string | null }
  /** Never throws, on any text; linear in its length; accounts for every line. */
  parse(text: string, context: ParseContext): Parsed<FieldsOf<S>>
  /** Limits of a site that its states depend on: where a site's are others, its lanes are made anew. */
  thresholds?: readonly T[]
  /** State of a row for the timeline. */
  state(fields: FieldsOf<S>, thresholds: Pick<Thresholds, T>): State
  /** States, or parts of them, that are our words rather than the tool's; `#` stands for a number or a digest. */
  stateWords?: Readonly<Record<string, Text>>
  /** False for a row that is no lane of the timeline. Default: true. */
  isOnTimeline?(fields: FieldsOf<S>): boolean
  /** Whether two rows of one key are one thing, as far as ids tell. Without it nothing does. */
  identity?(before: FieldsOf<S>, after: FieldsOf<S>): Identity
  /** The row's name for people. */
  label(fields: FieldsOf<S>): string
  /** What the row belongs to, beyond its host: a pod's workload, a log's folder. Empty: nothing. */
  workload?(fields: FieldsOf<S>): string
  /** The same, and the host, as the key of a row tells it: the timeline keeps no rows. For things of the whole site. */
  ofKey?(key: string): Partial<Whereabouts>
  /** How a cell is written where it is more than its field: `1/2` for ready and total. */
  cells?: { readonly [K in keyof S]?: Cell<FieldsOf<S>> }
  /** True when this transcript command line (already without prompt, and without `| grep`) is this probe's. */
  recognises: (command: string) => boolean
  /** False when this command hides part of what the node has (`docker ps` without `-a`): an absent row is then not gone. Default: true. */
  showsAll?: (command: string) => boolean
  /** Outcome and advice when exit status and stderr say more than "failed". `settings`: how it was asked, where that is known. */
  diagnose?: (ended: Ended, settings: ProfileSettings | null) => Diagnosis
  /** Catalogues of what it can say (see `shared/words/message.ts`). */
  messages?: readonly object[]
}

/** A probe with rows of its own schema, as the table holds it: what is known of all probes. */
export const probe = <const S extends FieldSchema, const T extends ThresholdName = never>(
  one: Probe<S, T>,
): Probe<S, T> => one

/** The names of the fields whose difference is a change. */
const compared = new WeakMap<Probe, string[]>()
export function comparedFieldsOf(one: Probe): string[] {
  let names = compared.get(one)
  if (names === undefined) {
    names = Object.keys(one.fields).filter((name) => one.fields[name]?.compared === true)
    compared.set(one, names)
  }
  return names
}

const hostFields = new WeakMap<Probe, string[]>()
/** The names of the fields that name hosts. */
function hostFieldsOf(one: Probe): string[] {
  let names = hostFields.get(one)
  if (names === undefined) {
    names = Object.keys(one.fields).filter((name) => one.fields[name]?.names === 'host')
    hostFields.set(one, names)
  }
  return names
}

/** cinder names a back end behind its host: `cinder-0@ceph1`. */
const hostIn = (value: FieldValue | undefined): string[] =>
  typeof value === 'string' ? [value.replace(/@.*/, '')] : []

/** The host that a row tells of itself: where it runs. Null where the schema has none, or the row does not say. */
export function hostOf(one: Probe, fields: Fields): string | null {
  const [name = ''] = hostFieldsOf(one)
  return hostIn(fields[name])[0] ?? null
}

/** Whether rows of the probe name hosts. */
export const namesHosts = (one: Probe): boolean => hostFieldsOf(one).length > 0

/** Every host that a row names. */
export const hostsIn = (one: Probe, fields: Fields): string[] =>
  hostFieldsOf(one).flatMap((name) => hostIn(fields[name]))
