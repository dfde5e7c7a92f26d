/** Logs that are shorter than they were. */
import { betweenSnapshots, evidenceFor, factsOf, finding } from '../facts.ts'
import { logParams, rotatedFrom, sameLogIn, sizeOf } from '../logs.ts'
import type { Rule } from '../rule.ts'

export const logRotated: Rule = {
  name: 'log-rotated',
  tells: 'change',
  evaluate: ({ after, before, changes }) => {
    const rotated = new Map(
      changes
        .filter(({ probe, kind }) => probe === 'var-log' && kind === 'added')
        .map(({ place, key }) => [`${place} ${rotatedFrom(key) ?? ''}`, key]),
    )
    return factsOf(after, 'var-log').flatMap((fact) => {
      const earlier = sameLogIn(before, fact)
      const [was, is] = [earlier === null ? null : sizeOf(earlier), sizeOf(fact)]
      if (was === null || is === null || is >= was) return []
      const kept = rotated.get(`${fact.subject.place} ${fact.subject.key}`)
      return [
        finding('log-rotated', fact, {
          severity: 'info',
          // Without the file it was moved to, it may have been emptied or written anew.
          certainty: kept === undefined ? 'possible' : 'proven',
          since: betweenSnapshots(before, after),
          params: { ...logParams(fact), sizeBeforeBytes: was, sizeBytes: is, keptAs: kept ?? '' },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    })
  },
}
