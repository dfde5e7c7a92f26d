/** What the looks at a site showed of a thing, one after the other. */
import { placeOf, rowsNotIn, type SnapshotView, subjectId } from '../compare/view.ts'
import type { Interval } from '../model.ts'
import { intervalOf } from '../parse/time.ts'
import type { FieldSchema, FieldsOf } from '../probes/fields.ts'
import type { Probe } from '../probes/probe.ts'
import { lookOf } from '../time/look.ts'
import { lookAt } from '../time/stamps.ts'
import { type Fact, factIn, rowOf } from './facts.ts'

type History = readonly SnapshotView[]

/** `before` and what lies ahead of it, the newest first; nothing where a snapshot is judged alone. */
export function aheadOf(before: SnapshotView | null, history: History): SnapshotView[] {
  if (before === null) return []
  const at = history.indexOf(before)
  return at < 0 ? [before] : history.slice(0, at + 1).reverse()
}

/** The thing as it was last seen in `before` or ahead of it, even where it was away since. */
export function lastSeenEver<F extends object>(
  before: SnapshotView | null,
  history: History,
  fact: Fact<F>,
): Fact<F> | null {
  for (const view of aheadOf(before, history)) {
    const earlier = factIn(view, fact)
    if (earlier !== null) return earlier
  }
  return null
}

/** A thing that was listed, and is not any more. */
export interface Gone<F extends object> {
  /** As it was last seen. */
  old: Fact<F>
  /** The first snapshot in which everything was listed but it. */
  without: SnapshotView
}

/** What was there by `before`, and what a whole listing in `after` lacks. */
export function goneBetween<S extends FieldSchema>(
  before: SnapshotView | null,
  after: SnapshotView,
  history: History,
  probe: Probe<S>,
): Gone<FieldsOf<S>>[] {
  const ahead = aheadOf(before, history)
  const wholeAt = new Map<string, number>()
  /** Index of the last snapshot by `before` that lists all of a place: what only earlier ones show was gone by then. */
  const lastWhole = (place: string): number => {
    let index = wholeAt.get(place)
    if (index === undefined) {
      index = ahead.findIndex((view) => view.coverage(probe.name, place) === 'full')
      wholeAt.set(place, index < 0 ? ahead.length : index)
    }
    return wholeAt.get(place) ?? ahead.length
  }
  const known = new Set<string>()
  const gone: Gone<FieldsOf<S>>[] = []
  for (const [index, view] of ahead.entries())
    for (const [place, listing] of view.listings.get(probe.name) ?? []) {
      const now = after.listings.get(probe.name)?.get(place)
      if (now?.coverage !== 'full' || index > lastWhole(place)) continue
      for (const { row } of rowsNotIn(listing, now)) {
        const fact = rowOf(view, probe, { place, key: row.key })
        const id = subjectId({ probe: probe.name, place, key: row.key })
        if (fact === null || known.has(id)) continue
        known.add(id)
        const old = latestOf(fact, history)
        gone.push({ old, without: firstWithout(old, history) ?? after })
      }
    }
  return gone
}

function latestOf<F extends object>(fact: Fact<F>, history: History): Fact<F> {
  let latest = fact
  for (const view of history.slice(history.indexOf(fact.view) + 1)) latest = factIn(view, fact) ?? latest
  return latest
}

const firstWithout = ({ view, subject: { probe, place } }: Fact<object>, history: History): SnapshotView | undefined =>
  history.slice(history.indexOf(view) + 1).find((later) => later.coverage(probe, place) === 'full')

/** From the last look that showed it to the end of the first listing that lacks it. */
export function goneDuring({ old, without }: Gone<object>): Interval {
  const { probe, place } = old.subject
  const sections = without.snapshot.sections.filter((each) => each.probe === probe && placeOf(each) === place)
  const endsMs = sections.map((section) => lookOf(without.snapshot, section).toMs)
  const { fromMs } = lookAt(old)
  return intervalOf(fromMs, Math.max(fromMs, ...endsMs))
}

/** How long looks have shown a thing as it is. */
export interface Run<F extends object> {
  /** The first look of those that show it so without a break. */
  first: Fact<F>
  /** The last one ahead of it, which showed it otherwise; null: none did. */
  before: Fact<F> | null
  /** More than one look shows it, and none ever otherwise: no news. */
  isOld: boolean
}

/** `isSo`: whether an earlier row of the same thing shows it as well. */
export function runOf<F extends object>(history: History, fact: Fact<F>, isSo: (earlier: Fact<F>) => boolean): Run<F> {
  const { probe, place } = fact.subject
  let first = fact
  for (const view of history.slice(0, Math.max(0, history.indexOf(fact.view))).reverse()) {
    const earlier = factIn(view, fact)
    if (earlier === null) {
      if (view.coverage(probe, place) === 'full') return { first, before: null, isOld: false }
    } else if (isSo(earlier)) first = earlier
    else return { first, before: earlier, isOld: false }
  }
  return { first, before: null, isOld: first !== fact }
}
