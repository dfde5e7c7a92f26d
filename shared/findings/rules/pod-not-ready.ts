/** Pods that run but do not serve. */
import { factsOf, finding, numberOf, textOf } from '../facts.ts'
import { leastAgeMs, podParams, sinceCreated, wholeMinutes } from '../pods.ts'
import type { Rule } from '../rule.ts'

export const podNotReady: Rule = {
  name: 'pod-not-ready',
  tells: 'state',
  evaluate: ({ after, thresholds: { stuckAfterMs } }) =>
    factsOf(after, 'kubectl-get-pods')
      .filter(
        ({ fields }) =>
          textOf(fields, 'status') === 'Running' && (numberOf(fields, 'ready') ?? 0) < (numberOf(fields, 'total') ?? 0),
      )
      .map((fact) =>
        finding('pod-not-ready', fact, {
          // A pod that has just begun may be about to be ready.
          severity: leastAgeMs(fact) >= stuckAfterMs ? 'warning' : 'info',
          certainty: 'proven',
          since: sinceCreated(fact),
          params: { ...podParams(fact), thresholdMinutes: wholeMinutes(stuckAfterMs) },
        }),
      ),
}
