import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { counted, timesText } from '../../words/count.ts'
import { claim, evidenceFor, factIn, factsOf } from '../facts.ts'
import { rule } from '../rule.ts'
import {
  novaSilence,
  type ServiceFact,
  serviceAt,
  serviceParams,
  serviceParamsOf,
  serviceStatus,
  stateIs,
} from '../services.ts'

export const serviceFlapping = rule({
  name: 'service-flapping',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Services that went down more than once.', zh: '多次变为 down 的服务。' },
  severities: ['warning'],
  reads: [novaServiceList],
  thresholds: ['serviceDownTimeMs'],
  params: { ...serviceParams, episodes: 'number', snapshots: 'number' },
  check: (context) => {
    const { after, history, thresholds } = context
    return factsOf(after, novaServiceList).flatMap((fact) => {
      const downs: { fact: ServiceFact; isSure: boolean }[] = []
      let wasUp = true
      for (const view of history) {
        const one = factIn(view, fact)
        if (one === null || !(stateIs(one, 'up') || stateIs(one, 'down'))) continue
        const { isSilent } = stateIs(one, 'down') ? novaSilence(context, one, thresholds) : { isSilent: false }
        const known = downs.at(-1)
        if (isSilent !== false && wasUp) downs.push({ fact: one, isSure: isSilent === true })
        else if (isSilent === true && known !== undefined) known.isSure = true
        wasUp = stateIs(one, 'up')
      }
      const sure = downs.filter(({ isSure }) => isSure)
      const told = sure.length >= 2 ? sure : downs
      const [first] = told
      if (first === undefined || told.length < 2) return []
      return [
        claim(fact, {
          severity: 'warning',
          certainty: sure.length >= 2 ? 'proven' : 'possible',
          since: betweenLooks(null, first.fact),
          params: {
            ...serviceParamsOf(fact, novaSilence(context, fact, thresholds)),
            episodes: told.length,
            snapshots: history.length,
          },
          evidence: evidenceFor(...told.map((each) => each.fact)),
        }),
      ]
    })
  },
  title: {
    en: (p) => `${serviceAt(p, 'en')} went down ${timesText(p.episodes)} in ${counted(p.snapshots, 'snapshot')}`,
    zh: (p) => `${serviceAt(p, 'zh')}在 ${p.snapshots} 次快照中 ${p.episodes} 次变为 down`,
  },
  next: serviceStatus,
  why: {
    en: 'A service that comes and goes by itself mostly loses its way to RabbitMQ or the database; while nova-compute reads down, the scheduler passes its host over. (nova, ComputeFilter)',
    zh: '服务自行时断时续，多因与 RabbitMQ 或数据库的连接不稳；nova-compute 显示 down 期间，调度器会跳过该主机。（nova 的 ComputeFilter）',
  },
})
