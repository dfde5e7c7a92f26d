/** Questions over stored snapshots: comparison, timeline, findings. */
import { compareSnapshots } from '../../shared/compare/changes.ts'
import { placeOf } from '../../shared/compare/view.ts'
import { findingsOf } from '../../shared/findings/judge.ts'
import { judged } from '../../shared/findings/judgement.ts'
import { standingsOf } from '../../shared/findings/standing.ts'
import { incidentsOf, type Told } from '../../shared/incidents/incidents.ts'
import { type Seen, type Sighting, sightingsOfLast, sightingsOverTime } from '../../shared/incidents/sighting.ts'
import type { Finding } from '../../shared/model.ts'
import { siteClocks } from '../../shared/time/clocks.ts'
import { aroundOf } from '../../shared/world/around.ts'
import { worldOver } from '../../shared/world/world.ts'
import type { CallAnswers } from './call-answers.ts'
import type { CatchingUp } from './catching-up.ts'
import type { Conclusions } from './conclusions.ts'
import { historyOf } from './history.ts'
import type { OwnRules } from './own-rules.ts'
import type { SectionRenewal } from './section-renewal.ts'
import type { Sections } from './sections.ts'
import type { Sites } from './sites.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'
import { lanesOfSite } from './timeline.ts'
import type { Views } from './views.ts'
import type { Worlds } from './worlds.ts'

interface Pieces {
  sql: Statements
  snapshots: Snapshots
  sections: Sections
  renewal: SectionRenewal
  views: Views
  sites: Sites
  catchingUp: CatchingUp
  ownRules: OwnRules
  conclusions: Conclusions
  worlds: Worlds
}

export function analysisAnswers(pieces: Pieces) {
  const { sql, snapshots, sections, renewal, views, sites, catchingUp, ownRules, conclusions, worlds } = pieces

  /** In a snapshot against the one before it in its site; `all`: those of the site. */
  function found(stored: StoredSnapshot, all: readonly StoredSnapshot[]): Finding[] {
    const judgement = sites.judgement(stored.site)
    const index = all.findIndex(({ seq }) => seq === stored.seq)
    return judged(conclusions.of(all, index, judgement), judgement)
  }

  /** All of the site up to the later one; only these two when they are of two sites or given backwards. */
  function upTo(a: StoredSnapshot, b: StoredSnapshot): StoredSnapshot[] {
    if (a.siteId !== b.siteId) return [a, b]
    const all = snapshots.list(a.site)
    const first = all.findIndex(({ seq }) => seq === a.seq)
    const last = all.findIndex(({ seq }) => seq === b.seq)
    return first > last ? [a, b] : all.slice(0, last + 1)
  }

  /** What was found of the last of these, against `before`. What was so by `since` is old. */
  function toldOfLast(
    all: readonly StoredSnapshot[],
    findings: readonly Finding[],
    before: StoredSnapshot | undefined,
    since: StoredSnapshot | undefined,
  ): Told {
    const perSnapshot = all.slice(0, -1).map((each) => found(each, snapshots.list(each.site)))
    const at = all.findIndex(({ seq }) => seq === before?.seq)
    return told(all, since, (seen) => sightingsOfLast(seen, perSnapshot, findings, at))
  }

  function told(
    all: readonly StoredSnapshot[],
    first: StoredSnapshot | undefined,
    sightings: (seen: Seen) => Sighting[],
  ): Told {
    const history = all.map((each) => views.of(each))
    const clocks = siteClocks(history.map(({ snapshot }) => snapshot))
    const events = all.flatMap((each) => snapshots.events(each))
    // Of two sites that are compared the later one's.
    const site = all.at(-1)?.site ?? ''
    const world = worlds.of(
      site,
      snapshots.list(site).map((each) => views.of(each)),
    )
    const sinceMs = first?.takenAtMs ?? 0
    return incidentsOf({ sightings: sightings({ history, clocks }), history, sinceMs, world, events })
  }

  return {
    timeline: ({ site }) => {
      const stored = snapshots.list(site)
      const id = snapshots.siteId(site)
      catchingUp.lanesOf(id)
      return {
        snapshots: stored.map((each) => snapshots.summary(each)),
        lanes: lanesOfSite(sql, id, stored),
        incident: sites.incident(site, id),
      }
    },
    compare: (asked) => {
      const [a, b] = [snapshots.find(asked.a), snapshots.find(asked.b)]
      const all = upTo(a, b)
      const [before, after] = [views.of(a), views.of(b)]
      const judgement = sites.judgement(b.site)
      const findings = findingsOf({
        after,
        before,
        history: all.map((each) => views.of(each)),
        events: all.slice(1).flatMap((each) => snapshots.events(each)),
        thresholds: judgement.thresholds,
        own: ownRules.of(b.site).rules,
      })
      const earlier = a.seq === b.seq ? findings : found(a, snapshots.list(a.site))
      const { resolved, lost, ...standing } = standingsOf(earlier, judged(findings, judgement), before, after)
      return {
        a: snapshots.summary(a),
        b: snapshots.summary(b),
        changes: compareSnapshots(before, after),
        ...toldOfLast(all, standing.findings, a, a),
        resolved,
        lost,
      }
    },
    findings: ({ snapshot }) => {
      const stored = snapshots.find(snapshot)
      const all = snapshots.list(stored.site)
      const before = all.slice(0, all.findIndex(({ seq }) => seq === stored.seq) + 1)
      return toldOfLast(before, found(stored, all), before.at(-2), before[0])
    },
    siteFindings: ({ site }) => {
      const all = snapshots.list(site)
      const judgement = sites.judgement(site)
      const perSnapshot = all.map((_, index) => judged(conclusions.of(all, index, judgement), judgement))
      return told(all, all[0], (seen) => sightingsOverTime(seen, perSnapshot))
    },
    thingsAround: ({ snapshot, about }) => {
      const stored = snapshots.find(snapshot)
      const world = worldOver([views.of(stored)], worlds.dependenciesOf(stored.site))
      return aroundOf(world, 'kind' in about ? about : world.thingOf(about))
    },
    history: ({ site, subject }) => {
      const id = snapshots.siteId(site)
      if (renewal.left() > 0) sql.transaction(() => renewal.ofSite(id))
      return { points: historyOf(sections, snapshots.list(site), subject, sites.thresholds(id)) }
    },
    rows: ({ snapshot, probe }) => {
      const { sections } = views.of(snapshots.find(snapshot)).snapshot
      return sections
        .filter((section) => section.probe === probe)
        .flatMap((section) => {
          const { node, pod } = section
          const place = placeOf(section)
          return section.parsed.rows.map((row) => ({ node, place, pod, row }))
        })
    },
  } satisfies Partial<CallAnswers>
}
