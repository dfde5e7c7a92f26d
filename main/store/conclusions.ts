/**
 * What the rules say of each snapshot, made when it is asked for and kept. It follows from the snapshot, from those ahead
 * of it in its site, and from the site's thresholds and rules: one that is put between others makes the later ones old, a new
 * one at the end none.
 */
import { findingsOf } from '../../shared/findings/judge.ts'
import type { Finding, SiteJudgement } from '../../shared/model.ts'
import type { OwnRules } from './own-rules.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'
import type { Views } from './views.ts'

interface OfSite {
  /** The thresholds and the rules. */
  judgedBy: string
  /** In the order of time; null: not asked for yet. */
  inTime: { seq: number; findings: Finding[] | null }[]
}

interface Pieces {
  sql: Statements
  snapshots: Snapshots
  views: Views
  ownRules: OwnRules
}

export class Conclusions {
  #pieces: Pieces
  #sites = new Map<number, OfSite>()

  constructor(pieces: Pieces) {
    this.#pieces = pieces
    pieces.sql.onForget(() => this.#sites.clear())
  }

  /** What is found in `all[index]` against the snapshot before it. `all`: those of its site, oldest first. */
  of(all: readonly StoredSnapshot[], index: number, { thresholds }: SiteJudgement): Finding[] {
    const stored = all[index]
    if (stored === undefined) return []
    const { snapshots, views, ownRules } = this.#pieces
    const history = all.slice(0, index + 1).map((each) => views.of(each))
    const after = history.at(-1) ?? views.of(stored)
    const kept = this.#kept(all, thresholds)[index]
    if (kept === undefined) return []
    kept.findings ??= findingsOf({
      after,
      before: history.at(-2) ?? null,
      history,
      events: index === 0 ? [] : snapshots.events(stored),
      thresholds,
      own: ownRules.of(stored.site).rules,
    })
    return kept.findings
  }

  #kept(all: readonly StoredSnapshot[], thresholds: SiteJudgement['thresholds']): OfSite['inTime'] {
    const [{ siteId } = { siteId: 0 }] = all
    const judgedBy = JSON.stringify([thresholds, this.#pieces.ownRules.version])
    let known = this.#sites.get(siteId)
    if (known === undefined || known.judgedBy !== judgedBy) {
      known = { judgedBy, inTime: [] }
      this.#sites.set(siteId, known)
    }
    const { inTime } = known
    const differs = inTime.findIndex(({ seq }, index) => seq !== all[index]?.seq)
    if (differs >= 0) inTime.length = differs
    for (const { seq } of all.slice(inTime.length)) inTime.push({ seq, findings: null })
    return inTime
  }
}
