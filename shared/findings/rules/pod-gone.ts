import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim } from '../facts.ts'
import { podAt, podParams, podParamsOf } from '../pods.ts'
import { successionsOf } from '../replicas.ts'
import { inBoth, rule } from '../rule.ts'

export const podGone = rule({
  name: 'pod-gone',
  tells: 'change',
  nature: 'fault',
  about: {
    en: 'Pods that went without another of their workload coming.',
    zh: '消失后同一工作负载没有新 Pod 出现的 Pod。',
  },
  severities: ['warning'],
  reads: [kubectlGetPods],
  thresholds: [],
  params: { ...podParams, ...byHandParams },
  check: ({ after, before, history, events }) =>
    successionsOf(before, after, history).lost.map(({ old, since, isSure }) =>
      claim(old, {
        severity: 'warning',
        certainty: isSure ? 'proven' : 'possible',
        since,
        params: { ...podParamsOf(old), ...actOf(events, ['pod-deleted'], [old.fields.name], since) },
      }),
    ),
  title: {
    en: (p) => `${podAt(p, 'en')} is gone, and no other pod of ${p.workload} came${byHand(p, 'deleted', 'en')}`,
    zh: (p) => `${podAt(p, 'zh')}已消失，且 ${p.workload} 没有新的 Pod 出现${byHand(p, 'deleted', 'zh')}`,
  },
  next: inBoth(({ namespace }: { namespace: string }) => `kubectl get pod -n ${namespace} -o wide`),
  why: {
    en: 'A Deployment, StatefulSet or ReplicationController makes another pod at once: where none comes, it was scaled down or deleted, or new pods cannot be made. What a rollout, an eviction or a job leaves behind is cleaned away, and not gone. (Kubernetes, Workloads)',
    zh: 'Deployment、StatefulSet、ReplicationController 会立即补上新的 Pod；没有补上，说明它被缩容或删除，或者无法创建新的 Pod。滚动更新、驱逐和 Job 留下的 Pod 被清理，不算消失。（Kubernetes 文档“工作负载”）',
  },
})
