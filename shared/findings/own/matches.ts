/** What a rule of one's own finds in snapshots, before it is said. */
import { differ } from '../../compare/differ.ts'
import { evidenceOf, placeOf, type SnapshotView } from '../../compare/view.ts'
import { type Event, type Fields, type FieldValue, type Interval, isInterval } from '../../model.ts'
import { intervalOf, secondMs } from '../../parse/time.ts'
import { probeNamed } from '../../probes/index.ts'
import type { Probe } from '../../probes/probe.ts'
import { lookOf } from '../../time/look.ts'
import { betweenLooks, lookAt, momentOf } from '../../time/stamps.ts'
import { globOf } from '../../words/glob.ts'
import { evidenceFor, type Fact, factsOf, lastSeen, msOf, rowOf } from '../facts.ts'
import type { RuleContext } from '../rule.ts'
import { companionsIn } from './companions.ts'
import { type Condition, holds, holdsFor, type Where } from './condition.ts'
import { askedOf, type Match, runThat } from './match.ts'
import type { MatchOfRows, WrittenMatch } from './written-rule.ts'

export function matchesOf(match: WrittenMatch, context: RuleContext): Match[] {
  if (match.by === 'events') return actsOf(match.events, context)
  const found = rowMatches(match, context)
  const companions = companionsIn(match, context)
  return companions === null ? found : found.flatMap((each) => companions(each))
}

function rowMatches(match: MatchOfRows, context: RuleContext): Match[] {
  if (match.by === 'rows') {
    const probe = probeNamed(match.rows)
    const { since } = match
    return factsThat(match.where, probe, context).map((fact) =>
      matched(fact, since === undefined ? {} : { since: momentIn(fact, since, context) ?? betweenLooks(null, fact) }),
    )
  }
  return match.by === 'spans' ? spansOf(match, context) : changesIn(match, context)
}

/** On the collector's clock; null where the field is no moment, or nobody knows whose clock wrote it. */
function momentIn(fact: Fact, name: string, { clocks }: RuleContext): Interval | null {
  const value = fact.fields[name] ?? null
  const isMoment = isInterval(value) || (typeof value === 'string' && msOf(value) !== null)
  const field = probeNamed(fact.subject.probe).fields[name]
  const writers = field?.clock === 'node' ? [fact.found.section.node] : null
  return isMoment ? momentOf(clocks, fact, value, writers) : null
}

const factsThat = (where: Where | undefined, probe: Probe, context: RuleContext): Fact[] =>
  factsOf(context.after, probe).filter(
    (fact) => where === undefined || holds(where, probe.fields, fact.fields, askedOf(fact, context)),
  )

function matched(fact: Fact, also: Partial<Match> & { values?: Readonly<Fields> }): Match {
  const { values = {}, ...rest } = also
  const { subject, fields, found } = fact
  const valueNamed = (name: string): FieldValue | undefined => {
    if (Object.hasOwn(values, name)) return values[name]
    if (Object.hasOwn(fields, name)) return fields[name]
    if (name === 'node') return found.section.node
    if (name === 'key') return subject.key
    return name === 'label' ? probeNamed(subject.probe).label(fields) : undefined
  }
  return { subject, since: null, evidence: evidenceFor(fact), isCertain: true, fact, valueNamed, ...rest }
}

/** What has been so for long: in every look that showed it, back to the first of them. */
function spansOf({ spans, where, longerThan }: Extract<WrittenMatch, { by: 'spans' }>, context: RuleContext): Match[] {
  const probe = probeNamed(spans)
  return factsThat(where, probe, context).flatMap((fact) => {
    const { first, before } = runThat(fact, [where], context)
    const [from, to] = [lookAt(first), lookAt(fact)]
    const lastedMs = to.fromMs - from.toMs
    if (lastedMs <= longerThan) return []
    return [
      matched(fact, {
        since: betweenLooks(before, first),
        evidence: evidenceFor(first, fact),
        isCertain: from.isTimed && to.isTimed,
        values: { lasted: Math.floor(lastedMs / secondMs) },
      }),
    ]
  })
}

type WrittenChange = Extract<WrittenMatch, { by: 'changes' }>

function changesIn(match: WrittenChange, context: RuleContext): Match[] {
  const probe = probeNamed(match.changes)
  if (match.kind === 'changed') return changedIn(match, probe, context)
  const { before, after, changes } = context
  if (before === null) return []
  const view = match.kind === 'added' ? after : before
  return changes
    .filter((each) => each.probe === probe.name && each.kind === match.kind)
    .flatMap((each) => {
      const fact = rowOf(view, probe, each)
      const isMeant =
        fact !== null &&
        (match.where === undefined || holds(match.where, probe.fields, fact.fields, askedOf(fact, context)))
      const since = fact === null ? null : betweenListings(fact, match.kind === 'added' ? before : after)
      return isMeant ? [matched(fact, { since, evidence: each.evidence })] : []
    })
}

/** Between the look that shows a row and the one, in another snapshot, that does not. */
function betweenListings(fact: Fact, { snapshot }: SnapshotView): Interval {
  const { probe, place } = fact.subject
  const shown = lookAt(fact)
  const section = snapshot.sections.find((each) => each.probe === probe && placeOf(each) === place)
  const other = section === undefined ? shown : lookOf(snapshot, section)
  return intervalOf(Math.min(shown.fromMs, other.fromMs), Math.max(shown.toMs, other.toMs))
}

function changedIn({ field: name, from, to, where }: WrittenChange, probe: Probe, context: RuleContext): Match[] {
  if (name === undefined) return []
  const field = probe.fields[name]
  return factsThat(where, probe, context).flatMap((fact) => {
    const earlier = lastSeen(context.before, context.history, fact)
    if (earlier === null || probe.identity?.(earlier.fields, fact.fields) === 'other') return []
    const was = earlier.fields[name] ?? null
    const is = fact.fields[name] ?? null
    const isMeant = (one: Condition | undefined, value: FieldValue, of: Fact) =>
      one === undefined || holdsFor(one, field, value, askedOf(of, context))
    if (was === is || !differ(field, was, is) || !isMeant(from, was, earlier) || !isMeant(to, is, fact)) return []
    return [
      matched(fact, {
        since: betweenLooks(earlier, fact),
        evidence: evidenceFor(earlier, fact),
        values: { before: was, after: is },
      }),
    ]
  })
}

/** What operators did since the snapshot before. An act stands in no output: the node's own row is shown for it. */
function actsOf(
  { kind, subject, text, node }: Extract<WrittenMatch, { by: 'events' }>['events'],
  { after, before, events }: RuleContext,
): Match[] {
  const fits = (patterns: string[] | undefined, value: string) => patterns === undefined || globOf(patterns)(value)
  const sinceMs = before?.snapshot.takenAtMs ?? null
  const isNew = ({ at }: Event) => sinceMs === null || (msOf(at.latest) ?? sinceMs + 1) > sinceMs
  return events
    .filter(
      (each) =>
        isNew(each) &&
        each.kind !== 'note' &&
        fits(kind, each.kind) &&
        fits(subject, each.subject) &&
        fits(text, each.text) &&
        fits(node, each.node),
    )
    .map((each): Match => {
      const values: Readonly<Fields> = { kind: each.kind, subject: each.subject, text: each.text, node: each.node }
      const row = [...after.rows.values()].find(
        ({ section }) => section.probe === 'host' && placeOf(section) === each.node,
      )
      return {
        subject: { probe: 'host', place: each.node, key: each.node },
        since: each.at,
        evidence: row === undefined ? [] : [evidenceOf(after.snapshot, row)],
        isCertain: true,
        fact: null,
        valueNamed: (name) => values[name],
      }
    })
}
