import { dockerPs } from '../../probes/docker-ps/probe.ts'
import { betweenLooks, endsBefore, lookAt } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import {
  type ContainerFact,
  containerNames,
  containerParams,
  containerParamsOf,
  dockerLogs,
  hasOtherStart,
  inspectedAt,
  isSameContainer,
  newestAttempts,
  sharpest,
  stateBeganAt,
} from '../containers.ts'
import { claim, evidenceFor, lastSeen, looksFrom, turnIn } from '../facts.ts'
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
  check: ({ after, before, history, clocks, events }) =>
    newestAttempts(after).flatMap((fact) => {
      const earlier = lastSeen(before, history, fact)
      if (earlier === null || fact.fields.state !== 'running') return []
      const identity = isSameContainer(earlier, fact)
      const [was, is] = [earlier.fields.attempt, fact.fields.attempt]
      // kubelet counts attempts within one pod; under the same name another one may have come.
      if (identity === 'other' && fact.fields.pod !== null) return []
      const more = was === null || is === null ? 0 : is - was
      const began = sharpest(stateBeganAt(clocks, fact), inspectedAt(clocks, fact, 'startedAt'))
      const hasNewStart =
        earlier.fields.state === 'running' &&
        hasOtherStart(clocks, earlier, fact) === true &&
        !(began !== null && endsBefore(began, lookAt(earlier).fromMs))
      if (more <= 0 && !hasNewStart) return []
      const looks = looksFrom(history, earlier, fact)
      const isSameRun = (one: ContainerFact, other: ContainerFact) =>
        one.fields.state === 'running' &&
        one.fields.attempt === other.fields.attempt &&
        hasOtherStart(clocks, one, other) !== true
      const turn = turnIn(looks, (one) => isSameRun(one, fact))
      const old = more > 1 ? looks.findLast((one) => isSameRun(one, earlier)) : turn.was
      const moment = more > 1 && began !== null ? { earliest: null, latest: began.latest } : began
      const since = betweenLooks(old ?? earlier, turn.is ?? fact, moment)
      return [
        claim(fact, {
          severity: 'warning',
          certainty: identity === 'same' ? 'proven' : 'possible',
          since,
          params: {
            ...containerParamsOf(fact),
            restarts: more > 0 ? more : null,
            ...actOf(events, ['container-restarted'], containerNames(fact), since),
          },
          evidence: evidenceFor(old ?? earlier, fact),
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
