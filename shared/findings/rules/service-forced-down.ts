import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { claim, factsOf, sinceOtherwise } from '../facts.ts'
import { inBoth, rule } from '../rule.ts'
import { isForcedDown, listService, serviceAt, serviceParams, serviceParamsOf } from '../services.ts'

export const serviceForcedDown = rule({
  name: 'service-forced-down',
  tells: 'state',
  nature: 'fault',
  about: { en: 'Services that somebody declared down.', zh: '被人为标记为 down 的服务。' },
  severities: ['warning'],
  reads: [novaServiceList],
  thresholds: [],
  params: serviceParams,
  check: (context) =>
    factsOf(context.after, novaServiceList)
      .filter(isForcedDown)
      .map((fact) =>
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: sinceOtherwise(context, fact, isForcedDown),
          params: serviceParamsOf(fact, null),
        }),
      ),
  title: {
    en: (p) => `${serviceAt(p, 'en')} was declared down by somebody (Forced down)`,
    zh: (p) => `${serviceAt(p, 'zh')}被人为标记为 down（Forced down）`,
  },
  next: inBoth(listService),
  why: {
    en: 'Forced down is set over the API (from 2.11 on), mostly before a dead host is evacuated, and stays until it is unset: nova calls the service down whatever its heartbeat says.',
    zh: 'Forced down 由 API 设置（2.11 起），多用于疏散故障主机之前，并一直保持到被取消：此时无论心跳如何，nova 都视该服务为 down。',
  },
})
