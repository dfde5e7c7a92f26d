import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { lastEventOf, reasonText } from '../cluster-events.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { runOf } from '../history.ts'
import { because } from '../phrases.ts'
import { describePod, isSamePod, podAt, podParams, podParamsOf, sinceCreated } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

const waiting =
  /^(?:Init:)?(?:ImagePullBackOff|ErrImagePull|ErrImageNeverPull|ImageInspectError|RegistryUnavailable|InvalidImageName|CreateContainerConfigError|CreateContainerError|RunContainerError|PreCreateHookError|PostStartHookError)$/

export const podWaiting = rule({
  name: 'pod-waiting',
  tells: 'state',
  nature: 'wait',
  about: {
    en: 'Pods that wait for an image or a configuration that does not come.',
    zh: '等待镜像或配置而一直得不到的 Pod。',
  },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods, kubectlGetEvents],
  thresholds: [],
  params: { ...podParams, reason: 'text?' },
  check: ({ after, history }) =>
    factsOf(after, kubectlGetPods)
      .filter(({ fields }) => waiting.test(fields.status))
      .map((fact) => {
        // kubelet tries, and waits, and tries: one state under several names.
        const run = runOf(history, fact, (earlier) => isSamePod(earlier, fact) && waiting.test(earlier.fields.status))
        const event =
          fact.fields.message === null ? lastEventOf(fact, /^(Failed|BackOff|InspectFailed|ErrImageNeverPull)$/) : null
        return claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          isOld: run.isOld,
          since: run.before === null ? sinceCreated(run.first) : betweenLooks(run.before, run.first),
          params: { ...podParamsOf(fact), reason: fact.fields.message ?? reasonText(event) },
          evidence: evidenceFor(fact, event),
        })
      }),
  title: {
    en: (p) => `${podAt(p, 'en')} waits: ${p.status}${because(p.reason, 'en')}`,
    zh: (p) => `${podAt(p, 'zh')}正在等待：${p.status}${because(p.reason, 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'The kubelet tries again with pauses up to 5 min, but a wrong name, a missing secret or ConfigMap, or a registry out of reach does not mend by itself; the events of the pod name what it asked for. (Kubernetes, Images)',
    zh: 'kubelet 会以不超过 5 分钟的间隔重试，但镜像名写错、缺少 Secret 或 ConfigMap、镜像仓库不可达都不会自行恢复；Pod 的事件会写明它在请求什么。（Kubernetes 文档“镜像”）',
  },
})
