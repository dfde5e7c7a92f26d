/** Pods that went without another of their workload coming. */
import { betweenSnapshots, changesOf, factIn, finding, operatorParams, textOf } from '../facts.ts'
import { podParams } from '../pods.ts'
import type { Rule } from '../rule.ts'
import { pairsOf } from './pod-replaced.ts'

export const podGone: Rule = {
  name: 'pod-gone',
  tells: 'change',
  evaluate: ({ after, before, changes, events }) => {
    if (before === null) return []
    const replaced = new Set(pairsOf(before, after, changes).map(({ old }) => old.subject.key))
    const since = betweenSnapshots(before, after)
    return changesOf(changes, 'kubectl-get-pods', 'removed').flatMap((change) => {
      const old = factIn(before, change)
      if (old === null || replaced.has(change.key)) return []
      // A finished job is cleaned away.
      const isDone = /^(Completed|Succeeded)$/.test(textOf(old.fields, 'status'))
      return [
        finding('pod-gone', old, {
          severity: isDone ? 'info' : 'warning',
          certainty: 'proven',
          since,
          params: {
            ...podParams(old),
            ...operatorParams(events, ['pod-deleted'], [textOf(old.fields, 'name')], since),
          },
        }),
      ]
    })
  },
}
