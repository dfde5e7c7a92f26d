/** Containers that ended. */

import { containerParams, operatorNames } from '../containers.ts'
import {
  betweenSnapshots,
  evidenceFor,
  factsOf,
  finding,
  intervalIn,
  lastSeen,
  numberOf,
  operatorParams,
  textOf,
} from '../facts.ts'
import type { Rule } from '../rule.ts'

export const containerExited: Rule = {
  name: 'container-exited',
  tells: 'state',
  evaluate: ({ after, before, history, events }) =>
    factsOf(after, 'docker-ps').flatMap((fact) => {
      const state = textOf(fact.fields, 'state')
      if (state !== 'exited' && state !== 'dead') return []
      const exitCode = numberOf(fact.fields, 'exitCode')
      const earlier = lastSeen(before, history, fact.subject)
      const wasRunning = earlier !== null && textOf(earlier.fields, 'state') === 'running'
      const since = intervalIn(fact.fields, 'since') ?? betweenSnapshots(wasRunning ? before : null, after)
      return [
        finding('container-exited', fact, {
          severity: exitCode === 0 || !(wasRunning || earlier === null) ? 'info' : 'warning',
          certainty: 'proven',
          since,
          params: {
            ...containerParams(fact),
            ...(exitCode === null ? {} : { exitCode }),
            ...operatorParams(events, ['container-stopped'], operatorNames(fact), since),
          },
          evidence: wasRunning ? evidenceFor(earlier, fact) : evidenceFor(fact),
        }),
      ]
    }),
}
