import { secondMs } from '../../parse/time.ts'
import type { Thresholds } from '../../thresholds.ts'
import { diagnoseOpenStackClient, openStackVariants, serviceOfKey } from '../families/openstack.ts'
import { probe, type State } from '../probe.ts'
import { type NovaServiceRow, novaServiceFields } from './fields.ts'
import { parse } from './parse.ts'

function stateOf(
  { state, status, forcedDown, heartbeatAgeSeconds }: NovaServiceRow,
  { heartbeatLateMs }: Pick<Thresholds, 'heartbeatLateMs'>,
): State {
  if (forcedDown === true) return { state: 'forced down', health: 'bad' }
  if (state === 'down') return { state: 'down', health: status === 'disabled' ? 'attention' : 'bad' }
  if (state !== 'up') return { state, health: 'unknown' }
  if (heartbeatAgeSeconds !== null && heartbeatAgeSeconds * secondMs > heartbeatLateMs)
    return { state: 'up, old heartbeat', health: 'attention' }
  return status === 'disabled' ? { state: 'up, disabled', health: 'attention' } : { state: 'up', health: 'fine' }
}

export const novaServiceList = probe({
  name: 'nova-service-list',
  title: { en: 'Services', zh: '服务' },
  about: {
    en: 'The services of OpenStack compute by their heartbeats: tables of every version, JSON and table of `openstack compute service list`.',
    zh: 'OpenStack 计算的服务及其心跳：各版本的表格，以及 `openstack compute service list` 的 JSON 与表格。',
  },
  version: 4,
  scope: 'cluster',
  runsIn: 'nova-pod',
  asks: 'openstack',
  variants: openStackVariants('nova service-list', 'openstack compute service list'),
  timeoutMs: 60_000,
  maxBytes: 4 * 1024 * 1024,
  fields: novaServiceFields,
  tab: 2,
  heads: [/^\s*\|.{0,200}\bBinary\b.{0,200}\bHost\b.{0,400}\|\s*$/],
  heartbeat: { of: 'nova', at: ({ updatedAt }) => updatedAt },
  parse,
  thresholds: ['heartbeatLateMs'],
  state: stateOf,
  stateWords: {
    'forced down': { en: 'forced down', zh: '强制下线' },
    'up, old heartbeat': { en: 'up, old heartbeat', zh: 'up，心跳已旧' },
    'up, disabled': { en: 'up, disabled', zh: 'up，已禁用' },
  },
  label: ({ binary, host }) => `${binary} ${host}`,
  workload: ({ binary }) => binary,
  ofKey: serviceOfKey,
  recognises: (command) =>
    /(?:^|[\s;&'"/])(?:nova (?:-\S+ (?:\d\S* )?)*service-list|openstack compute service list)(?=\s|$|['"])/.test(
      command,
    ),
  showsAll: (command) => !/ --(binary|host|service)[ =]/.test(command),
  diagnose: (ended, settings) => diagnoseOpenStackClient(ended, 'nova', settings),
})
