import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { betweenSnapshots, claim, evidenceFor, factsOf, lastSeen } from '../facts.ts'
import { during } from '../phrases.ts'
import { rule } from '../rule.ts'
import {
  beatAgeMs,
  beatMsOf,
  serviceAt,
  serviceNames,
  serviceParams,
  serviceParamsOf,
  serviceStatus,
  stateIs,
} from '../services.ts'

export const serviceRecovered = rule({
  name: 'service-recovered',
  tells: 'change',
  nature: 'recovery',
  about: { en: 'Services that were down and are up.', zh: '由 down 恢复为 up 的服务。' },
  severities: ['info'],
  reads: [novaServiceList],
  thresholds: ['heartbeatLateMs'],
  params: { ...serviceParams, ...byHandParams },
  check: ({ after, before, history, events, thresholds: { heartbeatLateMs } }) =>
    factsOf(after, novaServiceList).flatMap((fact) => {
      const earlier = lastSeen(before, history, fact)
      if (earlier === null || !stateIs(earlier, 'down') || !stateIs(fact, 'up')) return []
      const since = betweenSnapshots(earlier.view, after)
      const then = beatMsOf(earlier)
      const now = beatMsOf(fact)
      const beatsAgain = then !== null && now !== null && now > then && beatAgeMs(fact) <= heartbeatLateMs
      return [
        claim(fact, {
          severity: 'info',
          certainty: beatsAgain ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParamsOf(fact),
            ...actOf(events, ['service-started', 'service-restarted'], serviceNames(fact), since),
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
  title: {
    en: (p, since) => `${serviceAt(p, 'en')} came back${during(since, 'en')}${byHand(p, 'started', 'en')}`,
    zh: (p, since) => `${serviceAt(p, 'zh')}${during(since, 'zh')}恢复为 up${byHand(p, 'started', 'zh')}`,
  },
  next: serviceStatus,
  why: {
    en: 'up by itself only says that the last heartbeat is young by the clock of the API; proven takes a newer heartbeat than the one before. (nova, servicegroup driver db)',
    zh: '单凭 up 只能说明按 API 所在节点的时钟最后一次心跳还新；看到比之前更新的心跳才算已确认。（nova 的 servicegroup 驱动 db）',
  },
})
