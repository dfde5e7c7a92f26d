/** Containers of a pod that started again. */
import {
  betweenSnapshots,
  evidenceFor,
  factsOf,
  finding,
  intervalIn,
  lastSeen,
  narrow,
  numberOf,
  operatorParams,
  textOf,
} from '../facts.ts'
import { identityOf, podParams, sinceCreated } from '../pods.ts'
import type { Rule } from '../rule.ts'

export const podRestarted: Rule = {
  name: 'pod-restarted',
  tells: 'change',
  evaluate: ({ after, before, history, events }) =>
    factsOf(after, 'kubectl-get-pods').flatMap((fact) => {
      const restarts = numberOf(fact.fields, 'restarts') ?? 0
      if (restarts === 0) return []
      const earlier = lastSeen(before, history, fact.subject)
      const identity = earlier === null ? 'other' : identityOf(earlier, fact)
      const lastRestartAt = intervalIn(fact.fields, 'lastRestartAt')
      if (earlier === null || identity === 'other') {
        // What went before the first look, or in a pod that is new since, is history rather than news.
        return [
          finding('pod-restarted', fact, {
            severity: 'info',
            certainty: 'proven',
            since: narrow(sinceCreated(fact), lastRestartAt),
            params: { ...podParams(fact), sinceCreation: 1 },
          }),
        ]
      }
      const more = restarts - (numberOf(earlier.fields, 'restarts') ?? 0)
      if (more <= 0) return []
      const since = narrow(betweenSnapshots(earlier.view, after), lastRestartAt)
      return [
        finding('pod-restarted', fact, {
          severity: 'warning',
          certainty: identity === 'same' ? 'proven' : 'possible',
          since,
          params: {
            ...podParams(fact),
            restarts: more,
            sinceCreation: 0,
            ...operatorParams(
              events,
              ['container-restarted', 'container-stopped'],
              [textOf(fact.fields, 'name')],
              since,
            ),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
}
