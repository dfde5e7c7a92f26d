/** Logs that are gone. */
import { betweenSnapshots, changesOf, factIn, finding } from '../facts.ts'
import { logParams, podOfPlace, rotatedFrom, sizeOf } from '../logs.ts'
import type { Rule } from '../rule.ts'

export const logMissing: Rule = {
  name: 'log-missing',
  tells: 'change',
  evaluate: ({ after, before, changes }) =>
    changesOf(changes, 'var-log', 'removed').flatMap((change) => {
      const old = factIn(before, change)
      // Old rotations are deleted in time; that is what they are for.
      if (old === null || sizeOf(old) === null || rotatedFrom(change.key) !== null) return []
      // A new pod begins with an empty folder.
      if (podOfPlace(after, change.place) !== old.found.section.pod) return []
      return [
        finding('log-missing', old, {
          severity: 'warning',
          certainty: 'proven',
          since: betweenSnapshots(before, after),
          params: logParams(old),
        }),
      ]
    }),
}
