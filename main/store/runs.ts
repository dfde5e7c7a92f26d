/** Runs of equal states, as they rest in the library: a row a run, in a lane of a track. */
import type { LaneState } from '../../shared/compare/lanes.ts'
import { compoundKey } from '../../shared/compound-key.ts'
import { isBefore, openEndMs, type Position } from './position.ts'
import type { Statements } from './statements.ts'

/** Which lane of a track. */
export interface LaneName {
  place: string
  key: string
}

export interface Run extends LaneState, LaneName {
  id: number
  lane: number
  fromMs: number
  fromSeq: number
  toMs: number
  /** Null: up to the end of its track. */
  toSeq: number | null
}

export const laneId = ({ place, key }: LaneName): string => compoundKey(place, key)

const byLane = (runs: Run[]): Map<string, Run> => new Map(runs.map((run) => [laneId(run), run]))

export function covers(run: Run, at: Position): boolean {
  const end = { takenAtMs: run.toMs, seq: run.toSeq ?? Number.MAX_SAFE_INTEGER }
  return !isBefore(at, { takenAtMs: run.fromMs, seq: run.fromSeq }) && !isBefore(end, at)
}

const columns = `run.id, lane, place, key, from_ms AS fromMs, from_seq AS fromSeq, to_ms AS toMs, to_seq AS toSeq,
  state, health, label FROM run JOIN lane ON lane.id = run.lane`

export class Runs {
  #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  /** By lane. */
  at(track: number, at: Position | null): Map<string, Run> {
    if (at === null) return new Map()
    const near = this.#sql.all<Run>(
      `SELECT ${columns} WHERE run.track = ? AND to_ms >= ? AND from_ms <= ?`,
      track,
      at.takenAtMs,
      at.takenAtMs,
    )
    return byLane(near.filter((run) => covers(run, at)))
  }

  /** A run that ends at `to`; null: at the end of its track. `lane`: its lane, where that is known to be there. */
  insert(track: number, name: LaneName, from: Position, to: Position | null, state: LaneState, lane?: number): Run {
    const run = {
      lane: lane ?? this.#lane(track, name),
      place: name.place,
      key: name.key,
      state: state.state,
      health: state.health,
      label: state.label,
      fromMs: from.takenAtMs,
      fromSeq: from.seq,
      toMs: to?.takenAtMs ?? openEndMs,
      toSeq: to?.seq ?? null,
    }
    const id = this.#sql.run(
      `INSERT INTO run (track, lane, from_ms, from_seq, to_ms, to_seq, state, health, label)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      track,
      run.lane,
      run.fromMs,
      run.fromSeq,
      run.toMs,
      run.toSeq,
      run.state,
      run.health,
      run.label,
    )
    return { id, ...run }
  }

  begin(run: Run, at: Position): void {
    this.#sql.run('UPDATE run SET from_ms = ?, from_seq = ? WHERE id = ?', at.takenAtMs, at.seq, run.id)
  }

  end(run: Run, at: Position): void {
    this.#endAt(run, at.takenAtMs, at.seq)
  }

  /** Lets it reach to the end of its track. */
  open(run: Run): void {
    this.#endAt(run, openEndMs, null)
  }

  /** Ends it where another one ends. */
  endLike(run: Run, { toMs, toSeq }: Run): void {
    this.#endAt(run, toMs, toSeq)
  }

  delete(run: Run): void {
    this.#sql.run('DELETE FROM run WHERE id = ?', run.id)
  }

  dropLanesWithoutRuns(track: number): void {
    this.#sql.run('DELETE FROM lane WHERE track = ? AND NOT EXISTS (SELECT 1 FROM run WHERE run.lane = lane.id)', track)
  }

  dropAll(track: number): void {
    this.#sql.run('DELETE FROM run WHERE track = ?', track)
    this.#sql.run('DELETE FROM lane WHERE track = ?', track)
  }

  #endAt(run: Run, ms: number, seq: number | null): void {
    this.#sql.run('UPDATE run SET to_ms = ?, to_seq = ? WHERE id = ?', ms, seq, run.id)
    run.toMs = ms
    run.toSeq = seq
  }

  #lane(track: number, { place, key }: LaneName): number {
    const known = this.#sql.get<{ id: number }>(
      'SELECT id FROM lane WHERE track = ? AND place = ? AND key = ?',
      track,
      place,
      key,
    )
    return known?.id ?? this.#sql.run('INSERT INTO lane (track, place, key) VALUES (?, ?, ?)', track, place, key)
  }
}
