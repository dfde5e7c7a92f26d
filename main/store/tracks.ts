/** Tracks: how far the lanes of each probe at a site are made, and by what. */
import { knownProbe } from '../../shared/probes/index.ts'
import type { Thresholds } from '../../shared/thresholds.ts'
import { beginning, type Position } from './position.ts'
import type { Statements } from './statements.ts'

export interface Track {
  id: number
  site: number
  probe: string
  madeBy: string
  /** The last snapshot whose rows are in its lanes. */
  end: Position
}

/** Raised when runs are made by other rules; a parser's version counts by itself. */
const rulesVersion = 2

/** What the states of a probe's rows depend on: its parser, and those limits of the site that it looks at. Empty where this
 * version lacks the probe. */
function recipeOf(name: string, thresholds: Thresholds): string {
  const probe = knownProbe(name)
  if (probe === undefined) return ''
  const { version, thresholds: limits = [] } = probe
  return [rulesVersion, version, ...limits.map((name) => `${name}=${thresholds[name]}`)].join(' ')
}

type StoredTrack = Omit<Track, 'end'> & Position

export class Tracks {
  #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  of(site: number): Track[] {
    return this.#sql
      .all<StoredTrack>(
        'SELECT id, site, probe, made_by AS madeBy, to_ms AS takenAtMs, to_seq AS seq FROM track WHERE site = ?',
        site,
      )
      .map(({ takenAtMs, seq, ...track }) => ({ ...track, end: { takenAtMs, seq } }))
  }

  /** Whether its lanes are those that this version makes with these limits. */
  isOfNow(track: Track, thresholds: Thresholds): boolean {
    return track.madeBy === recipeOf(track.probe, thresholds)
  }

  insert(site: number, probe: string, thresholds: Thresholds, end: Position = beginning): Track {
    const madeBy = recipeOf(probe, thresholds)
    const id = this.#sql.run(
      'INSERT INTO track (site, probe, made_by, to_ms, to_seq) VALUES (?, ?, ?, ?, ?)',
      site,
      probe,
      madeBy,
      end.takenAtMs,
      end.seq,
    )
    return { id, site, probe, madeBy, end }
  }

  /** Begins it anew; its lanes are gone already. */
  reset(track: Track, thresholds: Thresholds): void {
    track.madeBy = recipeOf(track.probe, thresholds)
    this.#sql.run('UPDATE track SET made_by = ? WHERE id = ?', track.madeBy, track.id)
    this.moveTo(track, beginning)
  }

  /** What is in its lanes is not all any more: it is begun anew when somebody comes to it. */
  spoil(track: Track): void {
    this.#sql.run("UPDATE track SET made_by = 'spoiled' WHERE id = ?", track.id)
  }

  moveTo(track: Track, end: Position): void {
    track.end = end
    this.#sql.run('UPDATE track SET to_ms = ?, to_seq = ? WHERE id = ?', end.takenAtMs, end.seq, track.id)
  }

  delete(track: Track): void {
    this.#sql.run('DELETE FROM track WHERE id = ?', track.id)
  }
}
