/** Findings of a report, each with the lines that prove it; of one cause only some. */
import { groupsByCause } from '../../shared/findings/causes.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { reportMessages } from '../../shared/messages/report.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Evidence, Finding, Message } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import type { Language } from '../../shared/words/language.ts'
import { intervalText } from '../../shared/words/moment.ts'
import { certaintyWords, severityWords } from '../../shared/words/signs.ts'
import { type Block, type FindingBlock, paragraph, type ReportInput, remark } from './blocks.ts'

/** More would be read by nobody; the program lists them all. */
const most = { ofOneCause: 8, excerpts: 6 }

/** Muted ones last. */
export function findingBlocks(input: ReportInput): Block[] {
  const { findings, language } = input
  if (findings.length === 0) return [paragraph(tell(reportMessages.nothing(), language))]
  const groups = [
    ...groupsByCause(findings.filter(({ muted }) => muted === undefined)),
    ...groupsByCause(findings.filter(({ muted }) => muted !== undefined)),
  ]
  const told = groups.flatMap(({ head, rest }) => [head, ...rest].slice(0, most.ofOneCause))
  const blocks = told.map((finding): Block => ({ kind: 'finding', finding: findingBlock(finding, input) }))
  const leftOut = findings.length - told.length
  if (leftOut > 0) blocks.push(remark(tell(reportMessages.moreOfCause({ count: leftOut }), language)))
  return blocks
}

function findingBlock(finding: Finding, input: ReportInput): FindingBlock {
  const { language } = input
  const { severity, evidence } = finding
  return {
    severity,
    severityText: severityWords[severity].word[language],
    certaintyText: certaintyText(finding, language),
    title: sentenceOf(finding, language).title,
    remarks: remarksOf(finding, language).map((each) => tell(each, language)),
    excerpts: evidence.slice(0, most.excerpts).flatMap((each) => {
      const lines = input.excerptOf(each)?.lines ?? []
      return lines.length === 0 ? [] : [{ where: whereText(each, input), lines }]
    }),
  }
}

function certaintyText({ certainty, standing }: Finding, language: Language): string {
  const word = certaintyWords[certainty][language]
  if (standing === undefined) return word
  const against = standing === 'new' ? reportMessages.newSinceA() : reportMessages.alreadyInA()
  return tell(reportMessages.certainty({ certainty: word, standing: tell(against, language) }), language)
}

function remarksOf(finding: Finding, language: Language): Message[] {
  const { muted, since } = finding
  const { next } = sentenceOf(finding, language)
  const when = intervalText(since, language)
  const remarks: Message[] = []
  if (muted !== undefined) remarks.push(reportMessages.muted({ reason: muted }))
  if (when !== '') remarks.push(reportMessages.since({ when }))
  if (next !== '') remarks.push(reportMessages.next({ next }))
  return remarks
}

/** `B · cloudos1 (novarc-1lj17) · nova-service-list · line 4` */
function whereText({ snapshot, node, probe, pod, lines }: Evidence, { a, b, language }: ReportInput): string {
  const letters = new Map([[b.id, 'B']])
  if (a !== null && a.id !== b.id) letters.set(a.id, 'A')
  const place = pod === null ? node : `${node} (${pod})`
  const ranges = lineRanges(lines)
  const which = lines.length === 1 ? reportMessages.line({ line: ranges }) : reportMessages.lines({ lines: ranges })
  return [letters.get(snapshot) ?? snapshot.slice(0, idLength), place, probe, tell(which, language)].join(' · ')
}

/** Enough of an id to name a snapshot. */
const idLength = 8
