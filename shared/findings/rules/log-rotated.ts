import type { SnapshotView } from '../../compare/view.ts'
import { compoundKey } from '../../compound-key.ts'
import { areDisjoint } from '../../parse/time.ts'
import { varLog } from '../../probes/var-log/probe.ts'
import { betweenLooks } from '../../time/stamps.ts'
import { sizeText } from '../../words/size.ts'
import { claim, evidenceFor, factIn, factsOf } from '../facts.ts'
import { inPod, type LogFact, lastLog, listLog, logParams, logParamsOf, rotatedFrom, sizeOf } from '../logs.ts'
import { inBoth, rule } from '../rule.ts'

const logId = ({ subject: { place } }: LogFact, path: string): string => compoundKey(place, path)

/** Files that rotations left, by the log they were. */
function keptFilesOf(view: SnapshotView): Map<string, LogFact[]> {
  const kept = new Map<string, LogFact[]>()
  for (const file of factsOf(view, varLog)) {
    const path = rotatedFrom(file.subject.key)
    if (path === null) continue
    const id = logId(file, path)
    const list = kept.get(id)
    if (list === undefined) kept.set(id, [file])
    else list.push(file)
  }
  return kept
}

/**
 * Whether a file is what the log was when it was seen, or what that became. It is at least as large, unless it was packed; its
 * name is new, or it is another file than the one of that name, which moved on to the next number.
 */
function isMoved(file: LogFact, log: LogFact, kept: readonly LogFact[]): boolean {
  const [was, is] = [sizeOf(log), sizeOf(file)]
  if (was === null || is === null) return false
  const isPacked = /\.(gz|xz|bz2|zst)$/.test(file.subject.key)
  if (!isPacked && is < was) return false
  const before = factIn(log.view, file)
  if (before === null) return log.view.coverage(varLog.name, log.subject.place) === 'full'
  return !isSameFile(before, file) && kept.some((other) => other !== file && isSameFile(before, other))
}

/** A program may go on writing to a file that was moved away: then it is larger, and younger. */
const isSameFile = (before: LogFact, now: LogFact): boolean =>
  sizeOf(before) === sizeOf(now) && !areDisjoint(before.fields.modifiedAt, now.fields.modifiedAt)

export const logRotated = rule({
  name: 'log-rotated',
  tells: 'change',
  nature: 'routine',
  about: { en: 'Logs that were rotated, or are shorter than they were.', zh: '被轮转或比之前变短的日志。' },
  severities: ['info'],
  reads: [varLog],
  thresholds: [],
  params: { ...logParams, sizeBeforeBytes: 'number', sizeBytes: 'number', keptAs: 'text?' },
  check: ({ after, before, history }) => {
    const kept = keptFilesOf(after)
    return factsOf(after, varLog).flatMap((fact) => {
      const earlier = lastLog(before, history, fact)
      const was = earlier === null ? null : sizeOf(earlier)
      const is = sizeOf(fact)
      if (earlier === null || was === null || is === null || rotatedFrom(fact.subject.key) !== null) return []
      const files = kept.get(logId(fact, fact.subject.key)) ?? []
      const moved = files.find((file) => isMoved(file, earlier, files)) ?? null
      const keptAs = moved?.subject.key ?? null
      if (keptAs === null && is >= was) return []
      return [
        claim(fact, {
          severity: 'info',
          // Without the file it was moved to, it may have been emptied or written anew.
          certainty: keptAs === null ? 'possible' : 'proven',
          since: betweenLooks(earlier, fact),
          params: { ...logParamsOf(fact), sizeBeforeBytes: was, sizeBytes: is, keptAs },
          evidence: evidenceFor(earlier, fact, moved),
        }),
      ]
    })
  },
  title: {
    en: (p) => {
      const sizes = `from ${sizeText(p.sizeBeforeBytes)} to ${sizeText(p.sizeBytes)}`
      const log = `${p.path}${inPod(p, 'en')}`
      return p.keptAs === null ? `${log} shrank ${sizes}` : `${log} was moved to ${p.keptAs}, and went ${sizes}`
    },
    zh: (p) => {
      const sizes = `从 ${sizeText(p.sizeBeforeBytes)} 变为 ${sizeText(p.sizeBytes)}`
      const log = `${p.path}${inPod(p, 'zh')}`
      return p.keptAs === null ? `${log}变小：${sizes}` : `${log}被轮转为 ${p.keptAs}，大小${sizes}`
    },
  },
  next: inBoth(listLog),
  why: {
    en: 'logrotate moves a log away under another name, or copies and empties it (copytruncate). Without the moved file it may as well have been emptied by hand. (logrotate(8))',
    zh: 'logrotate 会把日志改名移走，或复制后清空（copytruncate）；如果看不到移走的文件，也可能是被人为清空的。（logrotate(8)）',
  },
})
