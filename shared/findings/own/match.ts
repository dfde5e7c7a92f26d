/** One thing that a rule of one's own matches. */
import type { Evidence, Fields, FieldValue, Interval, Subject } from '../../model.ts'
import { probeNamed } from '../../probes/index.ts'
import { lookAt } from '../../time/stamps.ts'
import type { Fact } from '../facts.ts'
import { type Run, runOf } from '../history.ts'
import type { RuleContext } from '../rule.ts'
import { type Asked, holds, type Where } from './condition.ts'

export interface Match {
  subject: Subject
  /** Null where nothing but the look itself says since when. */
  since: Interval | null
  evidence: Evidence[]
  /** False where it cannot be proven: the time of a look is inferred. */
  isCertain: boolean
  /** The row it is about; null where it is an act. */
  fact: Fact | null
  /** What sentences may tell of it: see `namesOf`. */
  valueNamed: (name: string) => FieldValue | undefined
}

/** How conditions on a row are asked. */
export const askedOf = (fact: Fact, { thresholds }: Pick<RuleContext, 'thresholds'>): Asked => ({
  thresholds,
  look: lookAt(fact),
  named: () => undefined,
})

/** How long looks have shown a row for which all of these hold. */
export function runThat(fact: Fact, wheres: readonly Where[], context: RuleContext): Run<Fields> {
  const { fields: schema, identity } = probeNamed(fact.subject.probe)
  return runOf(
    context.history,
    fact,
    (earlier) =>
      identity?.(earlier.fields, fact.fields) !== 'other' &&
      wheres.every((where) => holds(where, schema, earlier.fields, askedOf(earlier, context))),
  )
}
