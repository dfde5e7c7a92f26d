/** Where the cause comes among what is said, how many heads it makes, and what is noise. */
import type { Finding } from '../../../shared/model.ts'
import type { Placed, Reading } from '../judge/reading.ts'
import { second } from '../world/durations.ts'
import type { Expectation } from './expectations.ts'
import { grouped } from './grouped.ts'

/** Of the incident, of what goes on on any day, or a word about nothing (or about what was so before). */
export type FindingOrigin = 'incident' | 'routine' | 'other'

/** A capture that began this long ahead of the incident may still show it. */
const captureMs = 200 * second

interface Ranked extends Placed {
  origin: FindingOrigin
  /** What tells heads apart. */
  head: string
  isGrave: boolean
}

export interface Ranking {
  findings: number
  heads: number
  /** Heads that one cause makes. */
  headsOfCause: number
  /** Warnings about nothing. */
  noise: number
  /** Something said names the cause. */
  isNamed: boolean
  isFirst: boolean
  isFirstHead: boolean
  place: number | null
  /** Share of the incident's warnings under its cause. */
  together: number | null
  firstIs: string
  causeIs: string
  whyNotFirst: string
}

const headOf = ({ cause }: Finding): string => cause
const isGrave = ({ severity }: Finding): boolean => severity !== 'info'
const told = ({ rule, subject }: Placed): string => `${rule} ${subject.key || subject.probe}`

export function rank(reading: Reading, placed: readonly Placed[]): Ranking {
  const all = placed.map(
    (each): Ranked => ({
      ...each,
      origin: originOf(reading, each),
      head: headOf(each.finding),
      isGrave: isGrave(each.finding),
    }),
  )
  const heads = [...grouped(all, ({ head }) => head).values()]
  const incident = all.filter(({ origin }) => origin === 'incident')
  const grave = incident.filter((each) => each.isGrave)
  const { isCause, groupShare } = reading.incident.told
  const causes = incident.filter(isCause)
  const isMost = (head: Ranked[]) =>
    groupShare !== undefined &&
    grave.length > 0 &&
    head.filter((each) => grave.includes(each)).length >= groupShare * grave.length
  const whole = heads.find(isMost)
  const leader = causes[0] ?? whole?.[0]
  const [first] = all
  const [firstHead = []] = heads
  const isFirst = first !== undefined && (causes.includes(first) || whole?.[0] === first)
  const isFirstHead = firstHead.some((each) => causes.includes(each)) || (whole !== undefined && whole === firstHead)
  const underCause = grave.filter(({ head }) => head === leader?.head).length
  return {
    findings: all.length,
    heads: heads.filter((head) => head.some((each) => each.isGrave)).length,
    headsOfCause: new Set(grave.map(({ head }) => head)).size,
    noise: all.filter((each) => each.origin === 'other' && each.isGrave).length,
    isNamed: leader !== undefined,
    isFirst,
    isFirstHead,
    place: leader === undefined ? null : all.indexOf(leader) + 1,
    together: grave.length > 1 && leader !== undefined ? underCause / grave.length : null,
    firstIs: first === undefined ? 'nothing' : `${told(first)} (${first.origin})`,
    causeIs: leader === undefined ? '-' : told(leader),
    whyNotFirst: whyNotFirst(leader, first),
  }
}

function whyNotFirst(leader: Ranked | undefined, first: Ranked | undefined): string {
  if (leader === undefined || first === undefined) return 'no finding names the cause'
  if (first.origin === 'incident') return 'a symptom comes first'
  if (first.rule === 'probe-failed' || first.rule === 'snapshot-incomplete')
    return 'a capture that failed in part comes first'
  return `${first.origin === 'routine' ? 'routine' : 'what was so before'} comes first: ${first.rule}`
}

function originOf(reading: Reading, placed: Placed): FindingOrigin {
  const { world, snapshots, incident } = reading
  const { incidentMs } = world.traits
  const snapshot = snapshots[placed.later]
  const seenMs = snapshot?.trueMs ?? Number.POSITIVE_INFINITY
  if (incident.kind === 'incident' && seenMs + captureMs >= incidentMs) {
    if (placed.entities.some((tag) => isOfIncident(reading, tag, seenMs, placed.rule))) return 'incident'
    if (hasFailedByWorld(reading, placed)) return 'incident'
  }
  const isRoutine = placed.entities.some((tag) => world.touched.get(tag)?.some(({ origin }) => origin === 'routine'))
  if (isRoutine) return 'routine'
  return placed.rule === 'log-rotated' || placed.rule === 'log-grew-fast' ? 'routine' : 'other'
}

function isOfIncident({ world, incident }: Reading, tag: string, seenMs: number, rule: string): boolean {
  const isTouched = world.touched
    .get(tag)
    ?.some(({ origin, atMs }) => origin === 'incident' && atMs <= seenMs + 300 * second)
  if (isTouched) return true
  const service = world.services.find((each) => each.tag === tag)
  if (service === undefined || !/service|agent/.test(rule)) return false
  const { incidentMs } = world.traits
  const isGap = service.gaps.some(({ fromMs, toMs }) => fromMs >= incidentMs - second && toMs > incidentMs)
  return isGap || incident.told.isOfClock === true
}

function hasFailedByWorld({ snapshots }: Reading, { rule, finding, later }: Placed): boolean {
  const snapshot = snapshots[later]
  if (rule !== 'probe-failed' || snapshot === undefined) return false
  const { node, probe } = finding.params
  if (probe === undefined || probe === '') return snapshot.nodes.some((each) => each.name === node && each.isByWorld)
  return snapshot.outputs.some(
    (each) => each.probe === probe && each.node === node && each.outcome !== 'ok' && each.isByWorld,
  )
}

/** Whether the snapshots show the cause at all, whatever rules there are for it. */
export function isCauseVisible(reading: Reading, expected: readonly Expectation[]): boolean {
  const { incident, world, snapshots } = reading
  if (incident.kind !== 'incident') return false
  const seen = expected
    .filter(({ isByWorld, last }) => isByWorld && (snapshots[last]?.trueMs ?? 0) + captureMs >= world.traits.incidentMs)
    .map(({ rule, subject }) => ({ rule: rule.replace(/[()]/g, ''), subject, entities: reading.entitiesOf(subject) }))
  if (seen.some(incident.told.isCause)) return true
  if (incident.told.groupShare === undefined) return false
  const isTouched = (tag: string) => world.touched.get(tag)?.some(({ origin }) => origin === 'incident') === true
  return seen.filter(({ entities }) => entities.some(isTouched)).length >= 3
}
