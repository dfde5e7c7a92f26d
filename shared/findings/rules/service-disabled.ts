/** Services that the scheduler leaves out. */

import { intervalOf } from '../../parse/time.ts'
import { betweenSnapshots, evidenceFor, factsOf, finding, lastSeen, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { serviceParams } from '../services.ts'

export const serviceDisabled: Rule = {
  name: 'service-disabled',
  tells: 'state',
  evaluate: ({ after, before, history }) =>
    factsOf(after, 'nova-service-list')
      .filter(({ fields }) => textOf(fields, 'status') === 'disabled')
      .map((fact) => {
        const earlier = lastSeen(before, history, fact.subject)
        const isNew = earlier !== null && textOf(earlier.fields, 'status') === 'enabled'
        return finding('service-disabled', fact, {
          severity: isNew ? 'warning' : 'info',
          certainty: 'proven',
          since: isNew ? betweenSnapshots(before, after) : intervalOf(null, after.snapshot.takenAtMs),
          params: serviceParams(fact),
          evidence: isNew ? evidenceFor(earlier, fact) : evidenceFor(fact),
        })
      }),
}
