/** One thing over the snapshots of its site: only the sections that could show it are read. */
import {
  bestCoverage,
  type Coverage,
  coverageOf,
  evidenceOf,
  foundIn,
  type Listing,
  placeOf,
} from '../../shared/compare/view.ts'
import type { HistoryPoint } from '../../shared/contract/shapes.ts'
import type { Subject } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { State } from '../../shared/probes/probe.ts'
import type { Thresholds } from '../../shared/thresholds.ts'
import { countedOf, type Sections } from './sections.ts'
import type { StoredSnapshot } from './snapshots.ts'

/** `snapshots`: all of the site, oldest first. */
export function historyOf(
  sections: Sections,
  snapshots: readonly StoredSnapshot[],
  subject: Subject,
  thresholds: Thresholds,
): HistoryPoint[] {
  const probe = knownProbe(subject.probe)
  const [{ siteId } = { siteId: 0 }] = snapshots
  const listings = probe === undefined ? new Map<number, Listing>() : listingsOf(sections, siteId, subject)
  return snapshots.map((stored) => {
    const listing = listings.get(stored.seq)
    const here = listing === undefined ? undefined : foundIn(listing, subject.key)
    const fields = here?.row.fields ?? null
    const covered = fields !== null || listing?.coverage === 'full'
    const missing: State = { state: covered ? 'absent' : 'not-collected', health: 'unknown' }
    const { state, health } = fields === null || probe === undefined ? missing : probe.state(fields, thresholds)
    return {
      snapshot: stored.id,
      takenAt: new Date(stored.takenAtMs).toISOString(),
      fields,
      state,
      health,
      covered,
      evidence: here === undefined ? null : evidenceOf(stored, here),
    }
  })
}

/** What a probe showed at a place, by snapshot. */
function listingsOf(sections: Sections, site: number, { probe, place }: Subject): Map<number, Listing> {
  const listings = new Map<number, Listing>()
  for (const stored of sections.ofSite(site, probe)) {
    if (placeOf(stored) !== place) continue
    const coverage: Coverage = coverageOf(countedOf(stored))
    const known = listings.get(stored.snapshot)
    if (known === undefined) {
      listings.set(stored.snapshot, { probe, place, coverage, sections: [sections.parsed(stored)] })
    } else {
      known.coverage = bestCoverage(known.coverage, coverage)
      known.sections.push(sections.parsed(stored))
    }
  }
  return listings
}
