/** What rules ask of rows, and how they say it. */
import { evidenceOf, foundIn, type RowInSection, rowsOf, type SnapshotView } from '../compare/view.ts'
import type { Evidence, Fields, Interval, ParsedSection, Row, Subject } from '../model.ts'
import { fromIso } from '../parse/time.ts'
import type { FieldSchema, FieldsOf } from '../probes/fields.ts'
import type { Probe } from '../probes/probe.ts'
import { betweenLooks } from '../time/stamps.ts'
import type { Claim } from './rule.ts'

/** A row of a snapshot. `F`: the fields of its probe. */
export interface Fact<F extends object = Fields> {
  readonly view: SnapshotView
  readonly subject: Subject
  readonly fields: F
  readonly found: RowInSection
}
/** A row of a probe with this schema. */
export type FactOf<S extends FieldSchema> = Fact<FieldsOf<S>>

/** There are as many as rows, and of most only the fields are looked at. */
class RowFact implements Fact {
  readonly view: SnapshotView
  readonly #row: Row
  readonly #section: ParsedSection
  readonly #place: string
  #elsewhere: { view: SnapshotView; fact: Fact | null } | null = null

  constructor(view: SnapshotView, place: string, section: ParsedSection, row: Row) {
    this.view = view
    this.#place = place
    this.#section = section
    this.#row = row
  }

  get subject(): Subject {
    return { probe: this.#section.probe, place: this.#place, key: this.#row.key }
  }

  get fields(): Fields {
    return this.#row.fields
  }

  get found(): RowInSection {
    return { row: this.#row, section: this.#section }
  }

  /** The same key in another snapshot: a rule after the other asks for the same. */
  in(view: SnapshotView): Fact | null {
    if (this.#elsewhere?.view !== view)
      this.#elsewhere = { view, fact: sameIn(view, this.#section.probe, this.#place, this.#row.key) }
    return this.#elsewhere.fact
  }
}

/** Of the views that were asked last. */
const recent: { view: SnapshotView; byProbe: Map<string, Fact[]> }[] = []
const recentViews = 2

function factsByProbe(view: SnapshotView): Map<string, Fact[]> {
  const known = recent.find((each) => each.view === view)
  if (known !== undefined) return known.byProbe
  const byProbe = new Map<string, Fact[]>()
  recent.push({ view, byProbe })
  if (recent.length > recentViews) recent.shift()
  return byProbe
}

/** Every row of a probe in a snapshot. */
export function factsOf<S extends FieldSchema>(view: SnapshotView, probe: Probe<S>): FactOf<S>[] {
  const byProbe = factsByProbe(view)
  let facts = byProbe.get(probe.name)
  if (facts === undefined) {
    facts = []
    for (const listing of view.listings.get(probe.name)?.values() ?? [])
      for (const { row, section } of rowsOf(listing)) facts.push(new RowFact(view, listing.place, section, row))
    byProbe.set(probe.name, facts)
  }
  return typed(facts)
}

/** The rows of a section are what its probe's parser made of it, with the fields of its schema. */
const typed = <S extends FieldSchema>(facts: Fact[]): FactOf<S>[] => facts as Fact<object>[] as FactOf<S>[]

/** The same key in a snapshot; null when it has none. */
function sameIn(view: SnapshotView, probe: string, place: string, key: string): Fact | null {
  const listing = view.listings.get(probe)?.get(place)
  const found = listing === undefined ? undefined : foundIn(listing, key)
  return found === undefined ? null : new RowFact(view, place, found.section, found.row)
}

/** The row of a probe that is the subject of a change or a finding; null where the snapshot has none. */
export function rowOf<S extends FieldSchema>(
  view: SnapshotView | null,
  probe: Probe<S>,
  { place, key }: Pick<Subject, 'place' | 'key'>,
): FactOf<S> | null {
  if (view === null) return null
  // One probe, one schema.
  return sameIn(view, probe.name, place, key) as Fact<object> as FactOf<S> | null
}

/** The same key in another snapshot; null when it has none. */
export function factIn<F extends object>(view: SnapshotView | null, fact: Fact<F>): Fact<F> | null {
  if (view === null) return null
  const same = fact instanceof RowFact ? fact.in(view) : null
  // One probe, one schema.
  return same as Fact<object> as Fact<F> | null
}

/**
 * The thing as it was last seen ahead of the snapshot that is judged: in `before`, or, where that one did not show
 * everything, in the last one ahead of it that has it. Null when it was not there, or not yet looked at.
 */
export function lastSeen<F extends object>(
  before: SnapshotView | null,
  history: SnapshotView[],
  fact: Fact<F>,
): Fact<F> | null {
  if (before === null) return null
  for (let at = history.lastIndexOf(before); at >= 0; at--) {
    const view = history[at]
    if (view === undefined) break
    const earlier = factIn(view, fact)
    if (earlier !== null) return earlier
    const { probe, place } = fact.subject
    if (view.coverage(probe, place) === 'full') return null
  }
  return factIn(before, fact)
}

/**
 * Every look at a thing from an earlier one to the one that is judged, both included: what lies between bounds when it turned.
 */
export function looksFrom<F extends object>(history: SnapshotView[], earlier: Fact<F>, fact: Fact<F>): Fact<F>[] {
  const first = history.lastIndexOf(earlier.view)
  const last = history.lastIndexOf(fact.view)
  const between = history.slice(first + 1, Math.max(first + 1, last)).map((view) => factIn(view, fact))
  return [earlier, ...between.filter((each) => each !== null), fact]
}

/** The two looks between which the thing turned last: the first that is as the last of them, and the one ahead of it. */
export function turnIn<F extends object>(
  looks: Fact<F>[],
  isSo: (one: Fact<F>) => boolean,
): { was: Fact<F> | null; is: Fact<F> | null } {
  const at = looks.findLastIndex((each) => !isSo(each))
  return { was: looks[at] ?? null, is: looks[at + 1] ?? null }
}

/**
 * Since when a thing is so: since the look ahead of this one, where that one showed it otherwise. What was between two looks
 * at the same is not known.
 */
export function sinceOtherwise<F extends object>(
  { before, history }: { before: SnapshotView | null; history: SnapshotView[] },
  fact: Fact<F>,
  isSo: (one: Fact<F>) => boolean,
): Interval {
  const earlier = lastSeen(before, history, fact)
  if (earlier === null) return betweenLooks(null, fact)
  const { was } = turnIn(looksFrom(history, earlier, fact), isSo)
  return betweenLooks(was, fact)
}

export const msOf = (iso: string | null | undefined): number | null => {
  const ms = iso === null || iso === undefined || iso === '' ? Number.NaN : fromIso(iso)
  return Number.isNaN(ms) ? null : ms
}

export const takenAtMsOf = ({ view }: { view: SnapshotView }): number => view.snapshot.takenAtMs
export const isTimed = (view: SnapshotView): boolean => view.snapshot.takenAtInferred === null
export const evidenceFor = (...facts: (Fact<object> | null)[]): Evidence[] =>
  facts.flatMap((fact) => (fact === null ? [] : [evidenceOf(fact.view.snapshot, fact.found)]))

type Saying<P> = Pick<Claim<P>, 'severity' | 'certainty' | 'params'> &
  Partial<Pick<Claim<P>, 'since' | 'evidence' | 'isOld'>>

/** What is claimed of a row; what was always so is no news. */
export function claim<P>(fact: Fact<object>, saying: Saying<NoInfer<P>>): Claim<P> {
  const isOld = saying.isOld ?? false
  return {
    subject: fact.subject,
    since: betweenLooks(null, fact),
    evidence: evidenceFor(fact),
    ...saying,
    severity: isOld ? 'info' : saying.severity,
    isOld,
  }
}
