/** `kubectl-get-pods`: the pods of the cluster. */
import type { Health } from '../../model.ts'
import { workloadOfPodName } from '../../parse/workload.ts'
import { diagnoseKubectlGet, kubectl } from '../families/kubectl.ts'
import { kubectlGetCommand } from '../families/kubectl-list.ts'
import { probe } from '../probe.ts'
import { type PodRow, podFields } from './fields.ts'
import { podMessages } from './messages.ts'
import { parse } from './parse.ts'
import { head } from './table.ts'

// States

const waitingStates =
  /^(ContainerCreating|PodInitializing|Pending|Terminating|NotReady|SchedulingGated|ContainerStatusUnknown)$|^Init:\d+\/\d+$/

function healthOf({ status, ready, total }: PodRow): Health {
  if (status === 'Running') return ready === total ? 'fine' : 'attention'
  if (status === 'Completed' || status === 'Succeeded') return 'fine'
  if (status === 'Unknown') return 'unknown'
  return waitingStates.test(status) ? 'attention' : 'bad'
}

const getPods = kubectlGetCommand('pods?|po')

export const kubectlGetPods = probe({
  name: 'kubectl-get-pods',
  title: { en: 'Pods', zh: 'Pod' },
  about: {
    en: 'The pods of the cluster, with STATUS as kubectl itself prints it and ages of old and new versions.',
    zh: '集群的 Pod；STATUS 与 kubectl 的显示一致，兼容新旧版本的 AGE。',
  },
  version: 5,
  scope: 'cluster',
  runsIn: 'node',
  asks: 'kubernetes',
  variants: [
    { name: 'json', command: (settings) => `${kubectl(settings)} get pod --all-namespaces -o json` },
    { name: 'wide', command: (settings) => `${kubectl(settings)} get pod --all-namespaces -o wide` },
  ],
  timeoutMs: 60_000,
  maxBytes: 256 * 1024 * 1024,
  fields: podFields,
  tab: 1,
  heads: [head],
  parse,
  state: (fields) => ({
    state:
      fields.status === 'Running' && fields.ready !== fields.total
        ? `Running ${fields.ready}/${fields.total}`
        : fields.status,
    health: healthOf(fields),
  }),
  identity: (before, after) => {
    if (before.uid === null || after.uid === null) return 'unsure'
    return before.uid === after.uid ? 'same' : 'other'
  },
  label: ({ namespace, name }) => (namespace === 'default' ? name : `${namespace}/${name}`),
  workload: ({ workload }) => workload,
  ofKey: (key) => ({ workload: workloadOfPodName(key.slice(key.indexOf('/') + 1)) }),
  cells: { ready: ({ ready, total }) => `${ready}/${total}` },
  recognises: (command) => {
    const match = getPods.exec(command.trim())
    return (
      match !== null &&
      !/ -(?:w|-watch)\b| (?:-o|--output)[ =]?(?:yaml|name|jsonpath|go-template|custom-columns)/.test(command)
    )
  },
  showsAll: (command) => {
    const match = getPods.exec(command.trim())
    if (match === null) return false
    const behind = command.trim().slice(match[0].length)
    const isSelected =
      / (-l|--selector|--field-selector)[ =]/.test(behind) || / (?!-|json\b|wide\b)[a-z0-9]/.test(behind)
    return / (-A|--all-namespaces(=true)?)(?= |$)/.test(command) && !isSelected
  },
  diagnose: diagnoseKubectlGet,
  messages: [podMessages],
})
