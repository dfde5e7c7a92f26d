/** `kubectl-get-nodes`: the nodes as the cluster sees them. */
import type { Health } from '../../model.ts'
import { asText } from '../../parse/lines.ts'
import { diagnoseKubectlGet, kubectl } from '../families/kubectl.ts'
import { kubectlGetCommand } from '../families/kubectl-list.ts'
import { probe } from '../probe.ts'
import { clusterNodeFields } from './fields.ts'
import { parse } from './parse.ts'
import { head } from './table.ts'

function healthOf(status: string): Health {
  if (status.startsWith('Ready')) return status === 'Ready' ? 'fine' : 'attention'
  return status.startsWith('NotReady') ? 'bad' : 'unknown'
}

const getNodes = kubectlGetCommand('nodes?|no')

export const kubectlGetNodes = probe({
  name: 'kubectl-get-nodes',
  title: { en: 'Cluster nodes', zh: '集群节点' },
  about: {
    en: 'The nodes as the cluster sees them, with what their conditions complain of.',
    zh: '集群所见的节点及其异常条件。',
  },
  version: 5,
  scope: 'cluster',
  runsIn: 'node',
  asks: 'kubernetes',
  variants: [
    { name: 'json', command: (settings) => `${kubectl(settings)} get nodes -o json` },
    { name: 'wide', command: (settings) => `${kubectl(settings)} get nodes -o wide` },
  ],
  timeoutMs: 60_000,
  maxBytes: 64 * 1024 * 1024,
  fields: clusterNodeFields,
  heads: [head],
  parse,
  state: ({ status, conditions }) => {
    const complaints = Array.isArray(conditions) ? conditions.filter((each) => typeof each === 'string') : []
    const health = healthOf(asText(status))
    return {
      state: [asText(status) || 'unknown', ...complaints].join(', '),
      health: health === 'fine' && complaints.length > 0 ? 'attention' : health,
    }
  },
  label: ({ name }) => name,
  ofKey: (key) => ({ host: key }),
  recognises: (command) => getNodes.test(command.trim()),
  showsAll: (command) =>
    !/ (-l|--selector|--field-selector)[ =]/.test(command) && !/ (?:nodes?|no) +(?!-)\S/.test(command),
  diagnose: diagnoseKubectlGet,
})
