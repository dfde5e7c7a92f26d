import type { SnapshotView } from '../../compare/view.ts'
import type { Change } from '../../model.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { betweenSnapshots, changesOf, claim, evidenceFor, factsOf, isTimed, lastSeen, rowOf } from '../facts.ts'
import { during, onNode } from '../phrases.ts'
import { describePod, identityOf, type PodFact, podAt, podParams, podParamsOf } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

const workloadOf = ({ fields: { namespace, workload } }: PodFact): string => `${namespace}/${workload}`

/** The API server names the owner; from a table the workload is a guess. */
const isOwned = (...pods: PodFact[]): boolean => pods.every(({ fields }) => fields.uid !== null)

/** Pods that went, each with one of the same workload that came. */
export function pairsOf(
  before: SnapshotView,
  after: SnapshotView,
  changes: Change[],
): { old: PodFact; now: PodFact }[] {
  const came = new Map<string, PodFact[]>()
  for (const change of changesOf(changes, kubectlGetPods, 'added')) {
    const fact = rowOf(after, kubectlGetPods, change)
    if (fact === null) continue
    const list = came.get(workloadOf(fact))
    if (list === undefined) came.set(workloadOf(fact), [fact])
    else list.push(fact)
  }
  return changesOf(changes, kubectlGetPods, 'removed').flatMap((change) => {
    const old = rowOf(before, kubectlGetPods, change)
    const now = old === null ? undefined : came.get(workloadOf(old))?.pop()
    return old === null || now === undefined ? [] : [{ old, now }]
  })
}

export const podReplaced = rule({
  name: 'pod-replaced',
  tells: 'change',
  nature: 'work',
  about: {
    en: 'Pods that were made anew, under their old name or another of their workload.',
    zh: '以原名或同一工作负载的另一名称重新创建的 Pod。',
  },
  severities: ['warning'],
  reads: [kubectlGetPods],
  thresholds: [],
  params: { ...podParams, oldPod: 'text', ...byHandParams },
  check: ({ after, before, history, changes, events }) => {
    if (before === null) return []
    const since = betweenSnapshots(before, after)
    const replacement = (old: PodFact, now: PodFact, isProven: boolean) => ({
      old,
      now,
      certainty: isProven ? ('proven' as const) : ('possible' as const),
    })
    const renewed = factsOf(after, kubectlGetPods).flatMap((now) => {
      const old = lastSeen(before, history, now)
      if (old === null || identityOf(old, now) !== 'other') return []
      return [replacement(old, now, isOwned(old, now) || (isTimed(before) && isTimed(after)))]
    })
    const paired = pairsOf(before, after, changes).map(({ old, now }) => replacement(old, now, isOwned(old, now)))
    return [...renewed, ...paired].map(({ old, now, certainty }) =>
      claim(now, {
        severity: 'warning',
        certainty,
        since,
        params: {
          ...podParamsOf(now),
          oldPod: old.fields.name,
          ...actOf(events, ['pod-deleted'], [old.fields.name], since),
        },
        evidence: evidenceFor(old, now),
      }),
    )
  },
  title: {
    en: (p, since) =>
      p.oldPod === p.pod
        ? `${podAt(p, 'en')} was made anew${during(since, 'en')}${byHand(p, 'deleted', 'en')}`
        : `${p.oldPod} was replaced by ${podAt(p, 'en')}${byHand(p, 'deleted', 'en')}`,
    zh: (p, since) =>
      p.oldPod === p.pod
        ? `Pod ${p.pod}${onNode(p.node, 'zh')}${during(since, 'zh')}重建${byHand(p, 'deleted', 'zh')}`
        : `Pod 已重建：${p.oldPod} → ${podAt(p, 'zh')}${byHand(p, 'deleted', 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'A pod made anew begins with 0 restarts, without the files and logs of the one before, and mostly with another address; why the old one went, its events and its owner say.',
    zh: '重建的 Pod 从 0 次重启开始，没有原 Pod 的文件和日志，地址通常也会变化；原 Pod 消失的原因要看它的事件和所属的控制器。',
  },
})
