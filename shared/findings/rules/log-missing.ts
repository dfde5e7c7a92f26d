import { varLog } from '../../probes/var-log/probe.ts'
import { claim } from '../facts.ts'
import { goneBetween, goneDuring } from '../history.ts'
import { inPod, listLog, logParams, logParamsOf, podOfPlace, rotatedFrom, sizeOf } from '../logs.ts'
import { during } from '../phrases.ts'
import { inBoth, rule } from '../rule.ts'

export const logMissing = rule({
  name: 'log-missing',
  tells: 'change',
  nature: 'routine',
  about: { en: 'Logs that are gone.', zh: '消失的日志。' },
  severities: ['warning'],
  reads: [varLog],
  thresholds: [],
  params: logParams,
  check: ({ after, before, history }) =>
    goneBetween(before, after, history, varLog).flatMap((gone) => {
      const { old } = gone
      const { place, key } = old.subject
      // Old rotations are deleted in time; that is what they are for.
      if (sizeOf(old) === null || rotatedFrom(key) !== null) return []
      // A new pod begins with an empty folder.
      if (podOfPlace(after, place) !== old.found.section.pod) return []
      return [
        claim(old, { severity: 'warning', certainty: 'proven', since: goneDuring(gone), params: logParamsOf(old) }),
      ]
    }),
  title: {
    en: (p, since) => `${p.path}${inPod(p, 'en')} is gone${during(since, 'en')}`,
    zh: (p, since) => `${p.path}${inPod(p, 'zh')}${during(since, 'zh')}消失`,
  },
  next: inBoth(listLog),
  why: {
    en: 'A program that holds a deleted log open writes on into it unseen, and its space is not free before the program opens a new one. (unlink(2); lsof +L1 lists such files)',
    zh: '日志被删除后，仍打开着它的程序会继续写入而无人能见，空间也要等程序重新打开日志才会释放。（unlink(2)；可用 lsof +L1 列出这类文件）',
  },
})
