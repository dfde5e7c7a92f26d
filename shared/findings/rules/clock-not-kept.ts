/** Nodes that say themselves that nothing keeps their clock right; services judge each other by heartbeats in its time. */

import { factsOf, finding } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const clockNotKept: Rule = {
  name: 'clock-not-kept',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'time-sync')
      .filter(({ fields }) => fields.synchronized === false)
      .map((fact) =>
        finding('clock-not-kept', fact, {
          severity: 'warning',
          certainty: 'proven',
          params: { node: fact.found.section.node },
        }),
      ),
}
