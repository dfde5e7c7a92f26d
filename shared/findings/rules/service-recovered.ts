/** Services that were down and are up. */
import { betweenSnapshots, evidenceFor, factsOf, finding, lastSeen, operatorParams } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { beatAgeMs, beatMsOf, operatorNames, serviceParams, stateIs } from '../services.ts'

export const serviceRecovered: Rule = {
  name: 'service-recovered',
  tells: 'change',
  evaluate: ({ after, before, history, events, thresholds }) =>
    factsOf(after, 'nova-service-list').flatMap((fact) => {
      const earlier = lastSeen(before, history, fact.subject)
      if (earlier === null || !stateIs(earlier, 'down') || !stateIs(fact, 'up')) return []
      const since = betweenSnapshots(earlier.view, after)
      const [then, now] = [beatMsOf(earlier), beatMsOf(fact)]
      const beatsAgain = then !== null && now !== null && now > then && beatAgeMs(fact) <= thresholds.heartbeatLateMs
      return [
        finding('service-recovered', fact, {
          severity: 'info',
          certainty: beatsAgain ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParams(fact),
            ...operatorParams(events, ['service-started', 'service-restarted'], operatorNames(fact), since),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
}
