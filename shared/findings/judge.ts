/** What the rules say of a snapshot, in order. */
import { compareSnapshots, inOrder } from '../compare/changes.ts'
import { type SnapshotView, subjectId } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { Event, Finding, SiteJudgement } from '../model.ts'
import { thresholdsOf } from '../thresholds.ts'
import { siteClocks } from '../time/clocks.ts'
import { severities } from '../words/signs.ts'
import { rules } from './index.ts'
import { type ParamSchema, type ParamsOf, storedParams } from './params.ts'
import type { Claim, Rule } from './rule.ts'
import { ownTraitsOf } from './sentence.ts'

/** A snapshot with what is known around it. */
export interface SnapshotInTime {
  after: SnapshotView
  /** Null when a snapshot is judged alone. */
  before: SnapshotView | null
  /** Oldest first, up to and including `after`. */
  history: SnapshotView[]
  /** Between `before` and `after`. */
  events: Event[]
  /** Other than the usual ones. */
  thresholds?: SiteJudgement['thresholds']
  /** Rules of one's own, asked beside those of the program. */
  own?: readonly Rule[]
}

/** What the rules say, the gravest first. Whose cause each is, the incidents of all snapshots say: `cause` is empty yet. */
export function findingsOf({ after, before, history, events, thresholds, own = [] }: SnapshotInTime): Finding[] {
  const context = {
    after,
    before,
    history,
    events: eventsOf(history, events),
    clocks: siteClocks(history.map(({ snapshot }) => snapshot)),
    changes: before === null ? [] : compareSnapshots(before, after),
    thresholds: thresholdsOf(thresholds),
  }
  return [...rules, ...own].flatMap((rule) => rule.check(context).map((claim) => findingOf(rule, claim))).sort(inRank)
}

function findingOf(rule: Rule, { params: said, isOld, ...claim }: Claim<ParamsOf<ParamSchema>>): Finding {
  const params = storedParams(rule.params, said)
  const finding: Finding = { rule: rule.name, ...claim, params, cause: '' }
  if (isOld === true) finding.isOld = true
  return rule.isOwn === true ? { ...finding, own: ownTraitsOf(rule, finding) } : finding
}

/** A stop may lie a snapshot before the one that first reads `down`. Oldest first, each once. */
function eventsOf(history: SnapshotView[], events: Event[]): Event[] {
  const unique = new Map<string, Event>()
  for (const event of [...history.flatMap(({ snapshot }) => snapshot.events), ...events])
    unique.set(
      compoundKey(event.at.earliest, event.at.latest, event.node, event.line, event.subject, event.text),
      event,
    )
  return [...unique.values()].sort((x, y) => timeOf(x) - timeOf(y))
}
const timeOf = ({ at }: Event): number => Date.parse(at.latest ?? at.earliest ?? '') || 0

/** The gravest first, what is proven ahead of what is possible. */
const weightOf = ({ severity, certainty }: Finding): number =>
  2 * severities.indexOf(severity) + (certainty === 'proven' ? 0 : 1)

const placeInTable = new Map(rules.map(({ name }, index) => [name, index]))
const placeOf = ({ rule }: Finding): number => placeInTable.get(rule) ?? rules.length

const inRank = (x: Finding, y: Finding): number =>
  weightOf(x) - weightOf(y) || placeOf(x) - placeOf(y) || inOrder(x.subject, y.subject)

/**
 * Whether a finding says the same at least as gravely and as surely as an earlier one; what the first look shows turns out
 * to be old when the next ones show it, too.
 */
export const saysAsWell = (one: Finding, other: Finding): boolean =>
  one.isOld === true || weightOf(one) <= weightOf(other)

/** One rule about one thing. */
export const findingId = ({ rule, subject }: Finding): string => compoundKey(rule, subjectId(subject))
