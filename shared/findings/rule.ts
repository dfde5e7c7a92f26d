/** A rule: what may be said about rows, changes and spans, and how. A new one is one file in `rules/` and one line in `index.ts`. */
import type { SnapshotView } from '../compare/view.ts'
import type { Change, Effect, Event, Finding, Interval, Nature, Severity } from '../model.ts'
import type { Probe } from '../probes/probe.ts'
import type { ThresholdName, Thresholds } from '../thresholds.ts'
import type { SiteClocks } from '../time/clocks.ts'
import type { Language, Text } from '../words/language.ts'
import type { Told } from '../words/message.ts'
import type { ParamSchema, ParamsOf } from './params.ts'

/** `T`: the thresholds that the rule names. */
export interface RuleContext<T extends ThresholdName = ThresholdName> {
  /** The later snapshot: what is being judged. */
  after: SnapshotView
  /** The earlier one; null when a snapshot is judged alone. */
  before: SnapshotView | null
  /** Every snapshot of the site up to and including `after`, oldest first (at least `before` and `after`). */
  history: SnapshotView[]
  /** Of the site's nodes, as `history` measured them. */
  clocks: SiteClocks
  /** From `before` to `after`; empty without `before`. */
  changes: Change[]
  /** What operators did up to `after`, oldest first. */
  events: Event[]
  thresholds: Pick<Thresholds, T>
}

/** What a check says: a finding that does not know yet whose it is. */
export interface Claim<P> extends Pick<Finding, 'severity' | 'certainty' | 'subject' | 'since' | 'evidence'> {
  params: P
  /** Every look at the thing has shown it so. Default: false. */
  isOld?: boolean
}

/** Written as a method, so that the table of rules, which knows no schema, may hold it. */
type Saying<P> = { say(params: Told<P>, since: Interval): string }['say']
type Sayings<P> = Readonly<Record<Language, Saying<P>>>

export type { Nature } from '../model.ts'

/** `S`: what its sentences are told with. `T`: the thresholds it uses. */
export interface Rule<S extends ParamSchema = ParamSchema, T extends ThresholdName = ThresholdName> {
  name: string
  /** Not of the program's own table: its findings carry their words with them. */
  isOwn?: true
  /** `state`: how something is in a snapshot, said again as long as it lasts; `change`: what happened between two. */
  tells: 'state' | 'change'
  nature: Nature
  /** What came of it stays after it is over, as after a reboot. */
  stays?: true
  /** It says that the thing was started again, as often as its parameter `restarts` says. */
  isRestart?: true
  /** What on the subject's node it speaks of, where that is not what the row is about. */
  of?: 'clock' | 'docker'
  /** What it brings about, as whoever wrote it knows. */
  effects?: readonly Effect[]
  /** How long after its beginning the tool can say so, in milliseconds. Default: at once. */
  delay?: { leastMs: number; mostMs: number }
  /** What it speaks of, for help and docs: `Pods that do not get to run.` */
  about: Text
  /** The gravities it may give, the gravest first. */
  severities: readonly Severity[]
  /** Whose rows it looks at; none: how nodes and probes ended. */
  reads: readonly Probe[]
  thresholds: readonly T[]
  params: S
  check(context: RuleContext<T>): Claim<ParamsOf<NoInfer<S>>>[]
  /** One line that says it. Certainty is shown beside it. */
  title: Sayings<ParamsOf<NoInfer<S>>>
  /** What to look at next: commands, or one sentence. */
  next: Sayings<ParamsOf<NoInfer<S>>>
  /** How the tool behaves and why it matters, with the source of the fact. */
  why: Text
}

/** What incidents are made by. */
export type Traits = Pick<Rule, 'tells' | 'nature' | 'delay' | 'stays' | 'isRestart' | 'of'>

/** A rule with its own parameters and thresholds, held to them by the compiler. */
export const rule = <const S extends ParamSchema, const T extends ThresholdName>(one: Rule<S, T>): Rule<S, T> => one

/** The same in every language, such as a command. */
export const inBoth = <F>(say: F): Readonly<Record<Language, F>> => ({ en: say, zh: say })
