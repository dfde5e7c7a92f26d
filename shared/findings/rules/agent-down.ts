import type { cinderServiceFields } from '../../probes/cinder-service-list/fields.ts'
import { cinderServiceList } from '../../probes/cinder-service-list/probe.ts'
import type { neutronAgentFields } from '../../probes/neutron-agent-list/fields.ts'
import { neutronAgentList } from '../../probes/neutron-agent-list/probe.ts'
import { lookAt } from '../../time/stamps.ts'
import { claim, type FactOf, factsOf, lastSeen, sinceOtherwise } from '../facts.ts'
import type { ParamsOf } from '../params.ts'
import { runOn } from '../phrases.ts'
import { type Claim, rule } from '../rule.ts'
import { silenceOf } from '../silence.ts'

const params = { tool: 'text', agent: 'text', host: 'text' } as const
type Params = ParamsOf<typeof params>

const isServiceDown = ({ fields }: FactOf<typeof cinderServiceFields>): boolean =>
  fields.state === 'down' && fields.status !== 'disabled'
const isAgentDown = ({ fields }: FactOf<typeof neutronAgentFields>): boolean =>
  !fields.alive && fields.adminStateUp !== false

const status = ({ agent, host }: { agent: string; host: string }, language: 'en' | 'zh'): string =>
  runOn(host, `systemctl status ${agent}`, language)

export const agentDown = rule({
  name: 'agent-down',
  tells: 'state',
  nature: 'fault',
  about: {
    en: 'Services of block storage and network agents that their own list calls down, and that nobody switched off.',
    zh: '块存储服务与网络 Agent 中，被各自的列表报告为 down 且未被人为停用的。',
  },
  severities: ['critical'],
  reads: [cinderServiceList, neutronAgentList],
  thresholds: ['serviceDownTimeMs', 'heartbeatLateMs'],
  params,
  check: (context) => {
    const { after, before, history, clocks, thresholds } = context
    const services = factsOf(after, cinderServiceList)
      .filter(isServiceDown)
      .flatMap((fact): Claim<Params>[] => {
        const { binary, host } = fact.fields
        const { isSilent } = silenceOf({ history, clocks }, cinderServiceList, fact, thresholds.serviceDownTimeMs)
        if (isSilent === false) return []
        return [
          claim(fact, {
            severity: 'critical',
            certainty: isSilent === true ? 'proven' : 'possible',
            since: sinceOtherwise(context, fact, isServiceDown),
            params: { tool: 'cinder', agent: binary, host },
          }),
        ]
      })
    const agents = factsOf(after, neutronAgentList)
      .filter(isAgentDown)
      .map((fact): Claim<Params> => {
        const { binary, agentType, host } = fact.fields
        // Its list shows no heartbeat: only clocks that agree make its word true.
        const earlier = lastSeen(before, history, fact)
        const { fromMs, toMs } = lookAt(fact)
        const spreadMs = clocks.spread(null, earlier === null ? fromMs : lookAt(earlier).fromMs, toMs)
        const isSure = lookAt(fact).isTimed && spreadMs !== null && spreadMs < thresholds.heartbeatLateMs
        return claim(fact, {
          severity: 'critical',
          certainty: isSure ? 'proven' : 'possible',
          since: sinceOtherwise(context, fact, isAgentDown),
          params: { tool: 'neutron', agent: binary ?? agentType, host },
        })
      })
    return [...services, ...agents]
  },
  title: {
    en: ({ tool, agent, host }) => `${tool} calls ${agent} on ${host} down`,
    zh: ({ tool, agent, host }) => `${tool} 报告 ${host} 上的 ${agent} 为 down`,
  },
  next: { en: (p) => status(p, 'en'), zh: (p) => status(p, 'zh') },
  why: {
    en: 'They report as services of nova do: cinder calls one down after service_down_time (60 s by default), neutron an agent after agent_down_time (75 s by default).',
    zh: '它们与 nova 服务一样定期上报：cinder 在 service_down_time（默认 60 秒）之后、neutron 在 agent_down_time（默认 75 秒）之后判定为 down。',
  },
})
