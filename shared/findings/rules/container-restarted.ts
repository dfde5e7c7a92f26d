import { areDisjoint } from '../../parse/time.ts'
import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { narrow } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { containerNames, containerParams, containerParamsOf, dockerLogs, isSameContainer } from '../containers.ts'
import { betweenSnapshots, claim, evidenceFor, factsOf, isTimed, lastSeen } from '../facts.ts'
import { during, onNode } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

export const containerRestarted = rule({
  name: 'container-restarted',
  tells: 'change',
  nature: 'fault',
  isRestart: true,
  about: {
    en: 'Containers that were started again since the snapshot before.',
    zh: '自前一快照以来重新启动过的容器。',
  },
  severities: ['warning'],
  reads: [dockerPs],
  thresholds: [],
  params: { ...containerParams, restarts: 'number?', ...byHandParams },
  check: ({ after, before, history, events }) =>
    factsOf(after, dockerPs).flatMap((fact) => {
      const earlier = lastSeen(before, history, fact)
      if (before === null || earlier === null || fact.fields.state !== 'running') return []
      const was = earlier.fields.attempt
      const is = fact.fields.attempt
      const sinceBefore = earlier.fields.since
      const sinceAfter = fact.fields.since
      const hasNewStart = sinceBefore !== null && sinceAfter !== null && areDisjoint(sinceBefore, sinceAfter)
      const isNextAttempt = was !== null && is !== null && is > was
      if (!isNextAttempt && !(hasNewStart && earlier.fields.state === 'running')) return []
      // kubelet counts attempts within one pod: fewer of them mean another pod.
      if (was !== null && is !== null && is < was) return []
      const since = narrow(betweenSnapshots(before, after), sinceAfter)
      const isSure = isSameContainer(earlier, fact) === true && hasNewStart && isTimed(before) && isTimed(after)
      return [
        claim(fact, {
          severity: 'warning',
          certainty: isSure ? 'proven' : 'possible',
          since,
          params: {
            ...containerParamsOf(fact),
            restarts: isNextAttempt ? is - was : null,
            ...actOf(events, ['container-restarted'], containerNames(fact), since),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
  title: {
    en: (p, since) =>
      `Container ${p.container}${onNode(p.node, 'en')} was started again${during(since, 'en')}${byHand(p, 'restarted', 'en')}`,
    zh: (p, since) =>
      `容器 ${p.container}${onNode(p.node, 'zh')}${during(since, 'zh')}重新启动${byHand(p, 'restarted', 'zh')}`,
  },
  next: inBoth(dockerLogs),
  why: {
    en: 'docker keeps the container and starts it again; the kubelet makes a new one with the next attempt in its name, and keeps the old one for its log. (dockershim, k8s_<container>_<pod>_<namespace>_<uid>_<attempt>)',
    zh: 'docker 自己会重新启动同一个容器；kubelet 则新建一个名称中次数加一的容器，并保留旧容器以备查日志。（dockershim 的容器名 k8s_<容器>_<Pod>_<命名空间>_<uid>_<次数>）',
  },
})
