import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { counted } from '../../words/count.ts'
import { lastEventOf, reasonText } from '../cluster-events.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { because } from '../phrases.ts'
import {
  describePod,
  isSamePod,
  leastAgeMs,
  type PodFact,
  podAt,
  podParams,
  podParamsOf,
  sinceCreated,
  wholeMinutes,
} from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

const isNotReady = ({ fields: { status, ready, total } }: PodFact): boolean => status === 'Running' && ready < total

export const podNotReady = rule({
  name: 'pod-not-ready',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Pods that run but do not serve.', zh: '在运行但未就绪的 Pod。' },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods, kubectlGetEvents],
  thresholds: ['stuckAfterMs'],
  params: { ...podParams, thresholdMinutes: 'number', reason: 'text?' },
  check: ({ after, history, thresholds: { stuckAfterMs } }) =>
    factsOf(after, kubectlGetPods)
      .filter((fact) => isNotReady(fact))
      .map((fact) => {
        const run = runOf(history, fact, (earlier) => isSamePod(earlier, fact) && isNotReady(earlier))
        const event = lastEventOf(fact, /^(Unhealthy|ProbeWarning|BackOff|Failed)$/)
        return claim(fact, {
          // A pod that has just begun may be about to be ready.
          severity: leastAgeMs(fact) >= stuckAfterMs ? 'warning' : 'info',
          certainty: 'proven',
          isOld: run.isOld,
          since: run.before === null ? sinceCreated(run.first) : betweenLooks(run.before, run.first),
          params: {
            ...podParamsOf(fact),
            thresholdMinutes: wholeMinutes(stuckAfterMs),
            reason: reasonText(event) ?? fact.fields.message,
          },
          evidence: evidenceFor(fact, event),
        })
      }),
  title: {
    en: (p) =>
      `${podAt(p, 'en')} runs, but only ${p.ready} of ${counted(p.total, 'container')} ${p.ready === 1 ? 'is' : 'are'} ready${because(p.reason, 'en')}`,
    zh: (p) => `${podAt(p, 'zh')}在运行，但 ${p.total} 个容器中只有 ${p.ready} 个就绪${because(p.reason, 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'A pod that is not ready gets no traffic of its Service: its readiness probe fails, or one of its containers does not run. (Kubernetes, Pod Lifecycle)',
    zh: '未就绪的 Pod 不会收到其 Service 的流量：可能是就绪探针失败，也可能是其中某个容器没有运行。（Kubernetes 文档“Pod 生命周期”）',
  },
})
