/** Services of block storage and agents of networking that their own list calls down, and that nobody switched off. */

import { factsOf, finding, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const agentDown: Rule = {
  name: 'agent-down',
  tells: 'state',
  evaluate: ({ after }) => [
    ...factsOf(after, 'cinder-service-list')
      .filter(({ fields }) => textOf(fields, 'state') === 'down' && textOf(fields, 'status') !== 'disabled')
      .map((fact) =>
        finding('agent-down', fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { tool: 'cinder', agent: textOf(fact.fields, 'binary'), host: textOf(fact.fields, 'host') },
        }),
      ),
    ...factsOf(after, 'neutron-agent-list')
      .filter(({ fields }) => fields.alive === false && fields.adminStateUp !== false)
      .map((fact) =>
        finding('agent-down', fact, {
          severity: 'critical',
          certainty: 'proven',
          params: {
            tool: 'neutron',
            agent: textOf(fact.fields, 'binary') || textOf(fact.fields, 'agentType'),
            host: textOf(fact.fields, 'host'),
          },
        }),
      ),
  ],
}
