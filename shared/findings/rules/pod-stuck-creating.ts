import type { SnapshotView } from '../../compare/view.ts'
import { minuteMs, toIso } from '../../parse/time.ts'
import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { durationText } from '../../words/duration.ts'
import { lastEventOf, reasonText } from '../cluster-events.ts'
import { claim, evidenceFor, factIn, factsOf, isTimed, takenAtMsOf } from '../facts.ts'
import { because } from '../phrases.ts'
import {
  describePod,
  identityOf,
  isStarting,
  isUnscheduled,
  leastAgeMs,
  type PodFact,
  podAt,
  podParams,
  podParamsOf,
  sinceCreated,
  wholeMinutes,
} from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

/** The earliest snapshot from which on every one that shows pods shows this very pod starting. */
function runOf(fact: PodFact, history: SnapshotView[]): { first: PodFact; fineBefore: number | null } {
  let first = fact
  if (!isTimed(fact.view)) return { first, fineBefore: null }
  for (let at = history.lastIndexOf(fact.view) - 1; at >= 0; at--) {
    const view = history[at]
    if (view === undefined) break
    const earlier = factIn(view, fact)
    if (earlier === null) {
      if (view.coverage(fact.subject.probe, fact.subject.place) === 'full') break
      continue
    }
    if (!isTimed(view) || identityOf(earlier, fact) !== 'same') break
    if (!isStarting(earlier.fields.status)) return { first, fineBefore: takenAtMsOf(earlier) }
    if (earlier.fields.restarts !== fact.fields.restarts) break
    first = earlier
  }
  return { first, fineBefore: null }
}

/** Reasons of events that say what is waited for. */
const reasons =
  /^(FailedMount|FailedAttachVolume|FailedMapVolume|FailedCreatePodSandBox|FailedSync|NetworkNotReady|Failed|BackOff)$/

export const podStuckCreating = rule({
  name: 'pod-stuck-creating',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Pods that do not get to run.', zh: '迟迟不能运行的 Pod。' },
  severities: ['warning'],
  reads: [kubectlGetPods, kubectlGetEvents],
  thresholds: ['stuckAfterMs'],
  params: { ...podParams, ageMinutesMin: 'number', seenMinutes: 'number', thresholdMinutes: 'number', reason: 'text?' },
  check: ({ after, history, thresholds: { stuckAfterMs } }) =>
    factsOf(after, kubectlGetPods).flatMap((fact) => {
      if (!isStarting(fact.fields.status) || isUnscheduled(fact)) return []
      const { first, fineBefore } = runOf(fact, history)
      const seenMs = takenAtMsOf(fact) - takenAtMsOf(first)
      const isProven = seenMs >= stuckAfterMs
      if (!isProven && leastAgeMs(fact) < stuckAfterMs) return []
      const created = sinceCreated(fact)
      const event = lastEventOf(fact, reasons)
      return [
        claim(fact, {
          severity: 'warning',
          certainty: isProven ? 'proven' : 'possible',
          since: {
            earliest: fineBefore === null ? created.earliest : toIso(fineBefore),
            latest: first === fact ? created.latest : toIso(takenAtMsOf(first)),
          },
          params: {
            ...podParamsOf(fact),
            ageMinutesMin: wholeMinutes(leastAgeMs(fact)),
            seenMinutes: wholeMinutes(seenMs),
            thresholdMinutes: wholeMinutes(stuckAfterMs),
            reason: reasonText(event) ?? fact.fields.message,
          },
          evidence: evidenceFor(first === fact ? null : first, fact, event),
        }),
      ]
    }),
  title: {
    en: (p) => {
      const seen = durationText(p.seenMinutes * minuteMs, 'en')
      const age = durationText(p.ageMinutesMin * minuteMs, 'en')
      const how =
        p.seenMinutes >= p.thresholdMinutes
          ? `has been in ${p.status} for at least ${seen}`
          : `is in ${p.status} and at least ${age} old`
      return `${podAt(p, 'en')} ${how}${because(p.reason, 'en')}`
    },
    zh: (p) => {
      const seen = durationText(p.seenMinutes * minuteMs, 'zh')
      const age = durationText(p.ageMinutesMin * minuteMs, 'zh')
      const how = p.seenMinutes >= p.thresholdMinutes ? ` 至少 ${seen}` : `，创建至今至少 ${age}`
      return `${podAt(p, 'zh')}处于 ${p.status}${how}${because(p.reason, 'zh')}`
    },
  },
  next: inBoth(describePod),
  why: {
    en: 'The status names no cause: an image, a volume, the network or the scheduler may be waited for, and the events of the pod say which. One snapshot shows its age only; two of the same pod prove that it was so all the time.',
    zh: '状态本身不说明原因：可能在等待镜像、存储卷、网络或调度，Pod 的事件会指明是哪一项。单个快照只能看出创建时长，两个快照看到同一个 Pod 才能确认它一直如此。',
  },
})
