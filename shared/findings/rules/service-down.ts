/** Services that nova calls down, and that were not up in the snapshot before. */

import { intervalOf } from '../../parse/time.ts'
import { evidenceFor, factsOf, finding, lastSeen, msOf, operatorParams } from '../facts.ts'
import type { Rule } from '../rule.ts'
import {
  beatByOurClock,
  isForcedDown,
  isSilent,
  operatorNames,
  serviceCause,
  serviceParams,
  stateIs,
} from '../services.ts'

export const serviceDown: Rule = {
  name: 'service-down',
  tells: 'state',
  evaluate: ({ after, before, history, events, thresholds }) =>
    factsOf(after, 'nova-service-list').flatMap((fact) => {
      const earlier = lastSeen(before, history, fact.subject)
      if (!stateIs(fact, 'down') || isForcedDown(fact) || (earlier !== null && stateIs(earlier, 'up'))) return []
      const params = serviceParams(fact)
      const since = intervalOf(msOf(String(params.lastHeartbeatAt)), after.snapshot.takenAtMs)
      return [
        finding('service-down', fact, {
          severity: 'critical',
          certainty: isSilent(fact, earlier, thresholds) ? 'proven' : 'possible',
          since,
          params: {
            ...params,
            ...operatorParams(events, ['service-stopped'], operatorNames(fact), since, beatByOurClock(fact)),
          },
          evidence: evidenceFor(earlier, fact),
          cause: serviceCause(fact, thresholds),
        }),
      ]
    }),
}
