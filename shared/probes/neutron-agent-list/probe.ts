import { diagnoseOpenStackClient, openStackVariants, serviceOfKey } from '../families/openstack.ts'
import { probe } from '../probe.ts'
import { neutronAgentFields } from './fields.ts'
import { parse } from './parse.ts'

export const neutronAgentList = probe({
  name: 'neutron-agent-list',
  title: { en: 'Network agents', zh: '网络 Agent' },
  about: {
    en: 'The agents of OpenStack networking, from neutron or the openstack client.',
    zh: 'OpenStack 网络的 Agent，来自 neutron 或 openstack 客户端。',
  },
  version: 3,
  scope: 'cluster',
  runsIn: 'nova-pod',
  asks: 'openstack',
  variants: openStackVariants('neutron agent-list', 'openstack network agent list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: neutronAgentFields,
  heads: [/^\s*\|.{0,200}\bagent[_ ]type\b.{0,200}\bhost\b.{0,400}\|\s*$/i],
  parse,
  state: ({ alive, adminStateUp }) => {
    if (!alive) return { state: 'down', health: adminStateUp === false ? 'attention' : 'bad' }
    return adminStateUp === false ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  stateWords: {
    up: { en: 'up', zh: 'up' },
    down: { en: 'down', zh: 'down' },
    'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' },
  },
  label: ({ binary, agentType, host }) => `${binary ?? agentType} ${host}`,
  workload: ({ binary, agentType }) => binary ?? agentType,
  ofKey: serviceOfKey,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:neutron agent-list|openstack network agent list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(agent-type|host|binary|field)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'neutron', settings),
})
