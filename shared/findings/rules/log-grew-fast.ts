import { minuteMs } from '../../parse/time.ts'
import { varLog } from '../../probes/var-log/probe.ts'
import { betweenLooks, lookAt } from '../../time/stamps.ts'
import { durationText } from '../../words/duration.ts'
import { sizeText } from '../../words/size.ts'
import { claim, evidenceFor, factsOf } from '../facts.ts'
import { inPod, lastLog, logParams, logParamsOf, rotatedFrom, sizeOf } from '../logs.ts'
import { inBoth, rule } from '../rule.ts'

export const logGrewFast = rule({
  name: 'log-grew-fast',
  tells: 'change',
  nature: 'routine',
  about: { en: 'Logs that grew much between two snapshots.', zh: '两次快照之间增长很多的日志。' },
  severities: ['warning'],
  reads: [varLog],
  thresholds: ['logGrewFastBytes'],
  params: { ...logParams, grownBytes: 'number', sizeBytes: 'number', minutes: 'number', thresholdBytes: 'number' },
  check: ({ after, before, history, thresholds: { logGrewFastBytes } }) =>
    factsOf(after, varLog).flatMap((fact) => {
      // What a rotation moves on to the next number does not grow.
      const earlier = rotatedFrom(fact.subject.key) === null ? lastLog(before, history, fact) : null
      const was = earlier === null ? null : sizeOf(earlier)
      const is = sizeOf(fact)
      if (earlier === null || was === null || is === null || is - was < logGrewFastBytes) return []
      return [
        claim(fact, {
          severity: 'warning',
          certainty: 'proven',
          since: betweenLooks(earlier, fact),
          params: {
            ...logParamsOf(fact),
            grownBytes: is - was,
            sizeBytes: is,
            minutes: Math.max(1, Math.round((lookAt(fact).toMs - lookAt(earlier).fromMs) / minuteMs)),
            thresholdBytes: logGrewFastBytes,
          },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    }),
  title: {
    en: (p) =>
      `${p.path}${inPod(p, 'en')} grew ${sizeText(p.grownBytes)} in ${durationText(p.minutes * minuteMs, 'en')}`,
    zh: (p) =>
      `${p.path}${inPod(p, 'zh')}在 ${durationText(p.minutes * minuteMs, 'zh')}内增长了 ${sizeText(p.grownBytes)}`,
  },
  next: inBoth(({ path }: { path: string }) => `tail -n 200 ${path}`),
  why: {
    en: 'A log that grows fast mostly says one error over and over, and fills the disk on which docker, etcd and the databases write, too.',
    zh: '增长过快的日志大多在反复输出同一个错误，还会写满 docker、etcd 和数据库所在的磁盘。',
  },
})
