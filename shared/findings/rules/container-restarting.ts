/** Containers that docker starts again and again. */

import { containerParams } from '../containers.ts'
import { factsOf, finding, numberOf, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const containerRestarting: Rule = {
  name: 'container-restarting',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'docker-ps')
      .filter(({ fields }) => textOf(fields, 'state') === 'restarting')
      .map((fact) =>
        finding('container-restarting', fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { ...containerParams(fact), exitCode: numberOf(fact.fields, 'exitCode') ?? '' },
        }),
      ),
}
