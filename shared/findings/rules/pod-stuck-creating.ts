import type { SnapshotView } from '../../compare/view.ts'
import { minuteMs, toIso } from '../../parse/time.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { durationText } from '../../words/duration.ts'
import { claim, evidenceFor, factIn, factsOf, isTimed, takenAtMsOf } from '../facts.ts'
import {
  describePod,
  identityOf,
  isStarting,
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

export const podStuckCreating = rule({
  name: 'pod-stuck-creating',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Pods that do not get to run.', zh: '迟迟不能运行的 Pod。' },
  severities: ['warning'],
  reads: [kubectlGetPods],
  thresholds: ['stuckAfterMs'],
  params: { ...podParams, ageMinutesMin: 'number', seenMinutes: 'number', thresholdMinutes: 'number' },
  check: ({ after, history, thresholds: { stuckAfterMs } }) =>
    factsOf(after, kubectlGetPods).flatMap((fact) => {
      if (!isStarting(fact.fields.status)) return []
      const { first, fineBefore } = runOf(fact, history)
      const seenMs = takenAtMsOf(fact) - takenAtMsOf(first)
      const isProven = seenMs >= stuckAfterMs
      if (!isProven && leastAgeMs(fact) < stuckAfterMs) return []
      const created = sinceCreated(fact)
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
          },
          evidence: first === fact ? evidenceFor(fact) : evidenceFor(first, fact),
        }),
      ]
    }),
  title: {
    en: (p) =>
      p.seenMinutes >= p.thresholdMinutes
        ? `${podAt(p, 'en')} has been in ${p.status} for at least ${durationText(p.seenMinutes * minuteMs, 'en')}`
        : `${podAt(p, 'en')} is in ${p.status} and at least ${durationText(p.ageMinutesMin * minuteMs, 'en')} old`,
    zh: (p) =>
      p.seenMinutes >= p.thresholdMinutes
        ? `${podAt(p, 'zh')}处于 ${p.status} 至少 ${durationText(p.seenMinutes * minuteMs, 'zh')}`
        : `${podAt(p, 'zh')}处于 ${p.status}，创建至今至少 ${durationText(p.ageMinutesMin * minuteMs, 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'The status names no cause: an image, a volume, the network or the scheduler may be waited for, and the events of the pod say which. One snapshot shows its age only; two of the same pod prove that it was so all the time.',
    zh: '状态本身不说明原因：可能在等待镜像、存储卷、网络或调度，Pod 的事件会指明是哪一项。单个快照只能看出创建时长，两个快照看到同一个 Pod 才能确认它一直如此。',
  },
})
