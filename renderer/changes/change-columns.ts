/** What a change is about, as the columns that it is sorted and grouped by. */
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import { workloadOfPodName } from '../../shared/parse/workload.ts'
import { valueText } from '../words/format.ts'

/** What a thing belongs to: a pod's or container's workload, a service's binary, a log's folder; empty where nothing does. */
export function workloadOf({ probe, key }: Pick<Change, 'probe' | 'key'>): string {
  switch (probe) {
    case 'kubectl-get-pods':
      return workloadOfPodName(key.slice(key.indexOf('/') + 1))
    case 'docker-ps':
    case 'docker-inspect':
      return workloadOfPodName(key.split(' ')[0] ?? key)
    case 'nova-service-list':
    case 'cinder-service-list':
    case 'neutron-agent-list':
      return key.split('@')[0] ?? key
    case 'var-log':
      return key.slice(0, key.lastIndexOf('/')) || key
    default:
      return ''
  }
}

/** The node it is on: of a service the host, of a pod where it ran or runs, else where it was seen. */
export function nodeOf({ probe, place, node, key, fields }: Change): string {
  if (probe.endsWith('-service-list') || probe === 'neutron-agent-list') return key.split('@')[1] ?? node
  if (probe === 'kubectl-get-nodes') return key
  const own = fields.find(({ name }) => name === 'node')
  const told = own?.after ?? own?.before
  if (probe === 'kubectl-get-pods') return typeof told === 'string' ? told : ''
  return place === '' ? node : place
}

/** Field by field, as it is sorted and as it is searched. */
export function differenceOf({ kind, fields, reason }: Change): string {
  if (kind === 'not-comparable') return tell(reason, 'en')
  return fields
    .map(({ name, before, after }) => {
      if (kind === 'changed') return `${name} ${valueText(before)} → ${valueText(after)}`
      return `${name} ${valueText(kind === 'removed' ? before : after)}`
    })
    .join('; ')
}
