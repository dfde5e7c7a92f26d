import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { actOf, byHand, byHandParams } from '../by-hand.ts'
import { claim, evidenceFor, factsOf, lastSeen, looksFrom, turnIn } from '../facts.ts'
import { during } from '../phrases.ts'
import { rule } from '../rule.ts'
import {
  actsOn,
  beatMsOf,
  novaSilence,
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
  thresholds: ['serviceDownTimeMs'],
  params: { ...serviceParams, ...byHandParams },
  check: (context) => {
    const { after, before, history, events, thresholds } = context
    return factsOf(after, novaServiceList).flatMap((fact) => {
      const seen = lastSeen(before, history, fact)
      if (seen === null || !stateIs(seen, 'down') || !stateIs(fact, 'up')) return []
      const { was, is } = turnIn(looksFrom(history, seen, fact), (one) => stateIs(one, 'up'))
      const last = was ?? seen
      const silence = novaSilence(context, last, thresholds)
      if (silence.isSilent === false) return []
      const since = betweenLooks(last, is ?? fact)
      const [then, now] = [beatMsOf(last), beatMsOf(fact)]
      const beatsAgain = then !== null && now !== null && now > then
      return [
        claim(fact, {
          severity: 'info',
          certainty: beatsAgain && silence.isSilent === true ? 'proven' : 'possible',
          since,
          params: {
            ...serviceParamsOf(fact, novaSilence(context, fact, thresholds)),
            ...actOf(actsOn(fact, events), ['service-started', 'service-restarted'], serviceNames(fact), since),
          },
          evidence: evidenceFor(last, fact),
        }),
      ]
    })
  },
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
