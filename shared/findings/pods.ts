/** What rules need to know of pods. */
import type { Finding, Interval } from '../model.ts'
import { areDisjoint, minuteMs } from '../parse/time.ts'
import { type Fact, intervalIn, isTimed, msOf, numberOf, takenAtMsOf, textOf } from './facts.ts'

/** Statuses of a pod that is not running yet. They name no cause; its events do. */
export const isStarting = (status: string): boolean =>
  status === 'ContainerCreating' ||
  status === 'Pending' ||
  status === 'PodInitializing' ||
  /^Init:\d+\/\d+$/.test(status)

/**
 * Whether two rows of one name are one pod. A StatefulSet gives its names again, so overlapping ages alone prove
 * nothing; but a pod that already existed when the earlier table was printed is the one which that table shows.
 */
export function identityOf(before: Fact, after: Fact): 'same' | 'other' | 'unsure' {
  const [uidBefore, uidAfter] = [textOf(before.fields, 'uid'), textOf(after.fields, 'uid')]
  if (uidBefore !== '' && uidAfter !== '') return uidBefore === uidAfter ? 'same' : 'other'
  const [createdBefore, createdAfter] = [intervalIn(before.fields, 'createdAt'), intervalIn(after.fields, 'createdAt')]
  if (createdBefore === null || createdAfter === null) return 'unsure'
  if (areDisjoint(createdBefore, createdAfter)) return 'other'
  const createdByMs = msOf(createdAfter.latest)
  const timed = isTimed(before.view) && isTimed(after.view)
  return timed && createdByMs !== null && createdByMs <= takenAtMsOf(before) ? 'same' : 'unsure'
}

/** The least time since the pod was created. */
export function leastAgeMs(fact: Fact): number {
  const latestMs = msOf(intervalIn(fact.fields, 'createdAt')?.latest)
  return latestMs === null ? 0 : Math.max(0, takenAtMsOf(fact) - latestMs)
}

export const podParams = ({ fields }: Fact): Finding['params'] => ({
  pod: textOf(fields, 'name'),
  namespace: textOf(fields, 'namespace'),
  workload: textOf(fields, 'workload'),
  node: textOf(fields, 'node'),
  status: textOf(fields, 'status'),
  ready: numberOf(fields, 'ready') ?? 0,
  total: numberOf(fields, 'total') ?? 0,
  restarts: numberOf(fields, 'restarts') ?? 0,
})

export const sinceCreated = (fact: Fact): Interval => ({
  earliest: intervalIn(fact.fields, 'createdAt')?.earliest ?? null,
  latest: new Date(takenAtMsOf(fact)).toISOString(),
})
export const wholeMinutes = (ms: number): number => Math.floor(ms / minuteMs)
