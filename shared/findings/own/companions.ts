/** Other rows that must be there, or must not, for a rule of one's own to match. */
import { placeOf, type SnapshotView } from '../../compare/view.ts'
import type { FieldValue } from '../../model.ts'
import { probeNamed } from '../../probes/index.ts'
import type { Probe } from '../../probes/probe.ts'
import { evidenceFor, type Fact, factsOf } from '../facts.ts'
import type { RuleContext } from '../rule.ts'
import { type Asked, equalTo, holds, type Where } from './condition.ts'
import { askedOf, type Match } from './match.ts'
import type { Companion, MatchOfRows } from './written-rule.ts'

/** What a match becomes: nothing where a companion is missing; else itself, with their lines and their fields. Null without companions. */
export function companionsIn(match: MatchOfRows, context: RuleContext): ((one: Match) => Match[]) | null {
  const present = match.with.map((each) => finderOf(each, context))
  const absent = match.without.map((each) => finderOf(each, context))
  if (present.length + absent.length === 0) return null
  const isLookedAt = match.without.every((each) => allIsSeen(context.after, each.rows))
  return (one) => {
    if (!isLookedAt || absent.some((find) => find(one) !== null)) return []
    const facts = present.map((find) => find(one))
    if (facts.some((fact) => fact === null)) return []
    const evidence = [...one.evidence, ...evidenceFor(...facts)]
    return [{ ...one, evidence, valueNamed: (name) => valueIn(match.with, facts, name) ?? one.valueNamed(name) }]
  }
}

/** `{node.status}`: a field of the companion that goes by that name. */
function valueIn(
  companions: readonly Companion[],
  facts: readonly (Fact | null)[],
  name: string,
): FieldValue | undefined {
  const [as, field = ''] = name.split('.')
  const index = companions.findIndex((each) => each.as === as)
  return name.includes('.') ? facts[index]?.fields[field] : undefined
}

/** Finds the first row that fits a match. By an index where a field must equal one of the match: there may be thousands of both. */
function finderOf({ rows, where }: Companion, context: RuleContext): (one: Match) => Fact | null {
  const probe = probeNamed(rows)
  const all = factsOf(context.after, probe)
  const joined = where.length === 1 ? equalTo(where[0] ?? {}) : null
  const byValue = joined === null ? null : indexOf(all, joined.field)
  return (one) => {
    const candidates = joined === null ? all : (byValue?.get(one.valueNamed(joined.name) ?? null) ?? [])
    return (
      candidates.find((fact) => fits(where, probe, fact, { ...askedOf(fact, context), named: one.valueNamed })) ?? null
    )
  }
}

const fits = (where: Where, { fields: schema }: Probe, { fields }: Fact, asked: Asked): boolean =>
  holds(where, schema, fields, asked)

function indexOf(all: readonly Fact[], field: string): Map<FieldValue, Fact[]> {
  const index = new Map<FieldValue, Fact[]>()
  for (const fact of all) {
    const value = fact.fields[field] ?? null
    const known = index.get(value)
    if (known === undefined) index.set(value, [fact])
    else known.push(fact)
  }
  return index
}

/** Whether a row that is not seen is not there. */
function allIsSeen(view: SnapshotView, probe: string): boolean {
  const places = view.snapshot.sections.filter((each) => each.probe === probe).map(placeOf)
  return places.length > 0 && places.every((place) => view.coverage(probe, place) === 'full')
}
