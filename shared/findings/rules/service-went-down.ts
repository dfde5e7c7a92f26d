/** Services that were up and are down. */

import { intervalOf, secondMs } from '../../parse/time.ts'
import {
  betweenSnapshots,
  clockOffsetOf,
  evidenceFor,
  factsOf,
  finding,
  lastSeen,
  narrow,
  operatorParams,
} from '../facts.ts'
import type { Rule } from '../rule.ts'
import {
  beatByOurClock,
  beatMsOf,
  isForcedDown,
  isSilent,
  operatorNames,
  serviceCause,
  serviceParams,
  stateIs,
} from '../services.ts'

export const serviceWentDown: Rule = {
  name: 'service-went-down',
  tells: 'change',
  evaluate: ({ after, before, history, events, thresholds }) =>
    factsOf(after, 'nova-service-list').flatMap((fact) => {
      const earlier = lastSeen(before, history, fact.subject)
      if (earlier === null || !stateIs(earlier, 'up') || !stateIs(fact, 'down') || isForcedDown(fact)) return []
      const [beatMs, offsetMs] = [beatMsOf(fact), clockOffsetOf(fact)]
      // nova waits for its service_down_time after the last beat before it says `down`.
      const downFromMs = beatMs === null || offsetMs === null ? null : beatMs - offsetMs + thresholds.serviceDownTimeMs
      const since = narrow(betweenSnapshots(earlier.view, after), intervalOf(downFromMs, null))
      return [
        finding('service-went-down', fact, {
          severity: 'critical',
          certainty: isSilent(fact, earlier, thresholds) ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParams(fact),
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...operatorParams(events, ['service-stopped'], operatorNames(fact), since, beatByOurClock(fact)),
          },
          evidence: evidenceFor(earlier, fact),
          cause: serviceCause(fact, thresholds),
        }),
      ]
    }),
}
