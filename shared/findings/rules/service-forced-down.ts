/** Services that somebody declared down. */
import { factsOf, finding } from '../facts.ts'
import type { Rule } from '../rule.ts'
import { isForcedDown, serviceParams } from '../services.ts'

export const serviceForcedDown: Rule = {
  name: 'service-forced-down',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'nova-service-list')
      .filter(isForcedDown)
      .map((fact) =>
        finding('service-forced-down', fact, { severity: 'warning', certainty: 'proven', params: serviceParams(fact) }),
      ),
}
