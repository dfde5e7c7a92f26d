import { novaServiceList } from '../../probes/nova-service-list/probe.ts'
import { claim, evidenceFor, factsOf, lastSeen, sinceOtherwise } from '../facts.ts'
import { inBoth, rule } from '../rule.ts'
import { listService, type ServiceFact, serviceAt, serviceParams, serviceParamsOf } from '../services.ts'

const isDisabled = ({ fields }: ServiceFact): boolean => fields.status === 'disabled'

export const serviceDisabled = rule({
  name: 'service-disabled',
  tells: 'state',
  nature: 'routine',
  about: { en: 'Services that the scheduler leaves out.', zh: '被调度器排除的服务。' },
  severities: ['warning', 'info'],
  reads: [novaServiceList],
  thresholds: [],
  params: serviceParams,
  check: (context) =>
    factsOf(context.after, novaServiceList)
      .filter(isDisabled)
      .map((fact) => {
        const earlier = lastSeen(context.before, context.history, fact)
        const isNew = earlier !== null && earlier.fields.status === 'enabled'
        return claim(fact, {
          severity: isNew ? 'warning' : 'info',
          certainty: 'proven',
          since: sinceOtherwise(context, fact, isDisabled),
          params: serviceParamsOf(fact, null),
          evidence: isNew ? evidenceFor(earlier, fact) : evidenceFor(fact),
        })
      }),
  title: {
    en: (p) => `${serviceAt(p, 'en')} is disabled${p.reason === null ? '' : `: ${p.reason}`}`,
    zh: (p) => `${serviceAt(p, 'zh')}已被禁用${p.reason === null ? '' : `：${p.reason}`}`,
  },
  next: inBoth(listService),
  why: {
    en: 'Status only keeps new instances away, and is set by an operator or by nova-compute itself, when it loses libvirt or after failed builds in a row; the service may well be up. (nova, consecutive_build_service_disable_threshold)',
    zh: 'Status 只影响新实例的调度，由操作员设置，或由 nova-compute 在与 libvirt 断开、连续创建失败时自行设置；服务本身可能仍为 up。（nova 的 consecutive_build_service_disable_threshold）',
  },
})
