import { intervalOf, secondMs } from '../../parse/time.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { durationText } from '../../words/duration.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, factsOf, msOf } from '../facts.ts'
import { rule } from '../rule.ts'
import {
  actsOn,
  leastAgeMs,
  novaSilence,
  serviceAt,
  serviceNames,
  serviceParams,
  serviceParamsOf,
  serviceStatus,
  stateIs,
} from '../services.ts'

export const serviceGoingDown = rule({
  name: 'service-going-down',
  tells: 'state',
  nature: 'fault',
  about: {
    en: 'Services that nova still calls up although they no longer beat.',
    zh: 'nova 仍显示 up、但心跳已停止的服务。',
  },
  severities: ['warning'],
  reads: [novaServiceList],
  thresholds: ['heartbeatLateMs', 'serviceDownTimeMs'],
  params: { ...serviceParams, lateAfterSeconds: 'number', downTimeSeconds: 'number', ...byHandParams },
  check: (context) => {
    const { after, events, thresholds } = context
    return factsOf(after, novaServiceList).flatMap((fact) => {
      if (!stateIs(fact, 'up')) return []
      const silence = novaSilence(context, fact, thresholds)
      if (leastAgeMs(silence) <= thresholds.heartbeatLateMs) return []
      const aliveMs = msOf(silence.alive?.earliest)
      const since = betweenLooks(null, fact, intervalOf(aliveMs, null))
      return [
        claim(fact, {
          severity: 'warning',
          // A busy service may beat late and go on.
          certainty: 'possible',
          since,
          params: {
            ...serviceParamsOf(fact, silence),
            lateAfterSeconds: thresholds.heartbeatLateMs / secondMs,
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...actOf(actsOn(fact, events), ['service-stopped'], serviceNames(fact), since, aliveMs),
          },
        }),
      ]
    })
  },
  title: {
    en: (p) =>
      `${serviceAt(p, 'en')} still reads up, but its last heartbeat is ${durationText(p.heartbeatAgeSeconds * secondMs, 'en')} old${byHand(p, 'stopped', 'en')}`,
    zh: (p) =>
      `${serviceAt(p, 'zh')}仍显示 up，但最后一次心跳已是 ${durationText(p.heartbeatAgeSeconds * secondMs, 'zh')}前${byHand(p, 'stopped', 'zh')}`,
  },
  next: {
    en: (p) => `nova service-list again once service_down_time has passed since that heartbeat; ${serviceStatus.en(p)}`,
    zh: (p) => `距该心跳满 service_down_time 后再执行一次 nova service-list；${serviceStatus.zh(p)}`,
  },
  why: {
    en: 'A service of nova beats every 10 s (report_interval) and reads up until service_down_time is over: a stopped one still reads up for a minute. (nova, servicegroup driver db)',
    zh: 'nova 服务每 10 秒心跳一次（report_interval），在 service_down_time 之内一直显示 up：已停止的服务还会显示 up 约一分钟。（nova 的 servicegroup 驱动 db）',
  },
})
