import { varLog } from '../../probes/var-log/probe.ts'
import { sizeText } from '../../words/size.ts'
import { betweenSnapshots, changesOf, claim, evidenceFor, factsOf } from '../facts.ts'
import { inPod, listLog, logParams, logParamsOf, rotatedFrom, sameLogIn, sizeOf } from '../logs.ts'
import { inBoth, rule } from '../rule.ts'

export const logRotated = rule({
  name: 'log-rotated',
  tells: 'change',
  nature: 'routine',
  about: { en: 'Logs that are shorter than they were.', zh: '比之前变短的日志。' },
  severities: ['info'],
  reads: [varLog],
  thresholds: [],
  params: { ...logParams, sizeBeforeBytes: 'number', sizeBytes: 'number', keptAs: 'text?' },
  check: ({ after, before, changes }) => {
    const rotated = new Map(
      changesOf(changes, varLog, 'added').map(({ place, key }) => [`${place} ${rotatedFrom(key) ?? ''}`, key]),
    )
    return factsOf(after, varLog).flatMap((fact) => {
      const earlier = sameLogIn(before, fact)
      const was = earlier === null ? null : sizeOf(earlier)
      const is = sizeOf(fact)
      if (was === null || is === null || is >= was) return []
      const keptAs = rotated.get(`${fact.subject.place} ${fact.subject.key}`) ?? null
      return [
        claim(fact, {
          severity: 'info',
          // Without the file it was moved to, it may have been emptied or written anew.
          certainty: keptAs === null ? 'possible' : 'proven',
          since: betweenSnapshots(before, after),
          params: { ...logParamsOf(fact), sizeBeforeBytes: was, sizeBytes: is, keptAs },
          evidence: evidenceFor(earlier, fact),
        }),
      ]
    })
  },
  title: {
    en: (p) =>
      `${p.path}${inPod(p, 'en')} shrank from ${sizeText(p.sizeBeforeBytes)} to ${sizeText(p.sizeBytes)}${p.keptAs === null ? '' : `; ${p.keptAs} is new`}`,
    zh: (p) =>
      `${p.path}${inPod(p, 'zh')}从 ${sizeText(p.sizeBeforeBytes)} 减小到 ${sizeText(p.sizeBytes)}${p.keptAs === null ? '' : `；新出现 ${p.keptAs}`}`,
  },
  next: inBoth(listLog),
  why: {
    en: 'logrotate moves a log away under another name, or copies and empties it (copytruncate). Without the moved file it may as well have been emptied by hand. (logrotate(8))',
    zh: 'logrotate 会把日志改名移走，或复制后清空（copytruncate）；如果看不到移走的文件，也可能是被人为清空的。（logrotate(8)）',
  },
})
