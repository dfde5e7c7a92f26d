import type { SnapshotView } from '../../compare/view.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { counted } from '../../words/count.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { isLive, isOfJob, type PodFact, workloadOf } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

/** One pod alone is told by what is found of it. */
const fewest = 2

const isServing = ({ fields: { status, ready, total } }: PodFact): boolean => status === 'Running' && ready === total

/** The live pods of each workload that is not a job's. */
function podsByWorkload(view: SnapshotView): Map<string, PodFact[]> {
  const pods = new Map<string, PodFact[]>()
  for (const fact of factsOf(view, kubectlGetPods)) {
    if (!isLive(fact) || isOfJob(fact) === true || fact.fields.status === 'Completed') continue
    const workload = workloadOf(fact)
    const list = pods.get(workload)
    if (list === undefined) pods.set(workload, [fact])
    else list.push(fact)
  }
  return pods
}

/** The last look ahead at which a pod of the workload served, and the first behind it. */
function servedBefore(history: readonly SnapshotView[], after: SnapshotView, workload: string) {
  let first = after
  for (const view of history.slice(0, history.lastIndexOf(after)).reverse()) {
    const pods = factsOf(view, kubectlGetPods).filter((fact) => workloadOf(fact) === workload)
    const serving = pods.find(isServing)
    if (serving !== undefined) return { serving, first }
    if (pods.length > 0) first = view
  }
  return null
}

export const workloadShort = rule({
  name: 'workload-short',
  tells: 'state',
  nature: 'wait',
  about: { en: 'Workloads of which no pod is ready any more.', zh: '已没有任何就绪 Pod 的工作负载。' },
  severities: ['critical'],
  reads: [kubectlGetPods],
  thresholds: [],
  params: { workload: 'text', namespace: 'text', pods: 'number' },
  check: ({ after, history }) =>
    [...(after.coverage(kubectlGetPods.name, '') === 'full' ? podsByWorkload(after) : [])].flatMap(
      ([workload, pods]) => {
        const [fact] = pods
        if (fact === undefined || pods.length < fewest || pods.some(isServing)) return []
        const served = servedBefore(history, after, workload)
        if (served === null) return []
        const first = factsOf(served.first, kubectlGetPods).find((each) => workloadOf(each) === workload) ?? fact
        return [
          claim(fact, {
            severity: 'critical',
            certainty: 'proven',
            since: betweenLooks(served.serving, first),
            params: { workload: fact.fields.workload, namespace: fact.fields.namespace, pods: pods.length },
            evidence: evidenceFor(...pods.slice(0, 5)),
          }),
        ]
      },
    ),
  title: {
    en: (p) => `None of ${counted(p.pods, 'pod')} of ${p.workload} is ready`,
    zh: (p) => `${p.workload} 的 ${p.pods} 个 Pod 均未就绪`,
  },
  next: inBoth(
    ({ namespace, workload }: { namespace: string; workload: string }) =>
      `kubectl get pod -n ${namespace} -o wide | grep ${workload}`,
  ),
  why: {
    en: 'A Service sends traffic to ready pods alone: without one it answers nobody. (Kubernetes, Service)',
    zh: 'Service 只把流量发给就绪的 Pod；一个都没有时，它不再应答任何请求。（Kubernetes 文档“Service”）',
  },
})
