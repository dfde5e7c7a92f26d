import { cinderServiceList } from '../../probes/cinder-service-list/probe.ts'
import { neutronAgentList } from '../../probes/neutron-agent-list/probe.ts'
import { claim, factsOf } from '../facts.ts'
import type { ParamsOf } from '../params.ts'
import { runOn } from '../phrases.ts'
import { type Claim, rule } from '../rule.ts'

const params = { tool: 'text', agent: 'text', host: 'text' } as const

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
  thresholds: [],
  params,
  check: ({ after }) => {
    const services = factsOf(after, cinderServiceList)
      .filter(({ fields }) => fields.state === 'down' && fields.status !== 'disabled')
      .map((fact): Claim<ParamsOf<typeof params>> => {
        const { binary, host } = fact.fields
        return claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { tool: 'cinder', agent: binary, host },
        })
      })
    const agents = factsOf(after, neutronAgentList)
      .filter(({ fields }) => fields.alive === false && fields.adminStateUp !== false)
      .map((fact): Claim<ParamsOf<typeof params>> => {
        const { binary, agentType, host } = fact.fields
        return claim(fact, {
          severity: 'critical',
          certainty: 'proven',
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
