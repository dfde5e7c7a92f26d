/** Services that went down more than once. */

import { intervalOf } from '../../parse/time.ts'
import { evidenceFor, type Fact, factIn, factsOf, finding, takenAtMsOf } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { serviceParams, stateIs } from '../services.ts'

export const serviceFlapping: Rule = {
  name: 'service-flapping',
  tells: 'state',
  evaluate: ({ after, history }) =>
    factsOf(after, 'nova-service-list').flatMap((fact) => {
      const downs: Fact[] = []
      let wasUp = true
      for (const view of history) {
        const one = factIn(view, fact.subject)
        if (one === null) continue
        if (stateIs(one, 'down') && wasUp) downs.push(one)
        if (stateIs(one, 'up') || stateIs(one, 'down')) wasUp = stateIs(one, 'up')
      }
      const [first] = downs
      if (first === undefined || downs.length < 2) return []
      return [
        finding('service-flapping', fact, {
          severity: 'warning',
          certainty: 'proven',
          since: intervalOf(null, takenAtMsOf(first)),
          params: { ...serviceParams(fact), episodes: downs.length, snapshots: history.length },
          evidence: evidenceFor(...downs),
        }),
      ]
    }),
}
