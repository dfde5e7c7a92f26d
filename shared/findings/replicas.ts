/**
 * What became of pods that are no longer listed: another of their workload came since they were last seen alive, or none did.
 * What a rollout, an eviction or a job leaves behind is cleaned away, and is no loss.
 */
import type { SnapshotView } from '../compare/view.ts'
import type { Interval } from '../model.ts'
import { kubectlGetPods } from '../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../time/stamps.ts'
import { factIn, factsOf } from './facts.ts'
import { type Gone, goneBetween, goneDuring, lastSeenEver } from './history.ts'
import { identityOf, isLive, isOfJob, type PodFact, revisionOf, workloadOf } from './pods.ts'

type History = readonly SnapshotView[]

export interface Replaced {
  old: PodFact
  now: PodFact
  since: Interval
  /** They are of two templates: somebody rolls the workload out. */
  isRollout: boolean
}
export interface Lost {
  old: PodFact
  since: Interval
  /** False: of several that went some were replaced, and nothing tells which. */
  isSure: boolean
}
export interface Successions {
  replaced: Replaced[]
  lost: Lost[]
}

/** Of the pods that were there by `before` and are not in `after`. */
export function successionsOf(before: SnapshotView | null, after: SnapshotView, history: History): Successions {
  const successions: Successions = { replaced: [], lost: [] }
  const byWorkload = new Map<string, GonePod[]>()
  for (const gone of goneBetween(before, after, history, kubectlGetPods)) {
    if (isFinishedRun(gone.old)) continue
    const workload = workloadOf(gone.old)
    const list = byWorkload.get(workload) ?? []
    const alive = lastAlive(gone.old, history)
    list.push({ ...gone, alive, ahead: alive === null ? [] : countsBy(alive, history) })
    byWorkload.set(workload, list)
  }
  if (byWorkload.size === 0) return successions
  const present = new Map<string, PodFact[]>()
  for (const fact of factsOf(after, kubectlGetPods)) {
    const workload = workloadOf(fact)
    if (!byWorkload.has(workload) || !isLive(fact)) continue
    const list = present.get(workload) ?? []
    list.push(fact)
    present.set(workload, list)
  }
  const isNew = (now: PodFact): boolean => lastSeenEver(before, history, now) === null
  for (const [workload, gone] of byWorkload) settle(gone, present.get(workload) ?? [], isNew, successions)
  return successions
}

interface GonePod extends Gone<PodFact['fields']> {
  /** The last look that showed it alive; null: none did. */
  alive: PodFact | null
  /** How many pods of the workload were alive then, and in the whole listing before that. */
  ahead: readonly number[]
}

const isFinishedRun = (fact: PodFact): boolean => isOfJob(fact) ?? /^(Completed|Succeeded)$/.test(fact.fields.status)

function lastAlive(old: PodFact, history: History): PodFact | null {
  for (const view of history.slice(0, history.indexOf(old.view) + 1).reverse()) {
    const earlier = factIn(view, old)
    if (earlier !== null && isLive(earlier) && identityOf(earlier, old) !== 'other') return earlier
  }
  return null
}

function countsBy(alive: PodFact, history: History): number[] {
  const { view, subject } = alive
  const { probe, place } = subject
  const workload = workloadOf(alive)
  const earlier = history.slice(0, history.lastIndexOf(view)).findLast((each) => each.coverage(probe, place) === 'full')
  return [view, ...(earlier === undefined ? [] : [earlier])].map(
    (each) => factsOf(each, kubectlGetPods).filter((fact) => isLive(fact) && workloadOf(fact) === workload).length,
  )
}

/** `present`: the live pods of the workload, now. */
function settle(
  gone: readonly GonePod[],
  present: readonly PodFact[],
  isNew: (now: PodFact) => boolean,
  { replaced, lost }: Successions,
): void {
  const candidates = gone.map((each) => {
    const arrivals = present.filter((now) => canReplace(each, now))
    return { each, arrivals, isNear: arrivals.some((now) => isOnOneNode(each.old, now)) }
  })
  // Those with the fewest to choose from first: so none is called lost that may have been replaced.
  candidates.sort((x, y) => x.arrivals.length - y.arrivals.length || Number(y.isNear) - Number(x.isNear))
  const taken = new Set<PodFact>()
  for (const { each, arrivals } of candidates) {
    const { old, without, alive } = each
    const free = arrivals.filter((now) => !taken.has(now))
    const now = free.find((one) => isOnOneNode(old, one)) ?? free[0]
    if (now !== undefined) {
      taken.add(now)
      const isRollout = revisionOf(old) !== revisionOf(now)
      if (isNew(now)) replaced.push({ old, now, since: betweenLooks(old, factIn(without, now) ?? now), isRollout })
    } else if (alive !== null && mayBeLost(old) && !isOfRollout(each, present)) {
      // A Deployment may have one more for a while: one listing does not tell how many it has.
      const isSettled = revisionOf(old) === '' || each.ahead.length > 1
      lost.push({ old, since: goneDuring(each), isSure: arrivals.length === 0 && isSettled })
    }
  }
}

/** Its successor came ahead of its end: there are as many as before that, or they are of another template. */
const isOfRollout = ({ old, ahead }: GonePod, present: readonly PodFact[]): boolean =>
  present.length >= Math.min(...ahead) || present.some((other) => revisionOf(other) !== revisionOf(old))

const isOnOneNode = (old: PodFact, now: PodFact): boolean => old.fields.node === now.fields.node

/** It came since the other was last seen alive; of a DaemonSet each node has its own. */
function canReplace({ old, alive }: GonePod, now: PodFact): boolean {
  if (old.fields.ownerKind === 'DaemonSet' && !isOnOneNode(old, now)) return false
  return factIn((alive ?? old).view, now) === null
}

/** A pod that had failed is cleaned away; one that was being deleted ends. */
const mayBeLost = (old: PodFact): boolean => isLive(old) || old.fields.status === 'Terminating'
