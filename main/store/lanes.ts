/**
 * Keeps lanes as runs of equal states. A new snapshot writes only what is different from its neighbours; one that is
 * older than others is put between them. Each probe of a site has its own track (see `tracks.ts`).
 */
import { type LaneState, laneStateOf } from '../../shared/compare/lanes.ts'
import { placeOf } from '../../shared/compare/view.ts'
import type { ParsedSection } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { Thresholds } from '../../shared/thresholds.ts'
import { beginning, countAfter, isBefore, lastBefore, nextAfter, openEndMs, type Position } from './position.ts'
import { type LaneName, laneId, type Run, Runs } from './runs.ts'
import type { Statements } from './statements.ts'
import { type Track, Tracks } from './tracks.ts'

interface SeenState extends LaneState, LaneName {}
/** What a snapshot shows of one probe, by lane. */
type Seen = Map<string, SeenState>

const areEqual = (a: LaneState, b: LaneState) => a.state === b.state && a.health === b.health && a.label === b.label

/** `sections`: of one probe. */
function seenIn(sections: readonly ParsedSection[], thresholds: Thresholds): Seen {
  const seen: Seen = new Map()
  for (const section of sections) {
    const place = placeOf(section)
    for (const row of section.parsed.rows) {
      const name = { place, key: row.key }
      const id = laneId(name)
      if (seen.has(id)) continue
      const state = laneStateOf({ section, row }, thresholds)
      if (state !== null) seen.set(id, { ...name, ...state })
    }
  }
  return seen
}

export class Lanes {
  #sql: Statements
  #runs: Runs
  #tracks: Tracks
  /** By track, the runs that cover its end: mostly the next snapshot is placed behind it. */
  #ends = new Map<number, { seq: number; runs: Map<string, Run> }>()

  constructor(sql: Statements) {
    this.#sql = sql
    this.#runs = new Runs(sql)
    this.#tracks = new Tracks(sql)
    sql.onForget(() => this.#ends.clear())
  }

  /** A snapshot was stored, in this transaction. Tracks that are behind take it when they come to it. */
  added(site: number, at: Position, sections: readonly ParsedSection[], thresholds: Thresholds): void {
    this.#beginTracks(site, at, sections, thresholds)
    for (const track of this.#tracks.of(site)) {
      const isBetween = isBefore(at, track.end)
      if (!this.#tracks.isOfNow(track, thresholds)) {
        if (isBetween) this.#tracks.spoil(track)
        continue
      }
      const own = sections.filter(({ probe }) => probe === track.probe)
      const seen = seenIn(own, thresholds)
      if (isBetween) this.#splice(track, at, seen)
      else if (nextAfter(this.#sql, site, track.end)?.seq === at.seq) this.#append(track, at, seen)
    }
  }

  /** Of probes that the site has not had before: no other snapshot shows anything of them. */
  #beginTracks(site: number, at: Position, sections: readonly ParsedSection[], thresholds: Thresholds): void {
    const missing = this.#probesWithoutTrack(site)
    for (const probe of new Set(sections.map((section) => section.probe)))
      if (missing.includes(probe) && this.#isOnlyIn(site, probe, at))
        this.#tracks.insert(site, probe, thresholds, this.#lastBeside(site, at))
  }

  /** Whether there are lanes of the site to be made, or to be made anew. */
  isBehind(site: number, thresholds: Thresholds): boolean {
    return this.#behind(site, thresholds) !== undefined || this.#probesWithoutTrack(site).length > 0
  }

  /** How many snapshots are still to be placed, counted once for each probe. */
  waiting(site: number, thresholds: Thresholds): number {
    let count = this.#probesWithoutTrack(site).length * countAfter(this.#sql, site, beginning)
    for (const track of this.#knownTracks(site))
      count += countAfter(this.#sql, site, this.#tracks.isOfNow(track, thresholds) ? track.end : beginning)
    return count
  }

  /** In a transaction. Places the next snapshot that a track waits for; false when none does. */
  advance(
    site: number,
    thresholds: Thresholds,
    sectionsOf: (seq: number, probe: string) => readonly ParsedSection[],
  ): boolean {
    const track = this.#behind(site, thresholds) ?? this.#newTrack(site, thresholds)
    if (track === undefined) return false
    if (!this.#tracks.isOfNow(track, thresholds)) {
      this.#ends.delete(track.id)
      this.#runs.dropAll(track.id)
      this.#tracks.reset(track, thresholds)
    }
    const next = nextAfter(this.#sql, site, track.end)
    if (next !== null) this.#append(track, next, seenIn(sectionsOf(next.seq, track.probe), thresholds))
    return true
  }

  /** A snapshot is about to be deleted, in this transaction. */
  removing(site: number, at: Position): void {
    const previous = lastBefore(this.#sql, site, at)
    const next = nextAfter(this.#sql, site, at)
    for (const track of this.#tracks.of(site)) {
      this.#ends.delete(track.id)
      if (isBefore(track.end, at)) continue
      const isEnd = track.end.seq === at.seq
      for (const run of this.#runs.at(track.id, at).values()) {
        const isFirst = run.fromSeq === at.seq
        const isLast = run.toSeq === at.seq || (run.toSeq === null && isEnd)
        if (isFirst && isLast) this.#runs.delete(run)
        else if (isFirst && next !== null) this.#runs.begin(run, next)
        else if (isLast && run.toSeq !== null && previous !== null) this.#runs.end(run, previous)
      }
      this.#runs.dropLanesWithoutRuns(track.id)
      if (isEnd) this.#tracks.moveTo(track, previous ?? beginning)
    }
  }

  /** Tracks of probes that no snapshot of the site has any more, in this transaction. */
  dropUnused(site: number): void {
    const asked = new Set(this.#probesOf(site))
    for (const track of this.#knownTracks(site)) {
      if (asked.has(track.probe)) continue
      this.#runs.dropAll(track.id)
      this.#tracks.delete(track)
    }
  }

  /** The next track that is not as it should be. */
  #behind(site: number, thresholds: Thresholds): Track | undefined {
    return this.#knownTracks(site).find(
      (track) => !this.#tracks.isOfNow(track, thresholds) || nextAfter(this.#sql, site, track.end) !== null,
    )
  }

  /** Those of probes that this version knows. */
  #knownTracks(site: number): Track[] {
    return this.#tracks.of(site).filter(({ probe }) => knownProbe(probe) !== undefined)
  }

  #newTrack(site: number, thresholds: Thresholds): Track | undefined {
    const [probe] = this.#probesWithoutTrack(site)
    return probe === undefined ? undefined : this.#tracks.insert(site, probe, thresholds)
  }

  /** Behind all that were placed. */
  #append(track: Track, at: Position, seen: Seen): void {
    const previous = lastBefore(this.#sql, track.site, at)
    const kept = this.#ends.get(track.id)
    const isKept = kept !== undefined && kept.seq === previous?.seq
    const ends = isKept ? kept.runs : this.#runs.at(track.id, previous)
    const runs = new Map<string, Run>()
    for (const [id, state] of seen) {
      const run = ends.get(id)
      if (run !== undefined && areEqual(run, state)) {
        if (run.toSeq !== null) this.#runs.open(run)
        runs.set(id, run)
      } else {
        this.#endAt(run, previous)
        runs.set(id, this.#runs.insert(track.id, state, at, null, state, run?.lane))
      }
    }
    for (const [id, run] of ends) if (!runs.has(id)) this.#endAt(run, previous)
    this.#ends.set(track.id, { seq: at.seq, runs })
    this.#tracks.moveTo(track, at)
  }

  /** Ends what has reached to the end of its track until now. */
  #endAt(run: Run | undefined, at: Position | null): void {
    if (run !== undefined && run.toSeq === null && at !== null) this.#runs.end(run, at)
  }

  /** Between two that were placed, or ahead of all. */
  #splice(track: Track, at: Position, seen: Seen): void {
    this.#ends.delete(track.id)
    const previous = lastBefore(this.#sql, track.site, at)
    const next = nextAfter(this.#sql, track.site, at)
    if (next === null) return
    const left = this.#runs.at(track.id, previous)
    const right = this.#runs.at(track.id, next)
    for (const [id, state] of seen) {
      const [one, other] = [left.get(id), right.get(id)]
      const isLeft = one !== undefined && areEqual(one, state)
      const isRight = other !== undefined && areEqual(other, state)
      if (one !== undefined && one.id === other?.id) {
        if (isLeft) continue
        this.#split(track, one, previous, next)
        this.#runs.insert(track.id, state, at, at, state, one.lane)
      } else if (isLeft) {
        if (isRight) {
          this.#runs.delete(other)
          this.#runs.endLike(one, other)
        } else this.#runs.end(one, at)
      } else if (isRight) this.#runs.begin(other, at)
      else this.#runs.insert(track.id, state, at, at, state, one?.lane ?? other?.lane)
    }
    for (const [id, run] of left)
      if (!seen.has(id) && run.id === right.get(id)?.id) this.#split(track, run, previous, next)
  }

  #split(track: Track, run: Run, previous: Position | null, next: Position): void {
    const end = run.toSeq === null ? null : { seq: run.toSeq, takenAtMs: run.toMs }
    this.#runs.insert(track.id, run, next, end, run, run.lane)
    if (previous !== null) this.#runs.end(run, previous)
  }

  #probesOf(site: number): string[] {
    const asked = this.#sql.all<{ probe: string }>('SELECT DISTINCT probe FROM slot WHERE site = ?', site)
    return asked.map(({ probe }) => probe).filter((probe) => knownProbe(probe) !== undefined)
  }

  #probesWithoutTrack(site: number): string[] {
    const known = new Set(this.#tracks.of(site).map(({ probe }) => probe))
    return this.#probesOf(site).filter((probe) => !known.has(probe))
  }

  #isOnlyIn(site: number, probe: string, { seq }: Position): boolean {
    const sql = `SELECT 1 FROM slot JOIN section ON section.slot = slot.id
      WHERE slot.site = ? AND slot.probe = ? AND section.snapshot <> ? LIMIT 1`
    return this.#sql.get(sql, site, probe, seq) === undefined
  }

  /** The last snapshot of the site that is another one. */
  #lastBeside(site: number, at: Position): Position {
    const last = lastBefore(this.#sql, site, { seq: 0, takenAtMs: openEndMs })
    return (last?.seq === at.seq ? lastBefore(this.#sql, site, at) : last) ?? beginning
  }
}
