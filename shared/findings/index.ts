/** The table of rules, one line each, and what they say of a snapshot together. */
import { compareSnapshots, inOrder } from '../compare/changes.ts'
import { type SnapshotView, subjectId } from '../compare/view.ts'
import type { Event, Finding, Severity, SiteJudgement } from '../model.ts'
import { thresholdsOf } from '../thresholds.ts'
import type { Rule } from './rule.ts'
import { agentDown } from './rules/agent-down.ts'
import { clockNotKept } from './rules/clock-not-kept.ts'
import { clockSkew } from './rules/clock-skew.ts'
import { containerExited } from './rules/container-exited.ts'
import { containerOomKilled } from './rules/container-oom-killed.ts'
import { containerRestarted } from './rules/container-restarted.ts'
import { containerRestarting } from './rules/container-restarting.ts'
import { containerUnhealthy } from './rules/container-unhealthy.ts'
import { diskFull } from './rules/disk-full.ts'
import { imageChanged } from './rules/image-changed.ts'
import { logGrewFast } from './rules/log-grew-fast.ts'
import { logMissing } from './rules/log-missing.ts'
import { logRotated } from './rules/log-rotated.ts'
import { nodeNotReady } from './rules/node-not-ready.ts'
import { podCrashLooping } from './rules/pod-crash-looping.ts'
import { podGone } from './rules/pod-gone.ts'
import { podNotReady } from './rules/pod-not-ready.ts'
import { podReplaced } from './rules/pod-replaced.ts'
import { podRestarted } from './rules/pod-restarted.ts'
import { podStuckCreating } from './rules/pod-stuck-creating.ts'
import { podWaiting } from './rules/pod-waiting.ts'
import { probeFailed } from './rules/probe-failed.ts'
import { serviceDisabled } from './rules/service-disabled.ts'
import { serviceDown } from './rules/service-down.ts'
import { serviceFlapping } from './rules/service-flapping.ts'
import { serviceForcedDown } from './rules/service-forced-down.ts'
import { serviceGoingDown } from './rules/service-going-down.ts'
import { serviceRecovered } from './rules/service-recovered.ts'
import { serviceWentDown } from './rules/service-went-down.ts'
import { snapshotIncomplete } from './rules/snapshot-incomplete.ts'
import { unitFailed } from './rules/unit-failed.ts'

/** In the order in which they speak within one cause. */
export const rules: readonly Rule[] = [
  snapshotIncomplete,
  probeFailed,
  serviceWentDown,
  serviceDown,
  serviceGoingDown,
  serviceForcedDown,
  serviceFlapping,
  serviceDisabled,
  serviceRecovered,
  nodeNotReady,
  agentDown,
  podCrashLooping,
  podStuckCreating,
  podWaiting,
  podNotReady,
  podGone,
  podReplaced,
  podRestarted,
  containerRestarting,
  containerOomKilled,
  containerUnhealthy,
  containerExited,
  containerRestarted,
  imageChanged,
  logGrewFast,
  logMissing,
  logRotated,
  diskFull,
  unitFailed,
  clockNotKept,
  clockSkew,
]

const order = new Map<string, number>()
for (const [index, { name }] of rules.entries()) {
  if (order.has(name)) throw new Error(`Two rules are named ${name}`)
  order.set(name, index)
}

export interface Question {
  after: SnapshotView
  /** Null when a snapshot is judged alone. */
  before: SnapshotView | null
  /** Oldest first, up to and including `after`. */
  history: SnapshotView[]
  /** Between `before` and `after`. */
  events: Event[]
  /** Other than the usual ones. */
  thresholds?: SiteJudgement['thresholds']
}

/** What the rules say, the gravest first; findings of one cause follow each other, the one that speaks for them first. */
export function findingsOf({ after, before, history, events, thresholds }: Question): Finding[] {
  const context = {
    after,
    before,
    history,
    events: eventsOf(history, events),
    changes: before === null ? [] : compareSnapshots(before, after),
    thresholds: thresholdsOf(thresholds),
  }
  return inRank(rules.flatMap((rule) => rule.evaluate(context)))
}

const weights: Record<Severity, number> = { critical: 0, warning: 2, info: 4 }
const weightOf = ({ severity, certainty }: Finding): number => weights[severity] + (certainty === 'proven' ? 0 : 1)

/** A stop may lie a snapshot before the one that first reads `down`. Oldest first, each once. */
function eventsOf(history: SnapshotView[], events: Event[]): Event[] {
  const unique = new Map<string, Event>()
  for (const event of [...history.flatMap(({ snapshot }) => snapshot.events), ...events])
    unique.set(
      `${event.at.earliest} ${event.at.latest} ${event.node} ${event.line} ${event.subject} ${event.text}`,
      event,
    )
  return [...unique.values()].sort((x, y) => timeOf(x) - timeOf(y))
}
const timeOf = ({ at }: Event): number => Date.parse(at.latest ?? at.earliest ?? '') || 0

function inRank(findings: Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>()
  for (const each of findings) {
    const group = groups.get(each.cause)
    if (group === undefined) groups.set(each.cause, [each])
    else group.push(each)
  }
  /** The thing that the cause is named after explains the others. */
  const speaks = ({ cause, subject }: Finding): number => (cause === `service/${subject.key}` ? 0 : 1)
  const ranked = [...groups.values()].map((group) => {
    group.sort(
      (x, y) =>
        speaks(x) - speaks(y) ||
        weightOf(x) - weightOf(y) ||
        (order.get(x.rule) ?? 0) - (order.get(y.rule) ?? 0) ||
        inOrder(x.subject, y.subject),
    )
    return { group, weight: Math.min(...group.map(weightOf)) }
  })
  const placeInTable = ({ group }: { group: Finding[] }): number => order.get(group[0]?.rule ?? '') ?? 0
  ranked.sort((x, y) => x.weight - y.weight || placeInTable(x) - placeInTable(y))
  return ranked.flatMap(({ group }) => group)
}

/**
 * What was found over a site's time, from the findings of each of its snapshots, oldest first. What lasted is said once,
 * as the snapshot with the best proof says it; what happened is said each time.
 */
export function findingsOverTime(perSnapshot: Finding[][]): Finding[] {
  const tells = new Map(rules.map((rule) => [rule.name, rule.tells]))
  const lasting = new Map<string, Finding>()
  const happened: Finding[] = []
  for (const each of perSnapshot.flat()) {
    if (tells.get(each.rule) === 'change') {
      happened.push(each)
      continue
    }
    const id = `${each.rule}\u0000${subjectId(each.subject)}`
    const known = lasting.get(id)
    if (known === undefined || weightOf(each) <= weightOf(known)) lasting.set(id, each)
  }
  return inRank([...lasting.values(), ...happened])
}
