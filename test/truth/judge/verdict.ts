/** Whether a finding is true, and when what it tells began in truth. */
import type { Interval } from '../../../shared/model.ts'
import type { Shown } from '../capture/snapshot.ts'
import type { Probe, RowsByProbe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import { type Period, periodAt } from '../world/periods.ts'
import type { Placed, Reading } from './reading.ts'

export interface Verdict {
  isTrue: boolean
  /** Why not. */
  why: string
  /** When it may have begun; null when there is nothing to check. */
  moments: Period[] | null
  /** Every one of the moments must lie within, not one of them. */
  isAll: boolean
}

export type Judge = (reading: Reading, placed: Placed) => Verdict

export const moment = (atMs: number): Period => ({ fromMs: atMs, toMs: atMs })

export const yes = (moments: Period[] | null = null, isAll = false): Verdict => ({
  isTrue: true,
  why: '',
  moments,
  isAll,
})
export const no = (why: string): Verdict => ({ isTrue: false, why, moments: null, isAll: false })

/** The row that the finding is about, in its later snapshot or another one. */
export const rowOf = <P extends Probe>(
  reading: Reading,
  probe: P,
  { subject, later }: Pick<Placed, 'subject' | 'later'>,
  index: number | null = later,
): Shown<P> | null =>
  index === null || subject.probe !== probe ? null : reading.at(probe, subject.place, subject.key, index)

/** Says what the row itself says. */
export const literal =
  <P extends Probe>(
    probe: P,
    test: (row: RowsByProbe[P], placed: Placed) => boolean,
    moments?: (row: RowsByProbe[P], shown: Shown<P>, reading: Reading) => Period[] | null,
  ): Judge =>
  (reading, placed) => {
    const shown = rowOf(reading, probe, placed)
    if (shown === null) return no('no such row in that snapshot')
    if (!test(shown.row, placed)) return no('the row does not say so')
    return yes(moments?.(shown.row, shown, reading) ?? null)
  }

/** The beginning of the period that holds the moment, when it has one. */
export function beginningOf(list: readonly Period[], atMs: number): Period[] | null {
  const period = periodAt(list, atMs)
  return period === undefined || period.fromMs <= 0 ? null : [moment(period.fromMs)]
}

/** How far an interval lies from the truth, in ms; 0: it holds it; null: nothing to check. */
export function missOf({ earliest, latest }: Interval, { moments, isAll }: Verdict): number | null {
  if (moments === null || moments.length === 0) return null
  const fromMs = earliest === null ? Number.NEGATIVE_INFINITY : Date.parse(earliest)
  const toMs = latest === null ? Number.POSITIVE_INFINITY : Date.parse(latest)
  const misses = moments.map((each) => Math.max(0, each.fromMs - toMs, fromMs - each.toMs))
  return isAll ? Math.max(...misses) : Math.min(...misses)
}

/** Why two printed ages of one thing disagree, for a person. */
export function driftOf({ world, snapshots }: Reading, { later, earlier }: Placed, a: Shown, b: Shown): string {
  if (a.node !== null && b.node !== null) {
    const byMs = world.offsetMs(b.node, b.atMs) - world.offsetMs(a.node, a.atMs)
    if (Math.abs(byMs) > 3 * second)
      return a.node === b.node ? 'the clock of a node was set' : 'asked of two nodes whose clocks differ'
  }
  if (world.traits.print.dockerAges !== 'new' && a.probe === 'docker-ps') return 'durations of an older docker'
  const isInferred = [snapshots[later], snapshots[earlier ?? later]].some((each) => each?.inferred)
  if (isInferred) return 'a snapshot whose time was inferred'
  return 'the commands looked some time after they began'
}
