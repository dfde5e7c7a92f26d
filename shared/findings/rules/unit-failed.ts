/** Units that systemd calls failed. */

import { factsOf, finding, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const unitFailed: Rule = {
  name: 'unit-failed',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'systemctl-failed')
      .filter(({ fields }) => textOf(fields, 'active') === 'failed')
      .map((fact) =>
        finding('unit-failed', fact, {
          severity: 'warning',
          certainty: 'proven',
          params: { unit: fact.subject.key, node: fact.found.section.node },
        }),
      ),
}
