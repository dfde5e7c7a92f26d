/** Questions over stored snapshots: comparison, timeline, findings. */

import { compareSnapshots } from '../../shared/compare/changes.ts'
import { evidenceOf, placeOf, subjectId } from '../../shared/compare/view.ts'
import type { Comparison, HistoryPoint, RowInPlace, Timeline } from '../../shared/contract/contract.ts'
import { findingsOf, findingsOverTime } from '../../shared/findings/judge.ts'
import { judged } from '../../shared/findings/judgement.ts'
import { standingsOf } from '../../shared/findings/standing.ts'
import type { Finding, Subject } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { thresholdsOf } from '../../shared/thresholds.ts'
import type { LazyView } from './lazy-view.ts'
import type { Sites } from './sites.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'

/** Views are kept until together they hold this many rows: some 60 snapshots of a large site, or all of a small one. */
const rowsKept = 400_000

export class Analysis {
  #snapshots: Snapshots
  #sites: Sites
  #views = new Map<string, LazyView>()
  #findings = new Map<string, Finding[]>()
  #dataVersion = ''

  constructor(snapshots: Snapshots, sites: Sites) {
    this.#snapshots = snapshots
    this.#sites = sites
  }

  timeline(site: string): Timeline {
    const stored = this.#snapshots.list(site)
    return {
      snapshots: stored.map((each) => this.#snapshots.summary(each)),
      lanes: this.#snapshots.lanes(stored),
      incident: this.#snapshots.incident(site),
    }
  }

  compare(from: string, to: string): Comparison {
    this.#forgetWhatIsOld()
    const [a, b] = [this.#snapshots.find(from), this.#snapshots.find(to)]
    const between = this.#between(a, b)
    const [before, after] = [this.#view(a), this.#view(b)]
    const judgement = this.#sites.judgement(b.site)
    const findings = findingsOf({
      after,
      before,
      history: between.map((each) => this.#view(each)),
      events: between.slice(1).flatMap((each) => this.#snapshots.events(each)),
      thresholds: judgement.thresholds,
    })
    const earlier = a.seq === b.seq ? findings : this.#found(a, this.#snapshots.list(a.site))
    return {
      a: this.#snapshots.summary(a),
      b: this.#snapshots.summary(b),
      changes: compareSnapshots(before, after),
      ...standingsOf(earlier, judged(findings, judgement), before, after),
    }
  }

  findings(id: string): Finding[] {
    const stored = this.#snapshots.find(id)
    return this.#found(stored, this.#snapshots.list(stored.site))
  }

  siteFindings(site: string): Finding[] {
    const all = this.#snapshots.list(site)
    return findingsOverTime(all.map((stored) => this.#found(stored, all)))
  }

  #found(stored: StoredSnapshot, all: StoredSnapshot[]): Finding[] {
    this.#forgetWhatIsOld()
    const known = this.#findings.get(stored.id)
    if (known !== undefined) return known
    const index = all.findIndex(({ seq }) => seq === stored.seq)
    const previous = all[index - 1]
    const judgement = this.#sites.judgement(stored.site)
    const findings = findingsOf({
      thresholds: judgement.thresholds,
      after: this.#view(stored),
      before: previous === undefined ? null : this.#view(previous),
      history: all.slice(0, index + 1).map((each) => this.#view(each)),
      events: previous === undefined ? [] : this.#snapshots.events(stored),
    })
    const said = judged(findings, judgement)
    this.#findings.set(stored.id, said)
    return said
  }

  history(site: string, subject: Subject): HistoryPoint[] {
    this.#forgetWhatIsOld()
    const id = subjectId(subject)
    const probe = knownProbe(subject.probe)
    const thresholds = thresholdsOf(this.#sites.judgement(site).thresholds)
    return this.#snapshots.list(site).map((stored) => {
      const view = this.#view(stored)
      const found = view.rows.get(id)
      const fields = found?.row.fields ?? null
      const evidence = found === undefined ? null : evidenceOf(stored, found)
      const covered = fields !== null || (probe !== undefined && view.coverage(probe.name, subject.place) === 'full')
      const looks =
        fields === null || probe === undefined
          ? { state: covered ? 'absent' : 'not-collected', health: 'unknown' as const }
          : probe.state(fields, thresholds)
      const takenAt = new Date(stored.takenAtMs).toISOString()
      return { snapshot: stored.id, takenAt, fields, state: looks.state, health: looks.health, covered, evidence }
    })
  }

  rows(id: string, probe: string): RowInPlace[] {
    this.#forgetWhatIsOld()
    const { snapshot } = this.#view(this.#snapshots.find(id))
    return snapshot.sections
      .filter((section) => section.probe === probe)
      .flatMap((section) => {
        const place = placeOf(section)
        return section.parsed.rows.map((row) => ({ node: section.node, place, pod: section.pod, row }))
      })
  }

  /** Both and what lies between them; only these two when they are of two sites or given backwards. */
  #between(a: StoredSnapshot, b: StoredSnapshot): StoredSnapshot[] {
    if (a.seq === b.seq) return [a]
    if (a.siteId !== b.siteId) return [a, b]
    const all = this.#snapshots.list(a.site)
    const [first, last] = [a, b].map(({ seq }) => all.findIndex((each) => each.seq === seq))
    if (first === undefined || last === undefined || first > last) return [a, b]
    return all.slice(first, last + 1)
  }

  #view(stored: StoredSnapshot): LazyView {
    const view = this.#views.get(stored.id) ?? this.#snapshots.view(stored)
    this.#views.delete(stored.id)
    this.#views.set(stored.id, view)
    return view
  }

  /** What was concluded from a library that has changed since, and views beyond what may be kept. */
  #forgetWhatIsOld(): void {
    const { dataVersion } = this.#snapshots
    if (dataVersion !== this.#dataVersion) {
      this.#findings.clear()
      this.#views.clear()
    }
    this.#dataVersion = dataVersion
    let rows = 0
    for (const view of this.#views.values()) rows += view.loaded()
    for (const [id, view] of this.#views) {
      if (rows <= rowsKept) break
      rows -= view.loaded()
      this.#views.delete(id)
    }
  }
}
