import type { Interval } from '../../model.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import type { SiteClocks } from '../../time/clocks.ts'
import { betweenLooks, endsBefore, lookAt, momentOf, narrow } from '../../time/stamps.ts'
import { timesText } from '../../words/count.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, evidenceFor, factsOf, lastSeen, looksFrom, turnIn } from '../facts.ts'
import type { ParamsOf } from '../params.ts'
import { during } from '../phrases.ts'
import { identityOf, logsOfCrash, type PodFact, podAt, podParams, podParamsOf } from '../pods.ts'
import { type Claim, inBoth, rule } from '../rule.ts'

const params = { ...podParams, sinceCreation: 'number', ...byHandParams } as const
type Params = ParamsOf<typeof params>

/** What went before the first look, or in a pod that is new since, is history rather than news. */
function ofOld(clocks: SiteClocks, fact: PodFact): Claim<Params> {
  const created = momentOf(clocks, fact, fact.fields.createdAt, null)
  const since = betweenLooks(null, fact, created === null ? null : { earliest: created.earliest, latest: null })
  return claim(fact, {
    severity: 'info',
    certainty: 'proven',
    since: narrow(since, restartedAt(clocks, fact)),
    params: { ...podParamsOf(fact), sinceCreation: 1, ...actOf([], [], [], since) },
  })
}

/** When a container last ended ahead of its restart: kubelet wrote it, by the clock of the pod's node. */
function restartedAt(clocks: SiteClocks, fact: PodFact): Interval | null {
  const node = fact.fields.node === null ? null : clocks.nodeNamed(fact.fields.node)
  return momentOf(clocks, fact, fact.fields.lastRestartAt, node === null ? null : [node])
}

export const podRestarted = rule({
  name: 'pod-restarted',
  tells: 'change',
  nature: 'fault',
  isRestart: true,
  about: { en: 'Pods with containers that started again.', zh: '容器发生过重启的 Pod。' },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods],
  thresholds: [],
  params,
  check: ({ after, before, history, clocks, events }) =>
    factsOf(after, kubectlGetPods).flatMap((fact) => {
      const { restarts, name } = fact.fields
      if (restarts === 0) return []
      const earlier = lastSeen(before, history, fact)
      if (earlier === null) return [ofOld(clocks, fact)]
      const identity = identityOf(earlier, fact)
      if (identity === 'other') return [ofOld(clocks, fact)]
      const more = restarts - earlier.fields.restarts
      if (more <= 0) return []
      const looks = looksFrom(history, earlier, fact)
      const old = looks.findLast((one) => one.fields.restarts === earlier.fields.restarts) ?? earlier
      const { is } = turnIn(looks, (one) => one.fields.restarts === restarts)
      const last = restartedAt(clocks, fact)
      // What ended ahead of a look may have been started again behind it.
      const isBetween = last !== null && !endsBefore(last, lookAt(old).fromMs)
      // One that ran again ended ahead of its restart; one that waits to be started has ended since.
      const isAhead = more === 1 && fact.fields.status === 'Running'
      const bounds = isBetween ? { earliest: isAhead ? last.earliest : null, latest: last.latest } : null
      const since = betweenLooks(old, is ?? fact, bounds)
      return [
        claim(fact, {
          severity: 'warning',
          certainty: identity === 'same' ? 'proven' : 'possible',
          since,
          params: {
            ...podParamsOf(fact),
            restarts: more,
            sinceCreation: 0,
            ...actOf(events, ['container-restarted', 'container-stopped'], [name], since),
          },
          evidence: evidenceFor(old, fact),
        }),
      ]
    }),
  title: {
    en: (p, since) =>
      p.sinceCreation === 1
        ? `${podAt(p, 'en')} restarted ${timesText(p.restarts)} since it was created`
        : `${podAt(p, 'en')} restarted ${timesText(p.restarts)}${during(since, 'en')}${byHand(p, 'restarted', 'en')}`,
    zh: (p, since) =>
      p.sinceCreation === 1
        ? `${podAt(p, 'zh')}自创建以来重启了 ${p.restarts} 次`
        : `${podAt(p, 'zh')}${during(since, 'zh')}重启了 ${p.restarts} 次${byHand(p, 'restarted', 'zh')}`,
  },
  next: inBoth(logsOfCrash),
  why: {
    en: 'RESTARTS is the sum over the containers of the pod; it may fall when the kubelet forgets dead containers, and begins at 0 in a pod that is made anew. (Kubernetes, kubectl get pods)',
    zh: 'RESTARTS 是 Pod 内各容器重启次数之和；kubelet 清理已退出的容器后可能变小，重建的 Pod 则从 0 开始。（Kubernetes，kubectl get pods）',
  },
})
