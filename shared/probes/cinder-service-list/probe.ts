import { diagnoseOpenStackClient, openStackVariants, serviceOfKey } from '../families/openstack.ts'
import { probe } from '../probe.ts'
import { cinderServiceFields } from './fields.ts'
import { parse } from './parse.ts'

export const cinderServiceList = probe({
  name: 'cinder-service-list',
  title: { en: 'Block storage services', zh: '块存储服务' },
  about: {
    en: 'The services of OpenStack block storage by their heartbeats, from cinder or the openstack client.',
    zh: 'OpenStack 块存储的服务及其心跳，来自 cinder 或 openstack 客户端。',
  },
  version: 3,
  scope: 'cluster',
  runsIn: 'nova-pod',
  asks: 'openstack',
  variants: openStackVariants('cinder service-list', 'openstack volume service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: cinderServiceFields,
  // As old clients of nova head theirs: the rows tell whose they are.
  heads: [/^\s*\|.{0,200}\bBinary\b.{0,200}\bHost\b.{0,400}\|\s*$/],
  heartbeat: { of: 'cinder', at: ({ updatedAt }) => updatedAt },
  parse,
  state: ({ state, status }) => {
    const isDisabled = status === 'disabled'
    if (state === 'down') return { state: 'down', health: isDisabled ? 'attention' : 'bad' }
    return isDisabled ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
  },
  stateWords: { 'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' } },
  label: ({ binary, host }) => `${binary} ${host}`,
  workload: ({ binary }) => binary,
  ofKey: serviceOfKey,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:cinder service-list|openstack volume service list)(?=\s|$|['"])/.test(command),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'cinder', settings),
})
