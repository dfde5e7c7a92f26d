/** What rules need to know of pods. */
import { differOnNode, readingOf } from '../compare/differ.ts'
import type { Interval } from '../model.ts'
import { minuteMs, toIso } from '../parse/time.ts'
import type { podFields } from '../probes/kubectl-get-pods/fields.ts'
import { kubectlGetPods } from '../probes/kubectl-get-pods/probe.ts'
import type { Language } from '../words/language.ts'
import { type FactOf, isTimed, msOf, takenAtMsOf } from './facts.ts'
import type { ParamsOf } from './params.ts'
import { onNode } from './phrases.ts'

export type PodFact = FactOf<typeof podFields>

/** Statuses of a pod that is not running yet. They name no cause; its events do. */
export const isStarting = (status: string): boolean =>
  status === 'ContainerCreating' ||
  status === 'Pending' ||
  status === 'PodInitializing' ||
  /^Init:\d+\/\d+$/.test(status)

/** A name that a cron job gives: its own, the time of the run in digits, and what the API server adds. */
const cronJobPod = /-\d{8,10}-[a-z0-9]{5}$/

/** Whether it runs once and ends: it completes, and is cleaned away, and the next run is another. Null: a table does not tell. */
export function isOfJob({ fields: { ownerKind, uid, name } }: PodFact): boolean | null {
  if (ownerKind !== null) return ownerKind === 'Job'
  if (cronJobPod.test(name)) return true
  return uid === null ? null : false
}

/** What becomes of a pod as a whole: another takes its place, or is to. */
const over =
  /^(Terminating|Unknown|NodeLost|Evicted|Failed|Succeeded|Shutdown|NodeShutdown|Preempting|DeadlineExceeded|OutOf[a-z-]+|NodeAffinity|UnexpectedAdmissionError|Terminated)$/i

/** Whether its controller counts it. */
export const isLive = ({ fields: { status } }: PodFact): boolean => !over.test(status)

export const workloadOf = ({ fields: { namespace, workload } }: PodFact): string => `${namespace}/${workload}`

/** Of a pod of a Deployment: the hash of its template. Empty of any other. */
export function revisionOf({ fields: { name, workload } }: PodFact): string {
  return name.startsWith(`${workload}-`) ? name.slice(workload.length + 1).replace(/-?[a-z0-9]{5}$/, '') : ''
}

/** It waits for a node. A table that prints no nodes does not tell. */
export function isUnscheduled({ fields: { status, node, uid }, found: { section } }: PodFact): boolean {
  if (status !== 'Pending' || node !== null) return false
  return uid !== null || section.parsed.rows.some(({ fields }) => typeof fields.node === 'string')
}

const readingOfFact = ({ view, found }: PodFact) => readingOf(view.snapshot, found.section)

/**
 * Whether two rows of one name are one pod. A StatefulSet gives its names again, so overlapping ages alone prove
 * nothing; but a pod that already existed when the earlier table was printed is the one which that table shows.
 */
export function identityOf(before: PodFact, after: PodFact): 'same' | 'other' | 'unsure' {
  const told = kubectlGetPods.identity?.(before.fields, after.fields) ?? 'unsure'
  if (told !== 'unsure') return told
  const createdBefore = before.fields.createdAt
  const createdAfter = after.fields.createdAt
  if (createdBefore === null || createdAfter === null) return 'unsure'
  if (differOnNode(createdBefore, readingOfFact(before), createdAfter, readingOfFact(after))) return 'other'
  const createdByMs = msOf(createdAfter.latest)
  const timed = isTimed(before.view) && isTimed(after.view)
  return timed && createdByMs !== null && createdByMs <= takenAtMsOf(before) ? 'same' : 'unsure'
}

/** Whether nothing says that they are two pods of one name. */
export const isSamePod = (earlier: PodFact, fact: PodFact): boolean => identityOf(earlier, fact) !== 'other'

/** The least time since the pod was created. */
export function leastAgeMs(fact: PodFact): number {
  const latestMs = msOf(fact.fields.createdAt?.latest)
  return latestMs === null ? 0 : Math.max(0, takenAtMsOf(fact) - latestMs)
}

export const podParams = {
  pod: 'text',
  namespace: 'text',
  workload: 'text',
  node: 'text?',
  status: 'text',
  ready: 'number',
  total: 'number',
  restarts: 'number',
} as const

export const podParamsOf = ({ fields }: PodFact): ParamsOf<typeof podParams> => ({
  pod: fields.name,
  namespace: fields.namespace,
  workload: fields.workload,
  node: fields.node,
  status: fields.status,
  ready: fields.ready,
  total: fields.total,
  restarts: fields.restarts,
})

export const sinceCreated = (fact: PodFact): Interval => ({
  earliest: fact.fields.createdAt?.earliest ?? null,
  latest: toIso(takenAtMsOf(fact)),
})
export const wholeMinutes = (ms: number): number => Math.floor(ms / minuteMs)

/** The pod and where it runs, as sentences begin. */
export const podAt = ({ pod, node }: { pod: string; node: string | null }, language: Language): string =>
  `${pod}${onNode(node, language)}`

interface PodName {
  pod: string
  namespace: string
}
export const describePod = ({ pod, namespace }: PodName): string => `kubectl describe pod ${pod} -n ${namespace}`
export const logsOfCrash = ({ pod, namespace }: PodName): string => `kubectl logs ${pod} -n ${namespace} --previous`
