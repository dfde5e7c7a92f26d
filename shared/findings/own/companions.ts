/** Other rows that must be there, or must not, for a rule of one's own to match. */
import { placeOf, type SnapshotView } from '../../compare/view.ts'
import type { FieldValue } from '../../model.ts'
import { probeNamed } from '../../probes/index.ts'
import type { Probe } from '../../probes/probe.ts'
import { builtInDependencies } from '../../world/dependencies/built-in.generated.ts'
import type { Link, LinkKind } from '../../world/link.ts'
import { thingKey } from '../../world/thing.ts'
import { type World, worldOver } from '../../world/world.ts'
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

/** Finds the first row that fits a match. By an index where it is joined to that one: there may be thousands of both. */
function finderOf({ rows, where, link }: Companion, context: RuleContext): (one: Match) => Fact | null {
  const probe = probeNamed(rows)
  const all = factsOf(context.after, probe)
  const candidatesFor = link === undefined ? byField(where, all) : byLink(link, all, context)
  return (one) =>
    candidatesFor(one).find((fact) => fits(where, probe, fact, { ...askedOf(fact, context), named: one.valueNamed })) ??
    null
}

type Candidates = (one: Match) => readonly Fact[]

function byField(where: Where, all: readonly Fact[]): Candidates {
  const joined = where.length === 1 ? equalTo(where[0] ?? {}) : null
  if (joined === null) return () => all
  const index = indexBy(all, ({ fields }) => fields[joined.field] ?? null)
  return (one) => index.get(one.valueNamed(joined.name) ?? null) ?? []
}

function byLink(kind: LinkKind, all: readonly Fact[], { after }: RuleContext): Candidates {
  const world = worldOf(after)
  const index = indexBy(all, ({ subject }) => thingKey(world.thingOf(subject)))
  return ({ subject }) => {
    const about = world.thingOf(subject)
    const ends = [...world.from(about).map(endOf('to')), ...world.to(about).map(endOf('from'))]
    return ends.filter((each) => each.kind === kind).flatMap(({ key }) => index.get(key) ?? [])
  }
}

const endOf = (end: 'from' | 'to') => (link: Link) => ({ kind: link.kind, key: thingKey(link[end]) })

const worlds = new WeakMap<SnapshotView, World>()

function worldOf(view: SnapshotView): World {
  let known = worlds.get(view)
  if (known === undefined) {
    known = worldOver([view], builtInDependencies)
    worlds.set(view, known)
  }
  return known
}

const fits = (where: Where, { fields: schema }: Probe, { fields }: Fact, asked: Asked): boolean =>
  holds(where, schema, fields, asked)

function indexBy<K>(all: readonly Fact[], keyOf: (fact: Fact) => K): Map<K, Fact[]> {
  const index = new Map<K, Fact[]>()
  for (const fact of all) {
    const known = index.get(keyOf(fact))
    if (known === undefined) index.set(keyOf(fact), [fact])
    else known.push(fact)
  }
  return index
}

/** Whether a row that is not seen is not there. */
function allIsSeen(view: SnapshotView, probe: string): boolean {
  const places = view.snapshot.sections.filter((each) => each.probe === probe).map(placeOf)
  return places.length > 0 && places.every((place) => view.coverage(probe, place) === 'full')
}
