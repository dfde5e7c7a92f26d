/** File systems that are full, or will soon be: docker, etcd and logs stop when there is no room. */
import { factsOf, finding, numberOf } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const diskFull: Rule = {
  name: 'disk-full',
  tells: 'state',
  evaluate: ({ after, thresholds: { diskFillingPercent, diskFullPercent } }) =>
    factsOf(after, 'df').flatMap((fact) => {
      const percent = numberOf(fact.fields, 'usePercent')
      if (percent === null || percent < diskFillingPercent || isImage(fact.fields.filesystem)) return []
      const threshold = percent >= diskFullPercent ? diskFullPercent : diskFillingPercent
      return [
        finding('disk-full', fact, {
          severity: percent >= diskFullPercent ? 'critical' : 'warning',
          certainty: 'proven',
          params: { path: fact.subject.key, node: fact.found.section.node, percent, threshold },
        }),
      ]
    }),
}

/** Images of discs and of packages are always full. */
const isImage = (filesystem: unknown): boolean => /^\/dev\/(loop|sr)\d/.test(String(filesystem))
