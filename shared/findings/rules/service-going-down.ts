import { intervalOf, secondMs } from '../../parse/time.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { durationText } from '../../words/duration.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, factsOf } from '../facts.ts'
import { rule } from '../rule.ts'
import {
  beatAgeMs,
  beatByOurClock,
  beatMsOf,
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
  check: ({ after, events, thresholds }) =>
    factsOf(after, novaServiceList)
      .filter((fact) => stateIs(fact, 'up') && beatAgeMs(fact) > thresholds.heartbeatLateMs)
      .map((fact) => {
        const since = intervalOf(beatMsOf(fact), after.snapshot.takenAtMs)
        return claim(fact, {
          severity: 'warning',
          // A busy service may beat late and go on.
          certainty: 'possible',
          since,
          params: {
            ...serviceParamsOf(fact),
            lateAfterSeconds: thresholds.heartbeatLateMs / secondMs,
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...actOf(events, ['service-stopped'], serviceNames(fact), since, beatByOurClock(fact)),
          },
        })
      }),
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
