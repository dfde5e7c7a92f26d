import type { SnapshotView } from '../../compare/view.ts'
import { kubectlGetNodes } from '../../probes/kubectl-get-nodes/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { counted } from '../../words/count.ts'
import { claim, evidenceFor, factsOf, rowOf } from '../facts.ts'
import { aheadOf } from '../history.ts'
import { during } from '../phrases.ts'
import { isLive, isOfJob, type PodFact } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

/** A few pods move on any day. */
const fewest = 4
const mostLeft = 0.25

const isWhole = (view: SnapshotView): boolean => view.coverage(kubectlGetPods.name, '') === 'full'

function podsByNode(view: SnapshotView): Map<string, PodFact[]> {
  const pods = new Map<string, PodFact[]>()
  for (const fact of factsOf(view, kubectlGetPods)) {
    const { node } = fact.fields
    if (node === null || !isLive(fact) || isOfJob(fact) === true) continue
    const list = pods.get(node)
    if (list === undefined) pods.set(node, [fact])
    else list.push(fact)
  }
  return pods
}

export const nodeLostPods = rule({
  name: 'node-lost-pods',
  tells: 'change',
  nature: 'fault',
  about: { en: 'Nodes from which most pods went.', zh: '大部分 Pod 已离开的节点。' },
  severities: ['warning'],
  reads: [kubectlGetPods, kubectlGetNodes],
  thresholds: [],
  params: { node: 'text', pods: 'number', left: 'number', status: 'text' },
  check: ({ after, before, history }) => {
    const earlier = isWhole(after) ? aheadOf(before, history).find(isWhole) : undefined
    if (earlier === undefined) return []
    const now = podsByNode(after)
    // A table that prints no nodes does not tell.
    if (now.size === 0) return []
    return [...podsByNode(earlier)].flatMap(([node, pods]) => {
      const left = now.get(node) ?? []
      const fact = rowOf(after, kubectlGetNodes, { place: '', key: node })
      const [old] = pods
      if (fact === null || old === undefined) return []
      if (pods.length < fewest || left.length > mostLeft * pods.length) return []
      return [
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: betweenLooks(old, fact),
          params: { node, pods: pods.length, left: left.length, status: fact.fields.status },
          evidence: evidenceFor(...pods.slice(0, 5), fact),
        }),
      ]
    })
  },
  title: {
    en: (p, since) =>
      `${p.node} (${p.status}) has ${p.left} left of ${counted(p.pods, 'pod')} that ran there${during(since, 'en')}`,
    zh: (p, since) =>
      `节点 ${p.node}（${p.status}）${during(since, 'zh')}失去大部分 Pod：${p.pods} 个中只剩 ${p.left} 个`,
  },
  next: inBoth(({ node }: { node: string }) => `kubectl describe node ${node}`),
  why: {
    en: 'Pods are evicted from a node that is not heard of for 5 min, that lacks memory or disk, or that somebody drains. (Kubernetes, Nodes; Safely Drain a Node)',
    zh: '节点失联 5 分钟、内存或磁盘不足，或被人为排空（drain）时，其上的 Pod 会被驱逐。（Kubernetes 文档“节点”“安全排空节点”）',
  },
})
