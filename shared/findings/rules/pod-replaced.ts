import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, evidenceFor, factsOf, isTimed } from '../facts.ts'
import { lastSeenEver } from '../history.ts'
import { during, onNode } from '../phrases.ts'
import { describePod, identityOf, isOfJob, type PodFact, podAt, podParams, podParamsOf } from '../pods.ts'
import { type Replaced, successionsOf } from '../replicas.ts'
import { inBoth, rule } from '../rule.ts'

/** The API server names the owner; from a table the workload is a guess. */
const isOwned = (...pods: PodFact[]): boolean => pods.every(({ fields }) => fields.uid !== null)

export const podReplaced = rule({
  name: 'pod-replaced',
  tells: 'change',
  nature: 'work',
  about: {
    en: 'Pods that were made anew, under their old name or another of their workload.',
    zh: '以原名或同一工作负载的另一名称重新创建的 Pod。',
  },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods],
  thresholds: [],
  params: { ...podParams, oldPod: 'text', ...byHandParams },
  check: ({ after, before, history, events }) => {
    const renewed = factsOf(after, kubectlGetPods).flatMap((now): Replaced[] => {
      const old = lastSeenEver(before, history, now)
      if (old === null || isOfJob(now) === true || identityOf(old, now) !== 'other') return []
      return [{ old, now, since: betweenLooks(old, now), isRollout: false }]
    })
    return [...renewed, ...successionsOf(before, after, history).replaced].map(({ old, now, since, isRollout }) => {
      const isSameName = old.subject.key === now.subject.key
      const isProven = isOwned(old, now) || (isSameName && isTimed(old.view) && isTimed(now.view))
      return claim(now, {
        severity: isRollout ? 'info' : 'warning',
        certainty: isProven ? 'proven' : 'possible',
        since,
        params: {
          ...podParamsOf(now),
          oldPod: old.fields.name,
          ...actOf(events, ['pod-deleted'], [old.fields.name], since),
        },
        evidence: evidenceFor(old, now),
      })
    })
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
