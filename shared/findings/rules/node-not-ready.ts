/** Nodes that the cluster calls NotReady, or of which it knows nothing. */

import { factsOf, finding, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const nodeNotReady: Rule = {
  name: 'node-not-ready',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'kubectl-get-nodes')
      .filter(({ fields }) => /^(NotReady|Unknown)\b/.test(textOf(fields, 'status')))
      .map((fact) =>
        finding('node-not-ready', fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { node: fact.subject.key, status: textOf(fact.fields, 'status') },
        }),
      ),
}
