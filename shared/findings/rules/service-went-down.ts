import { secondMs } from '../../parse/time.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { byHand, byHandParams, lastActOf, toldAct } from '../by-hand.ts'
import { claim, evidenceFor, factsOf, lastSeen, looksFrom, msOf, turnIn } from '../facts.ts'
import { during } from '../phrases.ts'
import { rule } from '../rule.ts'
import {
  actsOn,
  downFrom,
  isForcedDown,
  novaSilence,
  serviceAt,
  serviceNames,
  serviceParams,
  serviceParamsOf,
  serviceStatus,
  stateIs,
} from '../services.ts'
import { wasStopped } from '../silence.ts'

export const serviceWentDown = rule({
  name: 'service-went-down',
  tells: 'change',
  nature: 'fault',
  about: { en: 'Services of nova that were up and are down.', zh: '由 up 变为 down 的 nova 服务。' },
  severities: ['critical'],
  reads: [novaServiceList],
  thresholds: ['serviceDownTimeMs'],
  params: { ...serviceParams, downTimeSeconds: 'number', ...byHandParams },
  check: (context) => {
    const { after, before, history, events, thresholds } = context
    return factsOf(after, novaServiceList).flatMap((fact) => {
      const seen = lastSeen(before, history, fact)
      if (seen === null || !stateIs(seen, 'up') || !stateIs(fact, 'down') || isForcedDown(fact)) return []
      const silence = novaSilence(context, fact, thresholds)
      if (silence.isSilent === false) return []
      const { was, is } = turnIn(looksFrom(history, seen, fact), (one) => stateIs(one, 'down'))
      const since = betweenLooks(was, is ?? fact, downFrom(silence, thresholds))
      const stop = lastActOf(actsOn(fact, events), ['service-stopped'], serviceNames(fact), since)
      return [
        claim(fact, {
          severity: 'critical',
          certainty: silence.isSilent === true || wasStopped(silence, stop) ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParamsOf(fact, silence),
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...toldAct(stop, since, msOf(silence.alive?.earliest)),
          },
          evidence: evidenceFor(was ?? seen, fact),
        }),
      ]
    })
  },
  title: {
    en: (p, since) => `${serviceAt(p, 'en')} went down${during(since, 'en')}${byHand(p, 'stopped', 'en')}`,
    zh: (p, since) => `${serviceAt(p, 'zh')}${during(since, 'zh')}变为 down${byHand(p, 'stopped', 'zh')}`,
  },
  next: serviceStatus,
  why: {
    en: 'nova calls a service down once its last heartbeat is older than service_down_time (60 s by default), so it fell silent about a minute before its state says so. (nova, servicegroup driver db)',
    zh: 'nova 在最后一次心跳早于 service_down_time（默认 60 秒）后才判定服务为 down，因此服务停止上报比状态变化大约早一分钟。（nova 的 servicegroup 驱动 db）',
  },
})
