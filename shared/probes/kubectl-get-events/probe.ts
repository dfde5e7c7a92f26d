/** `kubectl-get-events`: what the cluster says has happened; the API server forgets an event after an hour. */
import type { Health } from '../../model.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { diagnoseKubectlGet, kubectl } from '../families/kubectl.ts'
import { kubectlGetCommand } from '../families/kubectl-list.ts'
import { probe } from '../probe.ts'
import { clusterEventFields } from './fields.ts'
import { parse } from './parse.ts'
import { head } from './table.ts'

const getEvents = kubectlGetCommand('events?|ev')

const healthOfType: Record<string, Health> = { Warning: 'attention', Normal: 'fine' }

/** Of `default/nova-0.17a3c2`, an event's own name, or `default/pod/nova-0/Pulled`. */
function objectOfKey(key: string): string {
  const [, second = '', third] = key.split('/')
  return third ?? second.replace(/\.[^.]*$/, '')
}

export const kubectlGetEvents = probe({
  name: 'kubectl-get-events',
  title: { en: 'Warnings of the cluster', zh: '集群告警' },
  about: {
    en: 'What the cluster says has happened; the API server forgets an event after an hour.',
    zh: '集群记录的事件；API server 只保留一小时。',
  },
  version: 5,
  scope: 'cluster',
  runsIn: 'node',
  asks: 'kubernetes',
  variants: [
    { name: 'json', command: (settings) => `${kubectl(settings)} get events --all-namespaces -o json` },
    { name: 'table', command: (settings) => `${kubectl(settings)} get events --all-namespaces` },
  ],
  timeoutMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
  fields: clusterEventFields,
  heads: [head],
  parse,
  isOnTimeline: ({ type }) => type === 'Warning',
  state: ({ type, reason }) => ({ state: reason ?? 'unknown', health: healthOfType[type ?? ''] ?? 'unknown' }),
  workload: ({ kind, name }) => (kind?.toLowerCase() === 'pod' ? workloadOfPodName(name ?? '') : ''),
  ofKey: (key) => ({ workload: workloadOfPodName(objectOfKey(key)) }),
  label: ({ namespace, name, kind }) =>
    `${(kind ?? '').toLowerCase()} ${namespace === 'default' ? '' : `${namespace}/`}${name ?? ''}`,
  recognises: (command) => getEvents.test(command.trim()),
  showsAll: (command) =>
    / (-A|--all-namespaces(=true)?)(?= |$)/.test(command) && !/ --(field-)?selector[ =]/.test(command),
  diagnose: diagnoseKubectlGet,
})
