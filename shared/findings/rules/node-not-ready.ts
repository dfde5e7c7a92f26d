import { areDisjoint, secondMs } from '../../parse/time.ts'
import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetNodes } from '../../probes/kubectl-get-nodes/probe.ts'
import { betweenLooks, momentOf } from '../../time/stamps.ts'
import { eventsAbout, lastOf } from '../cluster-events.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { because } from '../phrases.ts'
import { rule } from '../rule.ts'

const isAway = ({ status }: { status: string }): boolean => /^(NotReady|Unknown)\b/.test(status)

export const nodeNotReady = rule({
  name: 'node-not-ready',
  tells: 'state',
  nature: 'fault',
  // The controller manager waits for four heartbeats of the kubelet (node-monitor-grace-period).
  delay: { leastMs: 35 * secondMs, mostMs: 60 * secondMs },
  about: {
    en: 'Nodes that the cluster calls NotReady, or of which it knows nothing.',
    zh: '集群报告为 NotReady 或状态未知的节点。',
  },
  severities: ['critical', 'info'],
  reads: [kubectlGetNodes, kubectlGetEvents],
  thresholds: [],
  params: { node: 'text', status: 'text', reason: 'text?' },
  check: ({ after, history, clocks }) =>
    factsOf(after, kubectlGetNodes)
      .filter(({ fields }) => isAway(fields))
      .map((fact) => {
        const { name, status, conditions } = fact.fields
        const run = runOf(history, fact, (earlier) => isAway(earlier.fields))
        const event = lastOf(eventsAbout(after, { kind: 'Node', namespace: 'default', name }), /^NodeNotReady$/)
        const told = event === null ? null : momentOf(clocks, event, event.fields.lastSeen, null)
        const looked = betweenLooks(run.before, run.first)
        // An event of an earlier time says nothing of this one.
        const isOfThis = told !== null && !areDisjoint(told, looked)
        return claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          isOld: run.isOld,
          since: isOfThis ? betweenLooks(run.before, run.first, told) : looked,
          params: { node: name, status, reason: conditions?.join(', ') || null },
          evidence: evidenceFor(fact, isOfThis ? event : null),
        })
      }),
  title: {
    en: ({ node, status, reason }) => `The cluster calls the node ${node} ${status}${because(reason, 'en')}`,
    zh: ({ node, status, reason }) => `集群报告节点 ${node} 为 ${status}${because(reason, 'zh')}`,
  },
  next: {
    en: ({ node }) => `kubectl describe node ${node}; systemctl status kubelet (on ${node})`,
    zh: ({ node }) => `kubectl describe node ${node}；systemctl status kubelet（在 ${node} 上）`,
  },
  why: {
    en: 'NotReady is what the kubelet says of itself, or what the control plane says of a kubelet not heard of for node-monitor-grace-period (40 s; 50 s in newer releases); the pods are evicted 5 min later. (Kubernetes, Nodes)',
    zh: 'NotReady 可能是 kubelet 自己上报的，也可能是控制面在 node-monitor-grace-period（40 秒，新版本为 50 秒）内没有收到 kubelet 的消息；再过 5 分钟开始驱逐其上的 Pod。（Kubernetes 文档“节点”）',
  },
})
