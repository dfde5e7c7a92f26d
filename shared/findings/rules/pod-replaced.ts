/** Pods that were made anew, under their old name or another of their workload. */

import type { SnapshotView } from '../../compare/view.ts'
import type { Change } from '../../model.ts'
import {
  betweenSnapshots,
  changesOf,
  evidenceFor,
  type Fact,
  factIn,
  factsOf,
  finding,
  isTimed,
  lastSeen,
  operatorParams,
  textOf,
} from '../facts.ts'
import { identityOf, podParams } from '../pods.ts'
import type { Rule } from '../rule.ts'

export const workloadOf = ({ fields }: Fact): string => `${textOf(fields, 'namespace')}/${textOf(fields, 'workload')}`

/** The API server names the owner; from a table the workload is a guess. */
const isOwned = (...pods: Fact[]): boolean => pods.every(({ fields }) => textOf(fields, 'uid') !== '')

/** Pods that went, each with one of the same workload that came. */
export function pairsOf(before: SnapshotView, after: SnapshotView, changes: Change[]): { old: Fact; now: Fact }[] {
  const came = new Map<string, Fact[]>()
  for (const change of changesOf(changes, 'kubectl-get-pods', 'added')) {
    const fact = factIn(after, change)
    if (fact === null) continue
    const list = came.get(workloadOf(fact))
    if (list === undefined) came.set(workloadOf(fact), [fact])
    else list.push(fact)
  }
  return changesOf(changes, 'kubectl-get-pods', 'removed').flatMap((change) => {
    const old = factIn(before, change)
    const now = old === null ? undefined : came.get(workloadOf(old))?.pop()
    return old === null || now === undefined ? [] : [{ old, now }]
  })
}

export const podReplaced: Rule = {
  name: 'pod-replaced',
  tells: 'change',
  evaluate: ({ after, before, history, changes, events }) => {
    if (before === null) return []
    const since = betweenSnapshots(before, after)
    const say = (old: Fact, now: Fact, isProven: boolean) =>
      finding('pod-replaced', now, {
        severity: 'warning',
        certainty: isProven ? 'proven' : 'possible',
        since,
        params: {
          ...podParams(now),
          oldPod: textOf(old.fields, 'name'),
          ...operatorParams(events, ['pod-deleted'], [textOf(old.fields, 'name')], since),
        },
        evidence: evidenceFor(old, now),
        cause: `workload/${workloadOf(now)}`,
      })
    const renewed = factsOf(after, 'kubectl-get-pods').flatMap((now) => {
      const old = lastSeen(before, history, now.subject)
      if (old === null || identityOf(old, now) !== 'other') return []
      const hasIds = textOf(old.fields, 'uid') !== '' && textOf(now.fields, 'uid') !== ''
      return [say(old, now, hasIds || (isTimed(before) && isTimed(after)))]
    })
    return [...renewed, ...pairsOf(before, after, changes).map(({ old, now }) => say(old, now, isOwned(old, now)))]
  },
}
