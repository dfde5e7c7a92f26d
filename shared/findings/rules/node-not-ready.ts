import { secondMs } from '../../parse/time.ts'
import { kubectlGetNodes } from '../../probes/kubectl-get-nodes/probe.ts'
import { claim, factsOf } from '../facts.ts'
import { rule } from '../rule.ts'

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
  severities: ['critical'],
  reads: [kubectlGetNodes],
  thresholds: [],
  params: { node: 'text', status: 'text' },
  check: ({ after }) =>
    factsOf(after, kubectlGetNodes)
      .filter(({ fields }) => /^(NotReady|Unknown)\b/.test(fields.status))
      .map((fact) =>
        claim(fact, {
          severity: 'critical',
          certainty: 'proven',
          params: { node: fact.fields.name, status: fact.fields.status },
        }),
      ),
  title: {
    en: ({ node, status }) => `The cluster calls the node ${node} ${status}`,
    zh: ({ node, status }) => `集群报告节点 ${node} 为 ${status}`,
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
