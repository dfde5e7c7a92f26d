/** `kubectl get pod`, `get nodes`, `get events`; STATUS follows kubectl's printPod. */
import { day, hour } from '../world/durations.ts'
import { inside, periodAt } from '../world/periods.ts'
import { podView } from '../world/pod-view.ts'
import type { ClusterNode, KubeEvent } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { kubectlAge } from './ages.ts'
import { createdStampMs, podObject } from './pod-object.ts'
import { columns, kubeList, stamp } from './print.ts'
import type { Answer, PodRow } from './rows.ts'

/** `default`: the namespace that one gets without asking for another. */
export type PodsAsked = 'json' | 'wide' | 'default'

/** `asked`: the node whose kubectl looked at its own clock. */
export function podsText(world: World, atMs: number, asked: ClusterNode, how: PodsAsked): Answer<'kubectl-get-pods'> {
  const idOf = ({ ns, name }: { ns: string; name: string }) => `${ns}/${name}`
  const rows = world.pods
    .filter((pod) => world.isLive(pod, atMs))
    .sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1))
    .map((pod): PodRow => ({ ...podView(world, pod, atMs), key: idOf(pod) }))
  if (how === 'json') return { text: kubeList(rows.map((row) => podObject(world, row))), rows }
  const nowMs = world.clockOf(asked, atMs)
  const isAll = how !== 'default'
  const shown = isAll ? rows : rows.filter(({ pod }) => pod.ns === 'default')
  const header = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP', 'NODE']
  const lines = shown.map((row) => {
    const { pod } = row
    const cells = [
      pod.name,
      `${row.ready}/${row.total}`,
      row.status,
      restartsText(world, row, nowMs),
      kubectlAge(nowMs - createdStampMs(world, pod), world.traits.print.kubectlAges),
      row.containers.some(({ run }) => run !== null) ? pod.ip : '<none>',
      row.isUnbound ? '<none>' : (pod.node?.k8s ?? '<none>'),
    ]
    return isAll ? [pod.ns, ...cells] : cells
  })
  return { text: columns([isAll ? ['NAMESPACE', ...header] : header, ...lines]), rows: shown }
}

function restartsText(world: World, { pod, containers, restarts }: PodRow, nowMs: number): string {
  const { node } = pod
  if (!world.traits.print.hasRestartsAgo || restarts === 0 || node === null) return String(restarts)
  const ends = containers.flatMap(({ restarts: count, last }) =>
    count > 0 && last?.endMs ? [world.clockOf(node, last.endMs)] : [],
  )
  return ends.length === 0 ? String(restarts) : `${restarts} (${kubectlAge(nowMs - Math.max(...ends), 'fine')} ago)`
}

export function nodesText(
  world: World,
  atMs: number,
  asked: ClusterNode,
  how: 'json' | 'wide',
): Answer<'kubectl-get-nodes'> {
  const rows = world.nodes.map((node) => ({
    key: node.k8s,
    node,
    status: inside(node.notReady, atMs) ? 'NotReady' : 'Ready',
  }))
  const madeMs = world.traits.beginsMs - 300 * day
  if (how === 'json')
    return { rows, text: kubeList(rows.map(({ node, status }) => nodeObject(node, status, madeMs, atMs))) }
  const age = kubectlAge(world.clockOf(asked, atMs) - madeMs, world.traits.print.kubectlAges)
  const header = 'NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME'
  const os = ['CentOS Linux 7 (Core)', '3.10.0-957.27.2.el7.x86_64', 'docker://18.9.7']
  const lines = rows.map(({ node, status }) => {
    const role = node.isController ? 'master' : '<none>'
    return [node.k8s, status, role, age, 'v1.9.11', node.ip, '<none>', ...os]
  })
  return { rows, text: columns([header.split(' '), ...lines]) }
}

function nodeObject(node: ClusterNode, status: string, madeMs: number, atMs: number): unknown {
  const labels: Record<string, string> = { 'kubernetes.io/hostname': node.name }
  if (node.isController) labels['node-role.kubernetes.io/master'] = ''
  const isReady = status === 'Ready'
  const isPressed = (resource: string) => (periodAt(node.pressure, atMs)?.resource === resource ? 'True' : 'False')
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { creationTimestamp: stamp(madeMs), labels, name: node.k8s },
    spec: {},
    status: {
      addresses: [
        { address: node.ip, type: 'InternalIP' },
        { address: node.name, type: 'Hostname' },
      ],
      conditions: [
        { status: isPressed('nodefs'), type: 'DiskPressure' },
        { status: isPressed('memory'), type: 'MemoryPressure' },
        {
          status: isReady ? 'True' : 'Unknown',
          type: 'Ready',
          reason: isReady ? 'KubeletReady' : 'NodeStatusUnknown',
        },
      ],
      nodeInfo: {
        containerRuntimeVersion: 'docker://18.9.7',
        kernelVersion: '3.10.0-957.27.2.el7.x86_64',
        kubeletVersion: 'v1.9.11',
        osImage: 'CentOS Linux 7 (Core)',
      },
    },
  }
}

/** The API server keeps events for an hour. */
export function eventsText(world: World, atMs: number): string {
  const kept = world.events.filter((each) => each.atMs <= atMs && each.atMs > atMs - hour)
  const object = ({ atMs: eventMs, kind, ns, name, reason, message, type }: KubeEvent, index: number) => ({
    apiVersion: 'v1',
    kind: 'Event',
    count: 1,
    firstTimestamp: stamp(eventMs),
    lastTimestamp: stamp(eventMs),
    involvedObject: { kind, name, namespace: ns },
    message,
    metadata: {
      creationTimestamp: stamp(eventMs),
      name: `${name}.${(Math.floor(eventMs) % 0xfffffff).toString(16)}${index}`,
      namespace: ns,
    },
    reason,
    source: { component: 'kubelet' },
    type,
  })
  return kubeList(kept.map(object))
}
