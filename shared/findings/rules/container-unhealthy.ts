/** Containers whose own health check fails. */

import { containerParams } from '../containers.ts'
import { factsOf, finding, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const containerUnhealthy: Rule = {
  name: 'container-unhealthy',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'docker-ps')
      .filter(({ fields }) => textOf(fields, 'health') === 'unhealthy')
      .map((fact) =>
        finding('container-unhealthy', fact, {
          severity: 'warning',
          certainty: 'proven',
          params: containerParams(fact),
        }),
      ),
}
