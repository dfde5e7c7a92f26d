/** Findings as a colleague would tell them; those of one cause stand together under the first. */
import { type CauseGroup, groupsByCause } from '../../../../shared/findings/causes.ts'
import { sentenceOf } from '../../../../shared/findings/sentence.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import type { Evidence, Finding, Severity } from '../../../../shared/model.ts'
import { lineRanges } from '../../../../shared/parse/lines.ts'
import type { Language } from '../../../../shared/words/language.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { certaintyWords, severityWords, standingWords } from '../../../../shared/words/signs.ts'
import { shortId } from './snapshots.ts'
import { dim, heading, styled } from './table.ts'

export const findingMessages = catalogue('finding', {
  none: says({ en: 'Nothing was found.', zh: '没有发现问题。' }),
  next: says<{ next: string }>({ en: ({ next }) => `next: ${next}`, zh: ({ next }) => `下一步：${next}` }),
  muted: says<{ title: string; reason: string }>({
    en: ({ title, reason }) => `${title}  [muted: ${reason}]`,
    zh: ({ title, reason }) => `${title}  [已屏蔽：${reason}]`,
  }),
  line: says<{ line: string }>({ en: ({ line }) => `line ${line}`, zh: ({ line }) => `第 ${line} 行` }),
  lines: says<{ lines: string }>({ en: ({ lines }) => `lines ${lines}`, zh: ({ lines }) => `第 ${lines} 行` }),
  resolved: says<{ count: number }>({
    en: ({ count }) => `Resolved since A (${count})`,
    zh: ({ count }) => `自 A 以来已解决（${count}）`,
  }),
  lost: says<{ count: number }>({
    en: ({ count }) => `Found in A, not looked at in B (${count})`,
    zh: ({ count }) => `A 中有此诊断结果，B 中没有查看（${count}）`,
  }),
})

const colours: Record<Severity, 'red' | 'yellow' | 'cyan'> = { critical: 'red', warning: 'yellow', info: 'cyan' }

/** More would be read by nobody; `--json` has them all. */
const most = { ofOneCause: 12, evidence: 4, apart: 20 }

const titleOf = (finding: Finding, language: Language): string => sentenceOf(finding, language).title

export function findingsText(findings: readonly Finding[], language: Language): string {
  if (findings.length === 0) return tell(findingMessages.none(), language)
  const muted: string[] = []
  for (const finding of findings)
    if (finding.muted !== undefined)
      muted.push(tell(findingMessages.muted({ title: titleOf(finding, language), reason: finding.muted }), language))
  return [
    ...groupsByCause(findings.filter((each) => each.muted === undefined)).map((group) => groupText(group, language)),
    ...muted.map((each) => dim(`- ${each}`)),
  ].join('\n')
}

function groupText({ head, rest }: CauseGroup, language: Language): string {
  const { title, next } = sentenceOf(head, language)
  const { certainty, standing, severity, evidence } = head
  const judged = [certaintyWords[certainty][language]]
  if (standing !== undefined) judged.push(standingWords[standing][language])
  const lines = [
    `${styled(colours[severity], severityWords[severity].sign)} ${heading(title)}  [${judged.join(', ')}]`,
    ...evidence.slice(0, most.evidence).map((each) => dim(`    ${evidenceText(each, language)}`)),
  ]
  if (next !== '') lines.push(dim(`    ${tell(findingMessages.next({ next }), language)}`))
  for (const each of rest.slice(0, most.ofOneCause))
    lines.push(`    ${severityWords[each.severity].sign} ${titleOf(each, language)}`)
  if (rest.length > most.ofOneCause) lines.push(`    … +${rest.length - most.ofOneCause}`)
  return lines.join('\n')
}

function evidenceText({ snapshot, node, probe, pod, lines }: Evidence, language: Language): string {
  const parts = [shortId(snapshot), node]
  if (pod !== null) parts.push(pod)
  parts.push(probe)
  if (lines.length === 1) parts.push(tell(findingMessages.line({ line: lineRanges(lines) }), language))
  if (lines.length > 1) parts.push(tell(findingMessages.lines({ lines: lineRanges(lines) }), language))
  return parts.join(' · ')
}

/** Only their titles: what is no more, or is not looked at any more. */
export const titlesText = (findings: readonly Finding[], language: Language): string[] =>
  findings.slice(0, most.apart).map((each) => dim(`- ${titleOf(each, language)}`))
