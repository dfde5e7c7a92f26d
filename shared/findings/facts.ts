/** What rules ask of rows, and how they say it. */
import { evidenceOf, placeOf, type RowInSection, type SnapshotView, subjectId } from '../compare/view.ts'
import type { Change, Event, Evidence, Fields, Finding, Interval, Subject } from '../model.ts'
import { fromIso, intervalOf, minuteMs } from '../parse/time.ts'

export interface Fact {
  view: SnapshotView
  subject: Subject
  fields: Fields
  found: RowInSection
}

const factsByView = new WeakMap<SnapshotView, Map<string, Fact[]>>()

/** Every row of a probe in a snapshot. */
export function factsOf(view: SnapshotView, probe: string): Fact[] {
  let byProbe = factsByView.get(view)
  if (byProbe === undefined) {
    byProbe = new Map()
    for (const found of view.rows.values()) {
      const fact = factFrom(view, found)
      const list = byProbe.get(fact.subject.probe)
      if (list === undefined) byProbe.set(fact.subject.probe, [fact])
      else list.push(fact)
    }
    factsByView.set(view, byProbe)
  }
  return byProbe.get(probe) ?? []
}

const factFrom = (view: SnapshotView, found: RowInSection): Fact => ({
  view,
  subject: { probe: found.section.probe, place: placeOf(found.section), key: found.row.key },
  fields: found.row.fields,
  found,
})

/** The same key in another snapshot; null when it has none. */
export function factIn(view: SnapshotView | null, subject: Subject): Fact | null {
  const found = view?.rows.get(subjectId(subject))
  return view === null || found === undefined ? null : factFrom(view, found)
}

/**
 * The thing as it was last seen ahead of the snapshot that is judged: in `before`, or, where that one did not show
 * everything, in the last one ahead of it that has it. Null when it was not there, or not yet looked at.
 */
export function lastSeen(before: SnapshotView | null, history: SnapshotView[], subject: Subject): Fact | null {
  if (before === null) return null
  for (let at = history.indexOf(before); at >= 0; at--) {
    const view = history[at]
    if (view === undefined) break
    const fact = factIn(view, subject)
    if (fact !== null || view.coverage(subject.probe, subject.place) === 'full') return fact
  }
  return factIn(before, subject)
}

export const textOf = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value : ''
}
export const numberOf = (fields: Fields, name: string): number | null => {
  const value = fields[name]
  return typeof value === 'number' ? value : null
}
export function intervalIn(fields: Fields, name: string): Interval | null {
  const value = fields[name]
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { earliest, latest } = value as { earliest?: unknown; latest?: unknown }
  return {
    earliest: typeof earliest === 'string' ? earliest : null,
    latest: typeof latest === 'string' ? latest : null,
  }
}
export const msOf = (iso: string | null | undefined): number | null => {
  const ms = iso === null || iso === undefined || iso === '' ? Number.NaN : fromIso(iso)
  return Number.isNaN(ms) ? null : ms
}

export const takenAtMsOf = (fact: { view: SnapshotView }): number => fact.view.snapshot.takenAtMs
export const isTimed = (view: SnapshotView): boolean => view.snapshot.takenAtInferred === null
export const evidenceFor = (...facts: (Fact | null)[]): Evidence[] =>
  facts.flatMap((fact) => (fact === null ? [] : [evidenceOf(fact.view.snapshot, fact.found)]))

/** Node clock minus collector clock where this row was printed; null when it was not measured. */
export const clockOffsetOf = ({ view, found }: Fact): number | null =>
  view.snapshot.nodes.find(({ name }) => name === found.section.node)?.clockOffsetMs ?? null

export const betweenSnapshots = (before: SnapshotView | null, after: SnapshotView): Interval =>
  intervalOf(before?.snapshot.takenAtMs ?? null, after.snapshot.takenAtMs)

/** What both intervals allow; the first when they contradict each other. */
export function narrow(wide: Interval, other: Interval | null): Interval {
  if (other === null) return wide
  const starts = [msOf(wide.earliest), msOf(other.earliest)].filter((ms) => ms !== null)
  const ends = [msOf(wide.latest), msOf(other.latest)].filter((ms) => ms !== null)
  const earliestMs = starts.length === 0 ? null : Math.max(...starts)
  const latestMs = ends.length === 0 ? null : Math.min(...ends)
  return earliestMs !== null && latestMs !== null && earliestMs > latestMs ? wide : intervalOf(earliestMs, latestMs)
}

type Saying = Pick<Finding, 'severity' | 'certainty'> &
  Partial<Pick<Finding, 'since' | 'params' | 'evidence' | 'cause'>>

/** A finding about a row. Without a cause it stands alone. */
export function finding(rule: string, fact: Fact, saying: Saying): Finding {
  return {
    rule,
    subject: fact.subject,
    since: intervalOf(null, takenAtMsOf(fact)),
    params: {},
    evidence: evidenceFor(fact),
    cause: `${fact.subject.probe}/${fact.subject.place}/${fact.subject.key}`,
    ...saying,
  }
}

/** The changes of one probe and kind. */
export const changesOf = (changes: Change[], probe: string, kind: Change['kind']): Change[] =>
  changes.filter((change) => change.probe === probe && change.kind === kind)

/** What was done longer ago than this no longer explains what happens. */
const longestEffectMs = 15 * minuteMs

/** What an operator did to the thing, at or before `since`: parameters for the sentence. Empty when nothing is known. */
export function operatorParams(
  events: Event[],
  kinds: string[],
  names: string[],
  since: Interval,
  aliveMs: number | null = null,
): Finding['params'] {
  const sinceEndMs = msOf(since.latest)
  const sinceStartMs = msOf(since.earliest)
  const last = events.findLast(({ kind, subject, at }) => {
    const [startMs, endMs] = [msOf(at.earliest), msOf(at.latest)]
    return (
      kind !== 'note' &&
      names.includes(subject) &&
      (startMs === null || sinceEndMs === null || startMs <= sinceEndMs) &&
      (endMs === null || sinceStartMs === null || endMs >= sinceStartMs - longestEffectMs)
    )
  })
  // A service that was stopped and started again does not lie still because it was stopped.
  const event = last !== undefined && kinds.includes(last.kind) ? last : undefined
  if (event === undefined) return {}
  const params: Finding['params'] = { operatorAction: event.text, operatorNode: event.node }
  if (sinceEndMs === null) return params
  // Counted back from when it was seen. What still worked at `aliveMs` was not stopped before.
  const [firstMs, lastMs] = [msOf(event.at.earliest), msOf(event.at.latest)]
  const isLater = aliveMs !== null && firstMs !== null && aliveMs > firstMs && (lastMs === null || aliveMs <= lastMs)
  const actFirstMs = isLater ? aliveMs : firstMs
  if (actFirstMs !== null) params.operatorMinutesMax = Math.ceil((sinceEndMs - actFirstMs) / minuteMs)
  if (lastMs !== null) params.operatorMinutesMin = Math.max(0, Math.floor((sinceEndMs - lastMs) / minuteMs))
  return params
}
