/** What became of findings from one snapshot to another: new, persisting, resolved, or not to be seen any more. */
import { type SnapshotView, subjectId } from '../compare/view.ts'
import type { Finding, Subject } from '../model.ts'
import { traitsOf } from './index.ts'
import { findingId } from './judge.ts'

export interface Standings {
  /** Those of the later snapshot; states say whether they are new or were there before, where somebody had looked. */
  findings: Finding[]
  /** Of the earlier one: the thing is seen in the later one, or seen to be gone, and nothing is found about it. */
  resolved: Finding[]
  /** Of the earlier one: nobody looked where it was, so nothing can be said. */
  lost: Finding[]
}

const isState = (finding: Finding): boolean => traitsOf(finding)?.tells === 'state'

/** What standings ask of a snapshot. */
type Looked = Pick<SnapshotView, 'rows' | 'coverage'>

const isSeen = (view: Looked, subject: Subject): boolean =>
  view.rows.find(subject) !== undefined || view.coverage(subject.probe, subject.place) === 'full'

/** `earlier` and `later`: what was found in `before` and in `after`. */
export function standingsOf(
  earlier: readonly Finding[],
  later: readonly Finding[],
  before: Looked,
  after: Looked,
): Standings {
  const known = new Set(earlier.map(findingId))
  const spokenOf = new Set(later.map(({ subject }) => subjectId(subject)))
  const findings = later.map((finding): Finding => {
    if (!isState(finding)) return finding
    if (known.has(findingId(finding))) return { ...finding, standing: 'persisting' }
    return isSeen(before, finding.subject) ? { ...finding, standing: 'new' } : finding
  })
  const [resolved, lost]: [Finding[], Finding[]] = [[], []]
  for (const finding of earlier) {
    // What happened once is over; what is found of the thing in another way is not resolved.
    if (!isState(finding) || spokenOf.has(subjectId(finding.subject))) continue
    if (isSeen(after, finding.subject)) resolved.push(finding)
    else lost.push(finding)
  }
  return { findings, resolved, lost }
}
