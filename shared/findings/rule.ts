/** A rule: what may be said about rows, changes and spans. A new one is one file in `rules/` and one line in `index.ts`. */
import type { SnapshotView } from '../compare/view.ts'
import type { Change, Event, Finding } from '../model.ts'
import type { Thresholds } from '../thresholds.ts'

export interface RuleContext {
  /** The later snapshot: what is being judged. */
  after: SnapshotView
  /** The earlier one; null when a snapshot is judged alone. */
  before: SnapshotView | null
  /** Every snapshot of the site up to and including `after`, oldest first (at least `before` and `after`). */
  history: SnapshotView[]
  /** From `before` to `after`; empty without `before`. */
  changes: Change[]
  /** What operators did up to `after`, oldest first. */
  events: Event[]
  thresholds: Thresholds
}

export interface Rule {
  name: string
  /** `state`: how something is in a snapshot, said again as long as it lasts; `change`: what happened between two. */
  tells: 'state' | 'change'
  evaluate: (context: RuleContext) => Finding[]
}
