import { intervalOf, secondMs } from '../../parse/time.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { narrow } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { betweenSnapshots, claim, clockOffsetOf, evidenceFor, factsOf, lastSeen } from '../facts.ts'
import { during } from '../phrases.ts'
import { rule } from '../rule.ts'
import {
  beatByOurClock,
  beatMsOf,
  isForcedDown,
  isSilent,
  serviceAt,
  serviceNames,
  serviceParams,
  serviceParamsOf,
  serviceStatus,
  stateIs,
} from '../services.ts'

export const serviceWentDown = rule({
  name: 'service-went-down',
  tells: 'change',
  nature: 'fault',
  about: { en: 'Services of nova that were up and are down.', zh: '由 up 变为 down 的 nova 服务。' },
  severities: ['critical'],
  reads: [novaServiceList],
  thresholds: ['serviceDownTimeMs', 'heartbeatLateMs'],
  params: { ...serviceParams, downTimeSeconds: 'number', ...byHandParams },
  check: ({ after, before, history, events, thresholds }) =>
    factsOf(after, novaServiceList).flatMap((fact) => {
      const earlier = lastSeen(before, history, fact)
      if (earlier === null || !stateIs(earlier, 'up') || !stateIs(fact, 'down') || isForcedDown(fact)) return []
      const beatMs = beatMsOf(fact)
      const offsetMs = clockOffsetOf(fact)
      // nova waits for its service_down_time after the last beat before it says `down`.
      const downFromMs = beatMs === null || offsetMs === null ? null : beatMs - offsetMs + thresholds.serviceDownTimeMs
      const since = narrow(betweenSnapshots(earlier.view, after), intervalOf(downFromMs, null))
      return [
        claim(fact, {
          severity: 'critical',
          certainty: isSilent(fact, earlier, thresholds) ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParamsOf(fact),
            downTimeSeconds: thresholds.serviceDownTimeMs / secondMs,
            ...actOf(events, ['service-stopped'], serviceNames(fact), since, beatByOurClock(fact)),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
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
