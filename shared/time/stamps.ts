/**
 * Moments that tools printed. Each was written by somebody's clock: the node's own, kubelet's of another node, the API
 * server's, whoever wrote into the database. Parsers take back the offset of the node that was asked; here it is put back,
 * so that equal prints are equal whatever was measured, and told on the collector's clock where the writer's is known.
 */
import { type Interval, isInterval } from '../model.ts'
import { fromIso, intervalOf } from '../parse/time.ts'
import { type MeasuredSnapshot, offsetWhenRead, type SiteClocks, type Span } from './clocks.ts'
import { type Look, lookOf, type TimedSection } from './look.ts'

/** A row of a snapshot; rules call it a fact. */
export interface Seen {
  view: { snapshot: MeasuredSnapshot }
  found: { section: TimedSection }
}

/** A moment as rows hold it: printed to the second or finer, or counted back by an age. */
export type Printed = Interval | string | null

export const lookAt = ({ view, found }: Seen): Look => lookOf(view.snapshot, found.section)

/** A look as the collector's clock may have it, where the clock of a node told it. */
export function lookByCollector(clocks: SiteClocks, seen: Seen): Look {
  const look = lookAt(seen)
  const offset = look.clock === '' ? null : clocks.offset(look.clock, look.fromMs, look.toMs)
  if (offset === null) return look
  const fromMs = look.fromMs - Math.max(0, offset.mostMs)
  const toMs = look.toMs - Math.min(0, offset.leastMs)
  return { ...look, fromMs, toMs }
}

const msOf = (iso: string | null): number | null => {
  const ms = iso === null ? Number.NaN : fromIso(iso)
  return Number.isNaN(ms) ? null : ms
}

/** Later by as much as the span says, at the least and at the most. */
export function shifted({ earliest, latest }: Interval, { leastMs, mostMs }: Span): Interval {
  const [fromMs, toMs] = [msOf(earliest), msOf(latest)]
  return intervalOf(fromMs === null ? null : fromMs + leastMs, toMs === null ? null : toMs + mostMs)
}
const opposite = ({ leastMs, mostMs }: Span): Span => ({ leastMs: -mostMs, mostMs: -leastMs })
const at = (iso: string): Interval => ({ earliest: iso, latest: iso })

/**
 * As its writer's clock had it. Null when that is not known: an age counts back from when the command looked, by the clock of
 * the node that was asked.
 */
export function stampOf(clocks: SiteClocks, seen: Seen, printed: Printed): Interval | null {
  if (printed === null) return null
  const { snapshot } = seen.view
  const { section } = seen.found
  if (isInterval(printed)) {
    const { isTimed, fromMs, toMs } = lookAt(seen)
    const offset = isTimed ? (offsetWhenRead(snapshot, section) ?? clocks.offset(section.node, fromMs, toMs)) : null
    return offset === null ? null : shifted(printed, offset)
  }
  const takenBackMs = snapshot.nodes.find(({ name }) => name === section.node)?.clockOffsetMs ?? 0
  return shifted(at(printed), { leastMs: takenBackMs, mostMs: takenBackMs })
}

/**
 * On the collector's clock. `writers`: the nodes whose clock may have written it; null: any of the site's. Null when their
 * clocks are not known.
 */
export function momentOf(
  clocks: SiteClocks,
  seen: Seen,
  printed: Printed,
  writers: readonly string[] | null,
): Interval | null {
  const look = lookAt(seen)
  if (printed === null || !look.isTimed) return null
  const { node } = seen.found.section
  const stamp = stampOf(clocks, seen, printed)
  const moment = stamp === null ? null : momentOfStamp(clocks, stamp, writers, look)
  if (moment !== null) return moment
  // Its own clock made it and told when: what is between the two is right, whatever the clock is.
  const isOwn = writers?.length === 1 && writers[0] === node
  const isAge = isInterval(printed) || look.clock === node
  if (!isOwn || !isAge) return null
  return isInterval(printed) ? printed : at(printed)
}

/** The same of a stamp as its writer's clock had it, seen by a look. */
export function momentOfStamp(
  clocks: SiteClocks,
  stamp: Interval,
  writers: readonly string[] | null,
  { toMs }: Pick<Look, 'toMs'>,
): Interval | null {
  const ever = clocks.offsetOfAny(writers, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
  if (ever === null) return null
  // Where it lies decides which of the offsets that a clock had it was written with.
  const widest = shifted(stamp, opposite(ever))
  const offset = clocks.offsetOfAny(
    writers,
    msOf(widest.earliest) ?? Number.NEGATIVE_INFINITY,
    Math.min(toMs, msOf(widest.latest) ?? toMs),
  )
  return offset === null ? null : shifted(stamp, opposite(offset))
}

/**
 * When something changed between two looks: from the start of the one that showed the old to the end of the one that shows
 * the new; `moment`: what is known of it besides. Without an earlier look nothing bounds its beginning.
 */
export function betweenLooks(earlier: Seen | null, later: Seen, moment: Interval | null = null): Interval {
  const fromMs = earlier === null ? null : lookAt(earlier).fromMs
  const { toMs } = lookAt(later)
  // A listing may have looked while another one was still being made.
  return narrow(intervalOf(fromMs === null ? null : Math.min(fromMs, toMs), toMs), moment)
}

/** Whether all of it lies ahead of a moment. */
export function endsBefore({ latest }: Interval, atMs: number): boolean {
  const latestMs = msOf(latest)
  return latestMs !== null && latestMs < atMs
}

/** What both allow; where they contradict each other, all from the first beginning to the last end. */
export function narrow(one: Interval, other: Interval | null): Interval {
  if (other === null) return one
  const starts = [one.earliest, other.earliest].map(msOf).filter((ms) => ms !== null)
  const ends = [one.latest, other.latest].map(msOf).filter((ms) => ms !== null)
  const earliestMs = starts.length === 0 ? null : Math.max(...starts)
  const latestMs = ends.length === 0 ? null : Math.min(...ends)
  if (earliestMs === null || latestMs === null || earliestMs <= latestMs) return intervalOf(earliestMs, latestMs)
  const all = [...starts, ...ends]
  return intervalOf(Math.min(...all), Math.max(...all))
}
