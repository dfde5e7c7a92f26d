/** Nodes whose clock differs from the collector's. */

import { intervalOf, secondMs } from '../../parse/time.ts'
import { evidenceFor, factIn } from '../facts.ts'
import type { Rule } from '../rule.ts'

export const clockSkew: Rule = {
  name: 'clock-skew',
  tells: 'state',
  evaluate: ({ after, thresholds: { clockSkewMs } }) =>
    after.snapshot.nodes.flatMap(({ name, clockOffsetMs }) => {
      if (clockOffsetMs === null || Math.abs(clockOffsetMs) < clockSkewMs) return []
      const subject = { probe: 'host', place: name, key: 'host' }
      return [
        {
          rule: 'clock-skew',
          severity: 'warning' as const,
          certainty: 'proven' as const,
          subject,
          since: intervalOf(null, after.snapshot.takenAtMs),
          params: {
            node: name,
            aheadSeconds: Math.round(clockOffsetMs / secondMs),
            thresholdSeconds: Math.round(clockSkewMs / secondMs),
          },
          evidence: evidenceFor(factIn(after, subject)),
          cause: `clock/${name}`,
        },
      ]
    }),
}
