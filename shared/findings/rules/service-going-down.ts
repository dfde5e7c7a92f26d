/** Services that nova still calls up although they no longer beat. */

import { intervalOf, secondMs } from '../../parse/time.ts'
import { factsOf, finding, msOf, operatorParams } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { beatAgeMs, beatByOurClock, operatorNames, serviceCause, serviceParams, stateIs } from '../services.ts'

export const serviceGoingDown: Rule = {
  name: 'service-going-down',
  tells: 'state',
  evaluate: ({ after, events, thresholds }) =>
    factsOf(after, 'nova-service-list')
      .filter((fact) => stateIs(fact, 'up') && beatAgeMs(fact) > thresholds.heartbeatLateMs)
      .map((fact) => {
        const params = serviceParams(fact)
        const since = intervalOf(msOf(String(params.lastHeartbeatAt)), after.snapshot.takenAtMs)
        return finding('service-going-down', fact, {
          severity: 'warning',
          // A busy service may beat late and go on.
          certainty: 'possible',
          since,
          params: {
            ...params,
            lateAfterSeconds: thresholds.heartbeatLateMs / secondMs,
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...operatorParams(events, ['service-stopped'], operatorNames(fact), since, beatByOurClock(fact)),
          },
          cause: serviceCause(fact, thresholds),
        })
      }),
}
