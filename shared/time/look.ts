/** When a command looked: at some moment between its start and its end. Every question of time about a row begins here. */
import type { ClusterNode, Section, Snapshot } from '../model.ts'
import { minuteMs } from '../parse/time.ts'

export interface Look {
  fromMs: number
  toMs: number
  /** False: nobody knows when; the moment of the snapshot puts it in order, and measures nothing. */
  isTimed: boolean
  /** Whose clock told it: the collector's (empty), or that of the node where the output was made. */
  clock: string
}

export type TimedSnapshot = Pick<Snapshot, 'takenAtMs' | 'takenAtInferred' | 'source'> & {
  nodes: readonly Pick<ClusterNode, 'name' | 'address' | 'clockOffsetMs'>[]
}
export type TimedSection = Pick<Section, 'node' | 'startedAtMs' | 'endedAtMs'>

/** Who saves outputs by hand looks at the clock now and then: what stands around it may be that much older or younger. */
const typingMs = minuteMs

/** Whether the collector's clock told the times, rather than that of the node where the outputs were made. */
export const isByCollector = ({ source }: Pick<Snapshot, 'source'>): boolean => source === 'ssh' || source === 'sample'

const isMoment = (ms: number): boolean => Number.isFinite(ms) && ms > 0

export function lookOf(snapshot: TimedSnapshot, section: TimedSection): Look {
  const { takenAtMs, takenAtInferred } = snapshot
  const isTimed = takenAtInferred === null
  const fromMs = isMoment(section.startedAtMs) ? section.startedAtMs : takenAtMs
  const toMs = Math.max(fromMs, isMoment(section.endedAtMs) ? section.endedAtMs : fromMs)
  const isByHand = !isByCollector(snapshot) && fromMs === toMs
  const clock = isByCollector(snapshot) ? '' : section.node
  return isByHand && isTimed
    ? { fromMs: fromMs - typingMs, toMs: toMs + typingMs, isTimed, clock }
    : { fromMs, toMs, isTimed, clock }
}
