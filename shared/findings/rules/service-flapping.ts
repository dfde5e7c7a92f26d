import { intervalOf } from '../../parse/time.ts'
import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { counted, timesText } from '../../words/count.ts'
import { claim, evidenceFor, factIn, factsOf, takenAtMsOf } from '../facts.ts'
import { rule } from '../rule.ts'
import { type ServiceFact, serviceAt, serviceParams, serviceParamsOf, serviceStatus, stateIs } from '../services.ts'

export const serviceFlapping = rule({
  name: 'service-flapping',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Services that went down more than once.', zh: '多次变为 down 的服务。' },
  severities: ['warning'],
  reads: [novaServiceList],
  thresholds: [],
  params: { ...serviceParams, episodes: 'number', snapshots: 'number' },
  check: ({ after, history }) =>
    factsOf(after, novaServiceList).flatMap((fact) => {
      const downs: ServiceFact[] = []
      let wasUp = true
      for (const view of history) {
        const one = factIn(view, fact)
        if (one === null) continue
        if (stateIs(one, 'down') && wasUp) downs.push(one)
        if (stateIs(one, 'up') || stateIs(one, 'down')) wasUp = stateIs(one, 'up')
      }
      const [first] = downs
      if (first === undefined || downs.length < 2) return []
      return [
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: intervalOf(null, takenAtMsOf(first)),
          params: { ...serviceParamsOf(fact), episodes: downs.length, snapshots: history.length },
          evidence: evidenceFor(...downs),
        }),
      ]
    }),
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
