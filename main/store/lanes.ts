/**
 * Lanes kept as runs of equal states. A new snapshot writes only what is different from its neighbours; one that is
 * older than others is put between them.
 */

import type Database from 'better-sqlite3'
import { inOrder } from '../../shared/compare/changes.ts'
import { type LaneState, laneStateOf, SpanBuilder } from '../../shared/compare/lanes.ts'
import { bestCoverage, type Coverage, coverageOf, placeOf, type SnapshotView } from '../../shared/compare/view.ts'
import { whereaboutsOfSubject } from '../../shared/compare/whereabouts.ts'
import type { Lane, Outcome } from '../../shared/model.ts'
import { toIso } from '../../shared/parse/time.ts'
import { knownProbe, probes } from '../../shared/probes/index.ts'
import { Statements } from './statements.ts'
import { messageStored } from './stored-message.ts'

/** A snapshot's place in its site's time. */
export interface Position {
  seq: number
  takenAtMs: number
}

interface Run extends LaneState {
  id: number
  lane: number
  probe: string
  place: string
  key: string
  fromMs: number
  fromSeq: number
  toMs: number
  /** Null: up to the last one that was placed. */
  toSeq: number | null
}

/** Beyond every time a snapshot may have. */
const openEndMs = 9e15
/** Raise the number when runs are made by other rules; a parser's version counts by itself. */
const madeBy = `1 ${probes.map(({ name, version }) => `${name}:${version}`).join(' ')}`

const isBefore = (aMs: number, aSeq: number, bMs: number, bSeq: number) => aMs < bMs || (aMs === bMs && aSeq < bSeq)
const areEqual = (a: LaneState, b: LaneState) => a.state === b.state && a.health === b.health && a.label === b.label
const covers = (run: Run, { seq, takenAtMs }: Position) =>
  !isBefore(takenAtMs, seq, run.fromMs, run.fromSeq) &&
  !isBefore(run.toMs, run.toSeq ?? Number.MAX_SAFE_INTEGER, takenAtMs, seq)

const runColumns = `run.id, lane, probe, place, key, from_ms AS fromMs, from_seq AS fromSeq, to_ms AS toMs, to_seq AS toSeq,
  state, health, label FROM run JOIN lane ON lane.id = run.lane`
const positionColumns = 'seq, taken_at_ms AS takenAtMs FROM snapshot WHERE site = ?'
const after = '(taken_at_ms > ? OR taken_at_ms = ? AND seq > ?) ORDER BY taken_at_ms, seq LIMIT 1'
const before = '(taken_at_ms < ? OR taken_at_ms = ? AND seq < ?) ORDER BY taken_at_ms DESC, seq DESC LIMIT 1'

export class Lanes {
  #sql: Statements
  /** The runs that cover the snapshot placed last, by subject: mostly the next one is placed behind it. */
  #ends: { site: number; seq: number; dataVersion: unknown; runs: Map<string, Run> } | null = null

  constructor(db: Database.Database) {
    this.#sql = new Statements(db)
  }

  /** After a transaction that was rolled back. */
  forget(): void {
    this.#ends = null
  }

  /** A snapshot was stored, in this transaction. It waits when others ahead of it do. */
  added(site: number, at: Position, view: SnapshotView): void {
    const placed = this.#placed(site)
    if (placed === undefined && this.#nextWaiting(site)?.seq === at.seq)
      this.#sql.run(`INSERT INTO placed VALUES (?, ?, -9e15, 0)`, site, madeBy)
    else if (placed?.madeBy !== madeBy) return
    if (placed !== undefined && isBefore(at.takenAtMs, at.seq, placed.takenAtMs, placed.seq))
      this.#splice(site, at, view)
    else if (this.#nextWaiting(site)?.seq === at.seq) this.#append(site, at, view)
  }

  /** Whether snapshots of the site wait to be placed. */
  isBehind(site: number): boolean {
    return this.#placed(site)?.madeBy !== madeBy
      ? this.#neighbour(site, after, null) !== null
      : this.#nextWaiting(site) !== null
  }

  /** How many snapshots of the site wait to be placed. */
  waiting(site: number): number {
    const { takenAtMs, seq } = this.#placed(site) ?? { takenAtMs: -9e15, seq: 0 }
    const sql = 'SELECT count(*) AS n FROM snapshot WHERE site = ? AND (taken_at_ms > ? OR taken_at_ms = ? AND seq > ?)'
    return this.#sql.get<{ n: number }>(sql, site, takenAtMs, takenAtMs, seq)?.n ?? 0
  }

  /** Places the next snapshot that waits; false when none does. In a transaction. */
  advance(site: number, viewOf: (seq: number) => SnapshotView): boolean {
    if (this.#placed(site)?.madeBy !== madeBy) {
      this.forget()
      this.#sql.run('DELETE FROM run WHERE site = ?', site)
      this.#sql.run('DELETE FROM lane WHERE site = ?', site)
      this.#sql.run('INSERT OR REPLACE INTO placed VALUES (?, ?, -9e15, 0)', site, madeBy)
    }
    const next = this.#nextWaiting(site)
    if (next === null) return false
    this.#append(site, next, viewOf(next.seq))
    return true
  }

  /** A snapshot is about to be deleted, in this transaction. */
  removing(site: number, at: Position): void {
    this.forget()
    const placed = this.#placed(site)
    if (placed === undefined || isBefore(placed.takenAtMs, placed.seq, at.takenAtMs, at.seq)) return
    const previous = this.#neighbour(site, before, at)
    const next = placed.seq === at.seq ? null : this.#neighbour(site, after, at)
    for (const run of this.#around(site, at, at)) {
      const isFirst = run.fromSeq === at.seq
      const isLast = run.toSeq === at.seq || (run.toSeq === null && placed.seq === at.seq)
      if (isFirst && isLast) this.#sql.run('DELETE FROM run WHERE id = ?', run.id)
      else if (isFirst && next !== null) this.#begin(run, next)
      else if (isLast && run.toSeq !== null) this.#end(run, previous)
    }
    this.#sql.run('DELETE FROM lane WHERE site = ? AND NOT EXISTS (SELECT 1 FROM run WHERE run.lane = lane.id)', site)
    if (placed.seq === at.seq) this.#moveTo(site, previous ?? { seq: 0, takenAtMs: -9e15 })
  }

  /** The lanes over these snapshots, which are all of the site. */
  lanes(site: number, snapshots: Position[]): Lane[] {
    const indexes = new Map(snapshots.map(({ seq }, index) => [seq, index]))
    const times = snapshots.map(({ takenAtMs }) => toIso(takenAtMs))
    const coverage = this.#coverage(site, indexes)
    const lanes: Lane[] = []
    let lastLane = 0
    let builder = new SpanBuilder([], [])
    for (const run of this.#sql.all<Run>(
      `SELECT ${runColumns} WHERE run.site = ? ORDER BY lane, from_ms, from_seq`,
      site,
    )) {
      if (run.lane !== lastLane) {
        builder.finish()
        const { probe, place, key } = run
        builder = new SpanBuilder(times, coverage(probe, place))
        const subject = { probe, place, key }
        lanes.push({ ...subject, ...whereaboutsOfSubject(subject), label: '', spans: builder.spans })
        lastLane = run.lane
      }
      const from = indexes.get(run.fromSeq) ?? 0
      const to = run.toSeq === null ? snapshots.length - 1 : (indexes.get(run.toSeq) ?? from)
      builder.add(from, to, run.state, run.health)
      const lane = lanes.at(-1)
      if (lane !== undefined) lane.label = run.label
    }
    builder.finish()
    return lanes.sort(inOrder)
  }

  /** Per probe and place, whether each snapshot showed everything. */
  #coverage(site: number, indexes: Map<number, number>): (probe: string, place: string) => boolean[] {
    const found = new Map<string, Coverage[]>()
    const sections = this.#sql.all<{
      snapshot: number
      probe: string
      node: string
      pod: string | null
      command: string
      outcome: Outcome
      partialView: string | null
      rows: number
      unparsed: number
    }>(
      `SELECT snapshot, probe, node, pod, command, outcome, partial_view AS partialView, row_count AS rows,
        unparsed_count AS unparsed FROM slot JOIN section ON section.slot = slot.id WHERE slot.site = ?`,
      site,
    )
    for (const section of sections) {
      const index = indexes.get(section.snapshot)
      if (index === undefined || knownProbe(section.probe) === undefined) continue
      const id = `${section.probe}\u0000${placeOf(section)}`
      let list = found.get(id)
      if (list === undefined) {
        list = Array.from({ length: indexes.size }, () => 'none')
        found.set(id, list)
      }
      list[index] = bestCoverage(
        list[index] ?? 'none',
        coverageOf({ ...section, partialView: messageStored(section.partialView) }),
      )
    }
    const whole = new Map([...found].map(([id, list]) => [id, list.map((each) => each === 'full')]))
    const none = Array.from({ length: indexes.size }, () => false)
    return (probe, place) => whole.get(`${probe}\u0000${place}`) ?? none
  }

  /** Behind all that were placed. */
  #append(site: number, at: Position, view: SnapshotView): void {
    const previous = this.#neighbour(site, before, at)
    const dataVersion = this.#sql.db.pragma('data_version', { simple: true })
    const known = this.#ends
    const ends =
      known !== null && known.site === site && known.seq === previous?.seq && known.dataVersion === dataVersion
        ? known.runs
        : previous === null
          ? new Map<string, Run>()
          : bySubject(this.#around(site, previous, previous))
    const runs = new Map<string, Run>()
    for (const [id, found] of view.rows) {
      const state = laneStateOf(found)
      if (state === null) continue
      const run = ends.get(id)
      if (run !== undefined && areEqual(run, state)) {
        if (run.toSeq !== null) this.#open(run)
        runs.set(id, run)
        continue
      }
      if (run !== undefined && run.toSeq === null) this.#end(run, previous)
      runs.set(id, this.#insert(site, subjectOf(found), at, null, state, run?.lane))
    }
    for (const [id, run] of ends) if (run.toSeq === null && !runs.has(id)) this.#end(run, previous)
    this.#ends = { site, seq: at.seq, dataVersion, runs }
    this.#moveTo(site, at)
  }

  /** Between two that were placed, or ahead of all. */
  #splice(site: number, at: Position, view: SnapshotView): void {
    this.forget()
    const previous = this.#neighbour(site, before, at)
    const next = this.#neighbour(site, after, at)
    if (next === null) return
    const around = this.#around(site, previous ?? next, next)
    const left = previous === null ? new Map<string, Run>() : bySubject(around.filter((run) => covers(run, previous)))
    const right = bySubject(around.filter((run) => covers(run, next)))
    const shown = new Set<string>()
    for (const [id, found] of view.rows) {
      const state = laneStateOf(found)
      if (state === null) continue
      shown.add(id)
      const [one, other] = [left.get(id), right.get(id)]
      const isLeft = one !== undefined && areEqual(one, state)
      const isRight = other !== undefined && areEqual(other, state)
      if (one !== undefined && one.id === other?.id) {
        if (isLeft) continue
        this.#split(site, one, previous, next)
        this.#insert(site, one, at, at, state, one.lane)
      } else if (isLeft) {
        if (isRight) {
          this.#sql.run('DELETE FROM run WHERE id = ?', other.id)
          this.#endAt(one, other.toMs, other.toSeq)
        } else this.#end(one, at)
      } else if (isRight) this.#begin(other, at)
      else this.#insert(site, subjectOf(found), at, at, state, one?.lane ?? other?.lane)
    }
    for (const [id, run] of left)
      if (!shown.has(id) && run.id === right.get(id)?.id) this.#split(site, run, previous, next)
  }

  #split(site: number, run: Run, previous: Position | null, next: Position): void {
    const end = run.toSeq === null ? null : { seq: run.toSeq, takenAtMs: run.toMs }
    this.#insert(site, run, next, end, run, run.lane)
    this.#end(run, previous)
  }

  #insert(
    site: number,
    subject: { probe: string; place: string; key: string },
    from: Position,
    to: Position | null,
    { state, health, label }: LaneState,
    knownLane: number | undefined,
  ): Run {
    const { probe, place, key } = subject
    const lane =
      knownLane ??
      this.#sql.get<{ id: number }>(
        'SELECT id FROM lane WHERE site = ? AND probe = ? AND place = ? AND key = ?',
        ...[site, probe, place, key],
      )?.id ??
      this.#sql.run('INSERT INTO lane (site, probe, place, key) VALUES (?, ?, ?, ?)', site, probe, place, key)
    const run = {
      ...{ lane, probe, place, key, state, health, label, fromMs: from.takenAtMs, fromSeq: from.seq },
      ...{ toMs: to?.takenAtMs ?? openEndMs, toSeq: to?.seq ?? null },
    }
    const id = this.#sql.run(
      `INSERT INTO run (site, lane, from_ms, from_seq, to_ms, to_seq, state, health, label)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[site, lane, run.fromMs, run.fromSeq, run.toMs, run.toSeq, state, health, label],
    )
    return { id, ...run }
  }

  #begin(run: Run, at: Position): void {
    this.#sql.run('UPDATE run SET from_ms = ?, from_seq = ? WHERE id = ?', at.takenAtMs, at.seq, run.id)
  }

  #end(run: Run, at: Position | null): void {
    if (at !== null) this.#endAt(run, at.takenAtMs, at.seq)
  }

  #open(run: Run): void {
    this.#endAt(run, openEndMs, null)
    run.toMs = openEndMs
    run.toSeq = null
  }

  #endAt(run: Run, ms: number, seq: number | null): void {
    this.#sql.run('UPDATE run SET to_ms = ?, to_seq = ? WHERE id = ?', ms, seq, run.id)
  }

  /** Runs that cover one of two neighbours, or of which one is the other. */
  #around(site: number, a: Position, b: Position): Run[] {
    return this.#sql
      .all<Run>(
        `SELECT ${runColumns} WHERE run.site = ? AND to_ms >= ? AND from_ms <= ?`,
        site,
        a.takenAtMs,
        b.takenAtMs,
      )
      .filter((run) => covers(run, a) || covers(run, b))
  }

  #neighbour(site: number, where: string, at: Position | null): Position | null {
    const { takenAtMs, seq } = at ?? { takenAtMs: -9e15, seq: 0 }
    return this.#sql.get<Position>(`SELECT ${positionColumns} AND ${where}`, site, takenAtMs, takenAtMs, seq) ?? null
  }

  #placed(site: number): (Position & { madeBy: string }) | undefined {
    return this.#sql.get('SELECT made_by AS madeBy, to_ms AS takenAtMs, to_seq AS seq FROM placed WHERE site = ?', site)
  }

  #nextWaiting(site: number): Position | null {
    return this.#neighbour(site, after, this.#placed(site) ?? null)
  }

  #moveTo(site: number, at: Position): void {
    this.#sql.run('UPDATE placed SET to_ms = ?, to_seq = ? WHERE site = ?', at.takenAtMs, at.seq, site)
  }
}

const subjectOf = ({ section, row }: Parameters<typeof laneStateOf>[0]) => ({
  ...{ probe: section.probe, place: placeOf(section), key: row.key },
})

const bySubject = (runs: Run[]): Map<string, Run> =>
  new Map(runs.map((run) => [`${run.probe}\u0000${run.place}\u0000${run.key}`, run]))
