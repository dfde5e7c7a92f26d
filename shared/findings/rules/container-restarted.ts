/** Containers that were started again since the snapshot before. */

import { areDisjoint } from '../../parse/time.ts'
import { containerParams, isSameContainer, operatorNames } from '../containers.ts'
import {
  betweenSnapshots,
  evidenceFor,
  factsOf,
  finding,
  intervalIn,
  isTimed,
  lastSeen,
  narrow,
  numberOf,
  operatorParams,
  textOf,
} from '../facts.ts'
import type { Rule } from '../rule.ts'

export const containerRestarted: Rule = {
  name: 'container-restarted',
  tells: 'change',
  evaluate: ({ after, before, history, events }) =>
    factsOf(after, 'docker-ps').flatMap((fact) => {
      const earlier = lastSeen(before, history, fact.subject)
      if (before === null || earlier === null || textOf(fact.fields, 'state') !== 'running') return []
      const [was, is] = [numberOf(earlier.fields, 'attempt'), numberOf(fact.fields, 'attempt')]
      const [sinceBefore, sinceAfter] = [intervalIn(earlier.fields, 'since'), intervalIn(fact.fields, 'since')]
      const hasNewStart = sinceBefore !== null && sinceAfter !== null && areDisjoint(sinceBefore, sinceAfter)
      const isNextAttempt = was !== null && is !== null && is > was
      if (!isNextAttempt && !(hasNewStart && textOf(earlier.fields, 'state') === 'running')) return []
      const same = isSameContainer(earlier, fact)
      // kubelet counts attempts within one pod: fewer of them mean another pod.
      if (was !== null && is !== null && is < was) return []
      const since = narrow(betweenSnapshots(before, after), sinceAfter)
      const isTimedPair = isTimed(before) && isTimed(after)
      return [
        finding('container-restarted', fact, {
          severity: 'warning',
          certainty: same === true && hasNewStart && isTimedPair ? 'proven' : 'possible',
          since,
          params: {
            ...containerParams(fact),
            ...(isNextAttempt ? { restarts: is - was } : {}),
            ...operatorParams(events, ['container-restarted'], operatorNames(fact), since),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
}
