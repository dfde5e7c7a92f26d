import { minuteMs } from '../../parse/time.ts'
import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { durationText } from '../../words/duration.ts'
import { lastEventOf } from '../cluster-events.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { because } from '../phrases.ts'
import {
  describePod,
  isSamePod,
  isUnscheduled,
  leastAgeMs,
  podAt,
  podParams,
  podParamsOf,
  sinceCreated,
  wholeMinutes,
} from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

/** The scheduler answers within seconds; what it refused once, it tries again. */
const soonMs = minuteMs

export const podUnscheduled = rule({
  name: 'pod-unscheduled',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Pods for which no node is found.', zh: '找不到可用节点的 Pod。' },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods, kubectlGetEvents],
  thresholds: ['stuckAfterMs'],
  params: { ...podParams, ageMinutesMin: 'number', reason: 'text?' },
  check: ({ after, history, thresholds: { stuckAfterMs } }) =>
    factsOf(after, kubectlGetPods).flatMap((fact) => {
      if (!isUnscheduled(fact)) return []
      const event = lastEventOf(fact, /^FailedScheduling$/)
      const reason = fact.fields.message ?? event?.fields.message ?? null
      const ageMs = leastAgeMs(fact)
      if (ageMs < (reason === null ? stuckAfterMs : soonMs)) return []
      const run = runOf(history, fact, (earlier) => isSamePod(earlier, fact) && isUnscheduled(earlier))
      return [
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          isOld: run.isOld,
          since: run.before === null ? sinceCreated(run.first) : betweenLooks(run.before, run.first),
          params: { ...podParamsOf(fact), ageMinutesMin: wholeMinutes(ageMs), reason },
          evidence: evidenceFor(fact, event),
        }),
      ]
    }),
  title: {
    en: (p) =>
      `No node is found for ${podAt(p, 'en')}, which is at least ${durationText(p.ageMinutesMin * minuteMs, 'en')} old${because(p.reason, 'en')}`,
    zh: (p) =>
      `${podAt(p, 'zh')}创建至今至少 ${durationText(p.ageMinutesMin * minuteMs, 'zh')}，仍未调度到节点${because(p.reason, 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'The scheduler leaves a pod Pending while no node has room, a fitting label or no taint against it; its event FailedScheduling counts the nodes with the reason. (Kubernetes, Scheduling)',
    zh: '没有节点满足资源、标签或污点要求时，调度器会让 Pod 停在 Pending；FailedScheduling 事件会列出各原因对应的节点数。（Kubernetes 文档“调度”）',
  },
})
