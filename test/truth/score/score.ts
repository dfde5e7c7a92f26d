/** One incident: what the program said, held against the truth. */
import type { Incident } from '../incident.ts'
import { judges } from '../judge/judges.ts'
import { type Placed, Reading } from '../judge/reading.ts'
import { missOf, type Verdict, yes } from '../judge/verdict.ts'
import type { Pair, Said } from '../product.ts'
import type { ScenarioKind } from '../scenarios/scenario.ts'
import { minute } from '../world/durations.ts'
import { type Contradictions, wrongChanges, wrongSpans } from './comparison.ts'
import { type Expectation, expectationsOf } from './expectations.ts'
import { isCauseVisible, type Ranking, rank } from './ranking.ts'

export interface Judged extends Placed {
  verdict: Verdict
  isJudged: boolean
  /** How far `since` lies from the truth, in ms; null when there is nothing to check. */
  missMs: number | null
}

export interface Score {
  seed: number
  scenario: string
  kind: ScenarioKind
  isCauseVisible: boolean
  judged: Judged[]
  expected: { expectation: Expectation; isFound: boolean }[]
  changes: Contradictions
  spans: Contradictions
  site: Ranking
  compared: Ranking
}

/** The last snapshot ahead of the incident, and the one behind it that shows most of it: a person's A and B. */
export function pairOf({ snapshots, world }: Incident): Pair {
  const { incidentMs } = world.traits
  const isAhead = ({ trueMs }: { trueMs: number }) => trueMs < incidentMs
  const before = snapshots.findLast((each) => isAhead(each) && each.how !== 'hand') ?? snapshots.findLast(isAhead)
  const after = snapshots.find(({ trueMs, how }) => trueMs > incidentMs + 6 * minute && how !== 'hand')
  return { a: before?.index ?? 0, b: after?.index ?? snapshots.length - 1 }
}

export function scoreOf(incident: Incident, said: Said, pair: Pair): Score {
  const reading = new Reading(incident)
  const judged = said.findings.map((finding) => judge(reading, reading.placed(finding)))
  const expected = expectationsOf(reading)
  return {
    seed: incident.seed,
    scenario: incident.scenario,
    kind: incident.kind,
    isCauseVisible: isCauseVisible(reading, expected),
    judged,
    expected: expected.map((expectation) => ({ expectation, isFound: isFound(reading, expectation, judged) })),
    changes: wrongChanges(reading, said.changes, pair),
    spans: wrongSpans(reading, said.lanes),
    site: rank(reading, judged),
    compared: rank(
      reading,
      said.comparedFindings.map((finding) => reading.placed(finding)),
    ),
  }
}

function judge(reading: Reading, placed: Placed): Judged {
  const own = judges[placed.rule]
  const verdict = own === undefined ? yes() : own(reading, placed)
  const missMs = verdict.isTrue ? missOf(placed.finding.since, verdict) : null
  return { ...placed, verdict, isJudged: own !== undefined, missMs }
}

/** Words about the capture or the past do not tell what is expected here. */
const saysLittle = new Set(['snapshot-incomplete', 'probe-failed', 'clock-skew'])

function isFound(reading: Reading, expectation: Expectation, said: readonly Placed[]): boolean {
  const { rule, subject, at, first, last, also } = expectation
  const isSame = (other: Placed['subject'], one = subject) =>
    other.probe === one.probe && other.place === one.place && other.key === one.key
  if (rule.startsWith('('))
    return said.some(
      (each) =>
        isSame(each.subject) &&
        each.later >= (at ?? first) &&
        each.later <= (at ?? last) &&
        each.finding.params.sinceCreation !== 1 &&
        !saysLittle.has(each.rule),
    )
  if (said.some((each) => each.rule === rule && isSame(each.subject) && (at === null || each.later === at))) return true
  if (also === null) return false
  const { world } = reading
  return said.some((each) => {
    if (each.rule !== also.rule) return false
    if (also.subject !== undefined) return isSame(each.subject, also.subject) && each.later === at
    const isOfWorkload = world.pods.some((pod) => pod.workload === also.workload && each.entities.includes(pod.tag))
    return isOfWorkload && (rule === 'image-changed' || each.later === at)
  })
}
