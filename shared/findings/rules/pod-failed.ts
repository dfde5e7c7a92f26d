import type { Interval } from '../../model.ts'
import { minuteMs } from '../../parse/time.ts'
import { kubectlGetEvents } from '../../probes/kubectl-get-events/probe.ts'
import { kubectlGetPods } from '../../probes/kubectl-get-pods/probe.ts'
import type { SiteClocks } from '../../time/clocks.ts'
import { betweenLooks, lookAt, momentOf } from '../../time/stamps.ts'
import { durationText } from '../../words/duration.ts'
import type { Text } from '../../words/language.ts'
import { lastEventOf } from '../cluster-events.ts'
import { claim, evidenceFor, factsOf, msOf } from '../facts.ts'
import { type Run, runOf } from '../history.ts'
import { because } from '../phrases.ts'
import { describePod, isOfJob, isSamePod, type PodFact, podAt, podParams, podParamsOf, wholeMinutes } from '../pods.ts'
import { inBoth, rule } from '../rule.ts'

interface Failure {
  /** STATUS as kubectl prints it. */
  status: RegExp
  words: Text
  /** Reasons of events that say why. */
  events: RegExp
}

const failures: readonly Failure[] = [
  {
    status: /^Evicted$/,
    words: { en: 'the kubelet ended it for want of a resource', zh: '因节点资源不足被 kubelet 驱逐' },
    events: /^Evicted$/,
  },
  {
    status: /^(Unknown|NodeLost)$/,
    words: { en: 'its node is not heard of', zh: '所在节点失联' },
    events: /^(NodeLost|NodeControllerEviction|TaintManagerEviction)$/,
  },
  {
    status: /^(Shutdown|NodeShutdown|Terminated|Preempting)$/,
    words: { en: 'its node was shut down, or needed its place', zh: '因节点关机或被抢占而结束' },
    events: /^(NodeShutdown|Preempted|Preempting|Killing)$/,
  },
  {
    status: /^(OutOf[a-z-]+|NodeAffinity|UnexpectedAdmissionError|Failed)$/i,
    words: { en: 'it cannot run on its node', zh: '无法在所在节点上运行' },
    events: /^(OutOf|NodeAffinity|UnexpectedAdmissionError|Failed)/,
  },
  {
    status: /^Init:(Error|ExitCode:\d+|Signal:\d+|OOMKilled|ContainerCannotRun|StartError)$/,
    words: { en: 'an init container ended with an error', zh: 'init 容器出错退出' },
    events: /^(Failed|BackOff)$/,
  },
  {
    status: /^(Completed|Succeeded)$/,
    words: { en: 'its containers ended, though they should run', zh: '容器本应持续运行，却已结束' },
    events: /^(BackOff|Killing)$/,
  },
  {
    status:
      /^(Error|ExitCode:\d+|Signal:\d+|OOMKilled|ContainerCannotRun|ContainerStatusUnknown|StartError|DeadlineExceeded)$/,
    words: { en: 'a container ended with an error', zh: '有容器出错退出' },
    events: /^(Failed|BackOff|Killing|DeadlineExceeded)$/,
  },
]
const terminating = 'Terminating'

const failureOf = (status: string): Failure | undefined => failures.find((each) => each.status.test(status))
const isDone = (status: string): boolean => /^(Completed|Succeeded)$/.test(status)

function wordsOf({ status, minutes }: { status: string; minutes: number | null }): Text {
  const failure = failureOf(status)
  if (failure !== undefined) return failure.words
  const leastMs = (minutes ?? 0) * minuteMs
  if (leastMs === 0) return { en: 'it was deleted, and may not end', zh: '已被删除，可能迟迟没有结束' }
  return {
    en: `it was deleted at least ${durationText(leastMs, 'en')} ago, and does not end`,
    zh: `已被删除至少 ${durationText(leastMs, 'zh')}，仍未结束`,
  }
}

/** When it was deleted: by the API server's stamp, else between the looks. */
function deletedOf(clocks: SiteClocks, { first, before }: Run<PodFact['fields']>): Interval {
  const looked = betweenLooks(before, first)
  return momentOf(clocks, first, first.fields.deletedAt, null) ?? first.fields.deletedAt ?? looked
}

export const podFailed = rule({
  name: 'pod-failed',
  tells: 'state',
  nature: 'fault',
  about: {
    en: 'Pods that ended where they should run, were evicted or lost, or do not end.',
    zh: '本应运行却已结束、被驱逐、失联，或迟迟不能结束的 Pod。',
  },
  severities: ['warning', 'info'],
  reads: [kubectlGetPods, kubectlGetEvents],
  thresholds: ['terminatingAfterMs'],
  params: { ...podParams, minutes: 'number?', reason: 'text?' },
  check: ({ after, history, clocks, thresholds: { terminatingAfterMs } }) =>
    factsOf(after, kubectlGetPods).flatMap((fact) => {
      const { status, message } = fact.fields
      const failure = failureOf(status)
      if (failure === undefined && status !== terminating) return []
      const isJobDone = isDone(status) && isOfJob(fact) !== false
      if (isJobDone && isOfJob(fact) === true) return []
      const run = runOf(history, fact, (earlier) => earlier.fields.status === status && isSamePod(earlier, fact))
      const event = failure === undefined ? null : lastEventOf(fact, failure.events)
      const params = { ...podParamsOf(fact), minutes: null, reason: message ?? event?.fields.message ?? null }
      const evidence = [...evidenceFor(run.first === fact ? null : run.first, fact), ...evidenceFor(event)]
      if (failure !== undefined) {
        return [
          claim(fact, {
            severity: 'warning',
            // In a table nothing tells a job's pod from another that ended.
            certainty: isJobDone ? 'possible' : 'proven',
            isOld: run.isOld,
            since: betweenLooks(run.before, run.first),
            params,
            evidence,
          }),
        ]
      }
      const deleted = deletedOf(clocks, run)
      const leastMs = lookAt(fact).fromMs - (msOf(deleted.latest) ?? lookAt(fact).fromMs)
      const mostMs = lookAt(fact).toMs - (msOf(deleted.earliest) ?? Number.NEGATIVE_INFINITY)
      if (mostMs < terminatingAfterMs) return []
      const isLong = leastMs >= terminatingAfterMs
      return [
        claim(fact, {
          severity: isLong ? 'warning' : 'info',
          certainty: isLong ? 'proven' : 'possible',
          isOld: run.isOld,
          since: deleted,
          params: { ...params, minutes: wholeMinutes(leastMs) },
          evidence,
        }),
      ]
    }),
  title: {
    en: (p) => `${podAt(p, 'en')} is ${p.status}: ${wordsOf(p).en}${because(p.reason, 'en')}`,
    zh: (p) => `${podAt(p, 'zh')}处于 ${p.status}：${wordsOf(p).zh}${because(p.reason, 'zh')}`,
  },
  next: inBoth(describePod),
  why: {
    en: 'A controller makes another pod in place of one that was evicted or lost, and the old one stays listed until it is cleaned away; a pod stays Terminating while its kubelet does not confirm that its containers ended, or while a finalizer is not done. A Completed pod is well only where it is of a Job. (Kubernetes, Pod Lifecycle; Node-pressure Eviction)',
    zh: '被驱逐或失联的 Pod 会由控制器另建一个来代替，旧的会一直列出，直到被清理；kubelet 没有确认容器已结束，或 finalizer 没有完成时，Pod 会停在 Terminating。Completed 只对 Job 的 Pod 才是正常。（Kubernetes 文档“Pod 生命周期”“节点压力驱逐”）',
  },
})
