/** Lanes as they are shown: read from the runs, with what lies between them told from the sections. */
import { inOrder } from '../../shared/compare/changes.ts'
import { SpanBuilder } from '../../shared/compare/lanes.ts'
import { bestCoverage, type Coverage, coverageOf, placeId, placeOf } from '../../shared/compare/view.ts'
import { whereaboutsOfSubject } from '../../shared/compare/whereabouts.ts'
import type { Health, Lane, Outcome } from '../../shared/model.ts'
import { toIso } from '../../shared/parse/time.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { Position } from './position.ts'
import type { Statements } from './statements.ts'
import { messageStored } from './stored-message.ts'

interface StoredRun {
  lane: number
  probe: string
  place: string
  key: string
  fromSeq: number
  toSeq: number
  state: string
  health: Health
  label: string
}

/** The lanes over these snapshots, which are all of the site, oldest first. */
export function lanesOfSite(sql: Statements, site: number, snapshots: readonly Position[]): Lane[] {
  const indexes = new Map(snapshots.map(({ seq }, index) => [seq, index]))
  const times = snapshots.map(({ takenAtMs }) => toIso(takenAtMs))
  const isWhole = coverageOfSite(sql, site, indexes)
  const lanes: Lane[] = []
  let lastLane = 0
  let builder = new SpanBuilder([], [])
  // A run without an end reaches to the end of its track.
  const runs = sql.all<StoredRun>(
    `SELECT run.lane, probe, place, key, from_seq AS fromSeq, ifnull(run.to_seq, track.to_seq) AS toSeq, state, health, label
      FROM track JOIN run ON run.track = track.id JOIN lane ON lane.id = run.lane
      WHERE track.site = ? ORDER BY run.lane, from_ms, from_seq`,
    site,
  )
  for (const { lane, probe, place, key, fromSeq, toSeq, state, health, label } of runs) {
    if (lane !== lastLane) {
      builder.finish()
      builder = new SpanBuilder(times, isWhole(probe, place))
      const subject = { probe, place, key }
      lanes.push({ ...subject, ...whereaboutsOfSubject(subject), label, spans: builder.spans })
      lastLane = lane
    }
    const from = indexes.get(fromSeq) ?? 0
    builder.add(from, indexes.get(toSeq) ?? from, state, health)
    // The name that it had last.
    const current = lanes.at(-1)
    if (current !== undefined) current.label = label
  }
  builder.finish()
  return lanes.sort(inOrder)
}

interface StoredCoverage {
  snapshot: number
  probe: string
  node: string
  pod: string | null
  command: string
  outcome: Outcome
  partialView: string | null
  rows: number
  unparsed: number
}

/** Per probe and place, whether each snapshot showed everything. */
function coverageOfSite(
  sql: Statements,
  site: number,
  indexes: ReadonlyMap<number, number>,
): (probe: string, place: string) => boolean[] {
  const found = new Map<string, Coverage[]>()
  const sections = sql.all<StoredCoverage>(
    `SELECT snapshot, probe, node, pod, command, outcome, partial_view AS partialView, row_count AS rows,
      unparsed_count AS unparsed FROM slot JOIN section ON section.slot = slot.id WHERE slot.site = ?`,
    site,
  )
  for (const section of sections) {
    const index = indexes.get(section.snapshot)
    if (index === undefined || knownProbe(section.probe) === undefined) continue
    const id = placeId(section.probe, placeOf(section))
    let list = found.get(id)
    if (list === undefined) {
      list = Array.from({ length: indexes.size }, () => 'none')
      found.set(id, list)
    }
    const own = coverageOf({ ...section, partialView: messageStored(section.partialView) })
    list[index] = bestCoverage(list[index] ?? 'none', own)
  }
  const whole = new Map([...found].map(([id, list]) => [id, list.map((each) => each === 'full')]))
  const none = Array.from({ length: indexes.size }, () => false)
  return (probe, place) => whole.get(placeId(probe, place)) ?? none
}
