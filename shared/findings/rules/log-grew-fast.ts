/** Logs that grew much between two snapshots. */

import { minuteMs } from '../../parse/time.ts'
import { betweenSnapshots, evidenceFor, factsOf, finding } from '../facts.ts'
import { logParams, sameLogIn, sizeOf } from '../logs.ts'
import type { Rule } from '../rule.ts'

export const logGrewFast: Rule = {
  name: 'log-grew-fast',
  tells: 'change',
  evaluate: ({ after, before, thresholds: { logGrewFastBytes } }) =>
    factsOf(after, 'var-log').flatMap((fact) => {
      const earlier = sameLogIn(before, fact)
      const [was, is] = [earlier === null ? null : sizeOf(earlier), sizeOf(fact)]
      if (before === null || was === null || is === null || is - was < logGrewFastBytes) return []
      return [
        finding('log-grew-fast', fact, {
          severity: 'warning',
          certainty: 'proven',
          since: betweenSnapshots(before, after),
          params: {
            ...logParams(fact),
            grownBytes: is - was,
            sizeBytes: is,
            minutes: Math.max(1, Math.round((after.snapshot.takenAtMs - before.snapshot.takenAtMs) / minuteMs)),
            thresholdBytes: logGrewFastBytes,
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
}
