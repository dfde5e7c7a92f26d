/** The snapshots that drafts become once their times are known. */

import type { ClusterNode, Event, Interval, Section, Snapshot } from '../../../shared/model.ts'
import { intervalOf } from '../../../shared/parse/time.ts'
import type { Draft } from './drafts.ts'
import type { InferredTime } from './times.ts'

export interface Origin {
  /** File name, for people. */
  name: string
  site: string
}

/** One for each draft, in their order. `times`: one for each; `idOf` gives each index its id. */
export function snapshotsOf(
  drafts: readonly Draft[],
  times: readonly InferredTime[],
  { name: origin, site }: Origin,
  idOf: (index: number) => string,
): Snapshot[] {
  const bounds = boundsOf(times)
  return drafts.map((draft, index): Snapshot => {
    const { atMs, inferred } = times[index]!
    const { before, after } = bounds[index]!
    const at = draft.eventsFollow ? after : before
    const sections = draft.sections.map((section): Section => ({ ...section, startedAtMs: atMs, endedAtMs: atMs }))
    const events = draft.events.map((event): Event => ({ at, ...event }))
    const names = new Set((sections.length === 0 ? events : sections).map(({ node }) => node))
    return {
      id: idOf(index),
      site,
      takenAtMs: atMs,
      takenAtInferred: inferred,
      source: 'transcript',
      origin,
      nodes: [...names].map((node) => nodeOf(node, draft.zones.get(node) ?? null)),
      sections,
      events,
    }
  })
}

/** A node of which nothing is known but what it printed. */
export const nodeOf = (name: string, zoneOffsetMinutes: number | null): ClusterNode => ({
  name,
  address: name,
  outcome: 'ok',
  message: null,
  clockOffsetMs: null,
  zoneOffsetMinutes,
})

/**
 * For each snapshot where its events lie: between the nearest known times before it and at it or behind it (`before`), or
 * behind the last known time (`after`). Times guessed from the order bound nothing.
 */
function boundsOf(times: readonly InferredTime[]): { before: Interval; after: Interval }[] {
  let next: number | null = null
  const laterMs = times.toReversed().map((time) => {
    if (time.known) next = time.atMs
    return next
  })
  laterMs.reverse()
  let last: number | null = null
  return times.map((time, index) => {
    const earlierMs = last
    if (time.known) last = time.atMs
    return { before: intervalOf(earlierMs, laterMs[index] ?? null), after: intervalOf(last, null) }
  })
}
