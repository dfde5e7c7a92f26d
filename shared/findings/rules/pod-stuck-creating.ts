/** Pods that do not get to run. */

import type { SnapshotView } from '../../compare/view.ts'
import { toIso } from '../../parse/time.ts'
import { evidenceFor, type Fact, factIn, factsOf, finding, isTimed, numberOf, takenAtMsOf, textOf } from '../facts.ts'
import { identityOf, isStarting, leastAgeMs, podParams, sinceCreated, wholeMinutes } from '../pods.ts'
import type { Rule } from '../rule.ts'

/** The earliest snapshot from which on every one that shows pods shows this very pod starting. */
function runOf(fact: Fact, history: SnapshotView[]): { first: Fact; fineBefore: number | null } {
  let first = fact
  if (!isTimed(fact.view)) return { first, fineBefore: null }
  for (let at = history.indexOf(fact.view) - 1; at >= 0; at--) {
    const view = history[at]
    if (view === undefined) break
    const earlier = factIn(view, fact.subject)
    if (earlier === null) {
      if (view.coverage(fact.subject.probe, fact.subject.place) === 'full') break
      continue
    }
    if (!isTimed(view) || identityOf(earlier, fact) !== 'same') break
    if (!isStarting(textOf(earlier.fields, 'status'))) return { first, fineBefore: takenAtMsOf(earlier) }
    if (numberOf(earlier.fields, 'restarts') !== numberOf(fact.fields, 'restarts')) break
    first = earlier
  }
  return { first, fineBefore: null }
}

export const podStuckCreating: Rule = {
  name: 'pod-stuck-creating',
  tells: 'state',
  evaluate: ({ after, history, thresholds: { stuckAfterMs } }) =>
    factsOf(after, 'kubectl-get-pods').flatMap((fact) => {
      if (!isStarting(textOf(fact.fields, 'status'))) return []
      const { first, fineBefore } = runOf(fact, history)
      const seenMs = takenAtMsOf(fact) - takenAtMsOf(first)
      const isProven = seenMs >= stuckAfterMs
      if (!isProven && leastAgeMs(fact) < stuckAfterMs) return []
      const created = sinceCreated(fact)
      return [
        finding('pod-stuck-creating', fact, {
          severity: 'warning',
          certainty: isProven ? 'proven' : 'possible',
          since: {
            earliest: fineBefore === null ? created.earliest : toIso(fineBefore),
            latest: first === fact ? created.latest : toIso(takenAtMsOf(first)),
          },
          params: {
            ...podParams(fact),
            ageMinutesMin: wholeMinutes(leastAgeMs(fact)),
            seenMinutes: wholeMinutes(seenMs),
            thresholdMinutes: wholeMinutes(stuckAfterMs),
          },
          evidence: first === fact ? evidenceFor(fact) : evidenceFor(first, fact),
          cause: `pods-stuck/${textOf(fact.fields, 'node') || 'unscheduled'}`,
        }),
      ]
    }),
}
