/** Findings as a colleague would tell them: incidents, each with what came of it. */
import type { ToldFindings } from '../../../../shared/contract/contract.ts'
import { sentenceOf } from '../../../../shared/findings/sentence.ts'
import { type Incident, incidentKinds } from '../../../../shared/incidents/incident.ts'
import { incidentKindWords, overText, type StoryLine, storyOf } from '../../../../shared/incidents/story.ts'
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

/** By incident, the causes first; apart what is no news, its titles alone; muted ones last. */
export function findingsText({ findings, incidents }: ToldFindings, language: Language): string {
  if (findings.length === 0) return tell(findingMessages.none(), language)
  const lines: string[] = []
  for (const kind of incidentKinds) {
    const told = incidents.filter((each) => each.kind === kind)
    if (told.length === 0) continue
    const isFirst = lines.length === 0
    if (!isFirst || kind !== 'incident') lines.push(heading(`${incidentKindWords[kind][language]} (${told.length})`))
    // What is no news is told in full only where there is nothing else.
    if (isFirst) lines.push(...told.map((each) => incidentText(each, findings, language)))
    else lines.push(...apartText(told, findings, language))
  }
  for (const finding of findings)
    if (finding.muted !== undefined)
      lines.push(
        dim(`- ${tell(findingMessages.muted({ title: titleOf(finding, language), reason: finding.muted }), language)}`),
      )
  return lines.join('\n')
}

/** What it began with and its proof, then what came of it. */
function incidentText(incident: Incident, findings: readonly Finding[], language: Language): string {
  const cause = findings[incident.cause]
  if (cause === undefined) return ''
  const { next } = sentenceOf(cause, language)
  const { certainty, standing, evidence } = cause
  const judged = [certaintyWords[certainty][language]]
  if (standing !== undefined) judged.push(standingWords[standing][language])
  const { lines: told, chain } = storyOf(incident, findings, language)
  const isOne = told.length === 1
  const head = isOne ? titleOf(cause, language) : chain
  const { severity } = incident
  const lines = [`${styled(colours[severity], severityWords[severity].sign)} ${heading(head)}  [${judged.join(', ')}]`]
  if (!isOne) lines.push(...told.slice(0, most.ofOneCause).map((each) => storyLineText(each, language)))
  if (told.length > most.ofOneCause) lines.push(`    … +${told.length - most.ofOneCause}`)
  lines.push(...evidence.slice(0, most.evidence).map((each) => dim(`    ${evidenceText(each, language)}`)))
  if (next !== '') lines.push(dim(`    ${tell(findingMessages.next({ next }), language)}`))
  return lines.join('\n')
}

function storyLineText(line: StoryLine, language: Language): string {
  const { when, text, severity, why } = line
  const over = overText(line, language)
  const sign = severity === null ? '>' : severityWords[severity].sign
  const parts = [`    ${when === '' ? '' : `${when}  `}${sign} ${text}`]
  if (over !== '') parts.push(dim(` (${over})`))
  if (why !== null) parts.push(dim(`\n        ↳ ${why.text} [${certaintyWords[why.certainty][language]}]`))
  return parts.join('')
}

function apartText(told: readonly Incident[], findings: readonly Finding[], language: Language): string[] {
  const lines = told.slice(0, most.apart).flatMap(({ cause, severity }) => {
    const finding = findings[cause]
    return finding === undefined ? [] : [dim(`- ${severityWords[severity].sign} ${titleOf(finding, language)}`)]
  })
  if (told.length > most.apart) lines.push(dim(`… +${told.length - most.apart}`))
  return lines
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
