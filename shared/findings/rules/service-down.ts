import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { momentText } from '../../words/moment.ts'
import { byHand, byHandParams, lastActOf, toldAct } from '../by-hand.ts'
import { claim, evidenceFor, factsOf, lastSeen, msOf } from '../facts.ts'
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

export const serviceDown = rule({
  name: 'service-down',
  tells: 'state',
  nature: 'fault',
  about: {
    en: 'Services that nova calls down, and that were not up in the snapshot before.',
    zh: 'nova 判定为 down、且前一快照中也不是 up 的服务。',
  },
  severities: ['critical'],
  reads: [novaServiceList],
  thresholds: ['serviceDownTimeMs'],
  params: { ...serviceParams, ...byHandParams },
  check: (context) => {
    const { after, before, history, events, thresholds } = context
    return factsOf(after, novaServiceList).flatMap((fact) => {
      const earlier = lastSeen(before, history, fact)
      if (!stateIs(fact, 'down') || isForcedDown(fact) || (earlier !== null && stateIs(earlier, 'up'))) return []
      const silence = novaSilence(context, fact, thresholds)
      if (silence.isSilent === false) return []
      const since = betweenLooks(null, fact, downFrom(silence, thresholds))
      const stop = lastActOf(actsOn(fact, events), ['service-stopped'], serviceNames(fact), since)
      return [
        claim(fact, {
          severity: 'critical',
          certainty: silence.isSilent === true || wasStopped(silence, stop) ? 'proven' : 'possible',
          since,
          params: { ...serviceParamsOf(fact, silence), ...toldAct(stop, since, msOf(silence.alive?.earliest)) },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    })
  },
  title: {
    en: (p) =>
      `${serviceAt(p, 'en')} is down; its last heartbeat was at ${p.lastHeartbeatAt === null ? 'an unknown time' : momentText(p.lastHeartbeatAt)}${byHand(p, 'stopped', 'en')}`,
    zh: (p) =>
      `${serviceAt(p, 'zh')}处于 down 状态，最后一次心跳：${p.lastHeartbeatAt === null ? '时间未知' : momentText(p.lastHeartbeatAt)}${byHand(p, 'stopped', 'zh')}`,
  },
  next: serviceStatus,
  why: {
    en: 'State is the age of the heartbeat, not whether the process runs: a service that hangs, that lost its database or RabbitMQ, or whose clock is wrong reads down, too. (nova, servicegroup driver db)',
    zh: 'State 反映的是心跳是否及时，而不是进程是否存在：服务卡死、与数据库或 RabbitMQ 断开、时钟不准时同样显示 down。（nova 的 servicegroup 驱动 db）',
  },
})
