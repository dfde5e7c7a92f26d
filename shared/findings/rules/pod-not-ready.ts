import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { counted } from '../../words/count.ts'
import { claim, factsOf } from '../facts.ts'
import { describePod, leastAgeMs, podAt, podParams, podParamsOf, sinceCreated, wholeMinutes } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

export const podNotReady = rule({
  name: 'pod-not-ready',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Pods that run but do not serve.', zh: '在运行但未就绪的 Pod。' },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods],
  thresholds: ['stuckAfterMs'],
  params: { ...podParams, thresholdMinutes: 'number' },
  check: ({ after, thresholds: { stuckAfterMs } }) =>
    factsOf(after, kubectlGetPods)
      .filter(({ fields }) => fields.status === 'Running' && fields.ready < fields.total)
      .map((fact) =>
        claim(fact, {
          // A pod that has just begun may be about to be ready.
          severity: leastAgeMs(fact) >= stuckAfterMs ? 'warning' : 'info',
          certainty: 'proven',
          since: sinceCreated(fact),
          params: { ...podParamsOf(fact), thresholdMinutes: wholeMinutes(stuckAfterMs) },
        }),
      ),
  title: {
    en: (p) =>
      `${podAt(p, 'en')} runs, but only ${p.ready} of ${counted(p.total, 'container')} ${p.ready === 1 ? 'is' : 'are'} ready`,
    zh: (p) => `${podAt(p, 'zh')}在运行，但 ${p.total} 个容器中只有 ${p.ready} 个就绪`,
  },
  next: inBoth(describePod),
  why: {
    en: 'A pod that is not ready gets no traffic of its Service: its readiness probe fails, or one of its containers does not run. (Kubernetes, Pod Lifecycle)',
    zh: '未就绪的 Pod 不会收到其 Service 的流量：可能是就绪探针失败，也可能是其中某个容器没有运行。（Kubernetes 文档“Pod 生命周期”）',
  },
})
