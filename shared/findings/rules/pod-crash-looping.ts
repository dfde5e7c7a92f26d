import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { counted } from '../../words/count.ts'
import { claim, factsOf, lastSeen, sinceOtherwise } from '../facts.ts'
import { identityOf, logsOfCrash, type PodFact, podAt, podParams, podParamsOf, sinceCreated } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

const isLooping = ({ fields }: PodFact): boolean => /^(?:Init:)?CrashLoopBackOff$/.test(fields.status)

export const podCrashLooping = rule({
  name: 'pod-crash-looping',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Pods whose container ends again and again.', zh: '容器反复退出的 Pod。' },
  severities: ['critical'],
  reads: [kubectlGetPods],
  thresholds: [],
  params: { ...podParams, restartsBetween: 'number' },
  check: ({ after, before, history }) =>
    factsOf(after, kubectlGetPods)
      .filter(isLooping)
      .map((fact) => {
        const earlier = lastSeen(before, history, fact)
        const isSame = earlier !== null && identityOf(earlier, fact) === 'same'
        const more = isSame ? fact.fields.restarts - earlier.fields.restarts : 0
        return claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          since:
            isSame && !isLooping(earlier) ? sinceOtherwise({ before, history }, fact, isLooping) : sinceCreated(fact),
          params: { ...podParamsOf(fact), restartsBetween: Math.max(0, more) },
        })
      }),
  title: {
    en: (p) => `${podAt(p, 'en')} is crash looping, ${counted(p.restarts, 'restart')} so far`,
    zh: (p) => `${podAt(p, 'zh')}反复崩溃，至今已重启 ${p.restarts} 次`,
  },
  next: inBoth(logsOfCrash),
  why: {
    en: 'The kubelet waits longer before each new start, from 10 s up to 5 min, so CrashLoopBackOff may last although the cause is gone; the log of the attempt before says why it ended. (Kubernetes, Pod Lifecycle)',
    zh: 'kubelet 每次重启前的等待从 10 秒逐步延长到 5 分钟，因此原因消除后 CrashLoopBackOff 仍可能持续；上一次启动的日志会说明退出原因。（Kubernetes 文档“Pod 生命周期”）',
  },
})
