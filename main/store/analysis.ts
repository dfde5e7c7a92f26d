/** Questions over stored snapshots: comparison, timeline, findings. */
import { compareSnapshots } from '../../shared/compare/changes.ts'
import { lanesOf } from '../../shared/compare/lanes.ts'
import { placeOf, type SnapshotView, viewOf } from '../../shared/compare/view.ts'
import type { Comparison, RowInPlace, Timeline } from '../../shared/contract/contract.ts'
import { findingsOf, findingsOverTime } from '../../shared/findings/index.ts'
import type { Finding } from '../../shared/model.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'

/** Views are kept until together they hold this many rows: some 60 snapshots of a large site, or all of a small one. */
const rowsKept = 400_000

export class Analysis {
  #snapshots: Snapshots
  #views = new Map<string, SnapshotView>()
  #rows = 0

  constructor(snapshots: Snapshots) {
    this.#snapshots = snapshots
  }

  timeline(site: string): Timeline {
    const stored = this.#snapshots.list(site)
    return {
      snapshots: stored.map((each) => this.#snapshots.summary(each)),
      lanes: lanesOf(stored.map((each) => this.#view(each))),
      incident: this.#snapshots.incident(site),
    }
  }

  compare(from: string, to: string): Comparison {
    const [a, b] = [this.#snapshots.find(from), this.#snapshots.find(to)]
    const between = this.#between(a, b)
    const [before, after] = [this.#view(a), this.#view(b)]
    return {
      a: this.#snapshots.summary(a),
      b: this.#snapshots.summary(b),
      changes: compareSnapshots(before, after),
      findings: findingsOf({
        after,
        before,
        history: between.map((each) => this.#view(each)),
        events: between.slice(1).flatMap((each) => this.#snapshots.events(each)),
      }),
    }
  }

  findings(id: string): Finding[] {
    const stored = this.#snapshots.find(id)
    const all = this.#snapshots.list(stored.site)
    const index = all.findIndex(({ seq }) => seq === stored.seq)
    const previous = all[index - 1]
    return findingsOf({
      after: this.#view(stored),
      before: previous === undefined ? null : this.#view(previous),
      history: all.slice(0, index + 1).map((each) => this.#view(each)),
      events: previous === undefined ? [] : this.#snapshots.events(stored),
    })
  }

  siteFindings(site: string): Finding[] {
    return findingsOverTime(this.#snapshots.list(site).map(({ id }) => this.findings(id)))
  }

  rows(id: string, probe: string): RowInPlace[] {
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

  #view(stored: StoredSnapshot): SnapshotView {
    const known = this.#views.get(stored.id)
    const view = known ?? viewOf(this.#snapshots.parsed(stored))
    this.#views.delete(stored.id)
    this.#views.set(stored.id, view)
    if (known === undefined) this.#rows += view.rows.size
    for (const [id, oldest] of this.#views) {
      if (this.#rows <= rowsKept || id === stored.id) break
      this.#views.delete(id)
      this.#rows -= oldest.rows.size
    }
    return view
  }
}
