/** Pods whose container ends again and again. */
import { factsOf, finding, lastSeen, numberOf, textOf } from '../facts.ts'
import { identityOf, podParams, sinceCreated } from '../pods.ts'
import type { Rule } from '../rule.ts'

export const podCrashLooping: Rule = {
  name: 'pod-crash-looping',
  tells: 'state',
  evaluate: ({ after, before, history }) =>
    factsOf(after, 'kubectl-get-pods')
      .filter(({ fields }) => /^(?:Init:)?CrashLoopBackOff$/.test(textOf(fields, 'status')))
      .map((fact) => {
        const earlier = lastSeen(before, history, fact.subject)
        const sure = earlier !== null && identityOf(earlier, fact) === 'same'
        const more = sure ? (numberOf(fact.fields, 'restarts') ?? 0) - (numberOf(earlier.fields, 'restarts') ?? 0) : 0
        return finding('pod-crash-looping', fact, {
          severity: 'critical',
          certainty: 'proven',
          since: sinceCreated(fact),
          params: { ...podParams(fact), restartsBetween: Math.max(0, more) },
        })
      }),
}
