/** Questions over stored snapshots: comparison, timeline, findings. */
import { compareSnapshots } from '../../shared/compare/changes.ts'
import { evidenceOf, placeOf, subjectId } from '../../shared/compare/view.ts'
import { findingsOf, findingsOverTime } from '../../shared/findings/judge.ts'
import { judged } from '../../shared/findings/judgement.ts'
import { standingsOf } from '../../shared/findings/standing.ts'
import type { Finding } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import type { State } from '../../shared/probes/probe.ts'
import type { CallAnswers } from './call-answers.ts'
import type { CatchingUp } from './catching-up.ts'
import type { Sites } from './sites.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'
import { lanesOfSite } from './timeline.ts'
import type { Views } from './views.ts'

interface Pieces {
  sql: Statements
  snapshots: Snapshots
  views: Views
  sites: Sites
  catchingUp: CatchingUp
}

export function analysisAnswers({ sql, snapshots, views, sites, catchingUp }: Pieces) {
  /** What was found in each snapshot, while nothing changes. */
  const known = new Map<string, Finding[]>()
  let version = ''

  function forgetWhatIsOld(): void {
    const current = views.refresh()
    if (current !== version) known.clear()
    version = current
  }

  /** In a snapshot against the one before it in its site; `all`: those of the site. */
  function found(stored: StoredSnapshot, all: readonly StoredSnapshot[]): Finding[] {
    forgetWhatIsOld()
    const before = known.get(stored.id)
    if (before !== undefined) return before
    const index = all.findIndex(({ seq }) => seq === stored.seq)
    const previous = all[index - 1]
    const judgement = sites.judgement(stored.site)
    const findings = findingsOf({
      thresholds: judgement.thresholds,
      after: views.of(stored),
      before: previous === undefined ? null : views.of(previous),
      history: all.slice(0, index + 1).map((each) => views.of(each)),
      events: previous === undefined ? [] : snapshots.events(stored),
    })
    const said = judged(findings, judgement)
    known.set(stored.id, said)
    return said
  }

  /** Both and what lies between them; only these two when they are of two sites or given backwards. */
  function between(a: StoredSnapshot, b: StoredSnapshot): StoredSnapshot[] {
    if (a.seq === b.seq) return [a]
    if (a.siteId !== b.siteId) return [a, b]
    const all = snapshots.list(a.site)
    const first = all.findIndex(({ seq }) => seq === a.seq)
    const last = all.findIndex(({ seq }) => seq === b.seq)
    return first > last ? [a, b] : all.slice(first, last + 1)
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
      forgetWhatIsOld()
      const [a, b] = [snapshots.find(asked.a), snapshots.find(asked.b)]
      const all = between(a, b)
      const [before, after] = [views.of(a), views.of(b)]
      const judgement = sites.judgement(b.site)
      const findings = findingsOf({
        after,
        before,
        history: all.map((each) => views.of(each)),
        events: all.slice(1).flatMap((each) => snapshots.events(each)),
        thresholds: judgement.thresholds,
      })
      const earlier = a.seq === b.seq ? findings : found(a, snapshots.list(a.site))
      return {
        a: snapshots.summary(a),
        b: snapshots.summary(b),
        changes: compareSnapshots(before, after),
        ...standingsOf(earlier, judged(findings, judgement), before, after),
      }
    },
    findings: ({ snapshot }) => {
      const stored = snapshots.find(snapshot)
      return found(stored, snapshots.list(stored.site))
    },
    siteFindings: ({ site }) => {
      const all = snapshots.list(site)
      return findingsOverTime(all.map((stored) => found(stored, all)))
    },
    history: ({ site, subject }) => {
      forgetWhatIsOld()
      const id = subjectId(subject)
      const probe = knownProbe(subject.probe)
      const thresholds = sites.thresholds(snapshots.siteId(site))
      const points = snapshots.list(site).map((stored) => {
        const view = views.of(stored)
        const here = view.rows.get(id)
        const fields = here?.row.fields ?? null
        const covered = fields !== null || (probe !== undefined && view.coverage(probe.name, subject.place) === 'full')
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
      return { points }
    },
    rows: ({ snapshot, probe }) => {
      forgetWhatIsOld()
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
