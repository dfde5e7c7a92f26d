/** Containers that the kernel killed for want of memory, as docker has it of their last end. */

import { intervalOf } from '../../parse/time.ts'
import { factsOf, finding, msOf, textOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const containerOomKilled: Rule = {
  name: 'container-oom-killed',
  tells: 'state',
  evaluate: ({ after }) =>
    factsOf(after, 'docker-inspect')
      .filter(({ fields }) => fields.oomKilled === true)
      .map((fact) => {
        const endedMs = msOf(textOf(fact.fields, 'finishedAt'))
        return finding('container-oom-killed', fact, {
          severity: 'critical',
          certainty: 'proven',
          since: intervalOf(endedMs, endedMs ?? after.snapshot.takenAtMs),
          params: { container: textOf(fact.fields, 'name'), node: fact.found.section.node },
        })
      }),
}
