/** Findings of a report, each with the lines that prove it; of one cause only some. */
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { type Incident, incidentKinds } from '../../shared/incidents/incident.ts'
import { incidentKindWords, overText, storyOf } from '../../shared/incidents/story.ts'
import { reportMessages } from '../../shared/messages/report.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Evidence, Finding, Message } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import type { Language } from '../../shared/words/language.ts'
import { intervalText } from '../../shared/words/moment.ts'
import { certaintyWords, severityWords } from '../../shared/words/signs.ts'
import { type Block, type FindingBlock, paragraph, type ReportInput, remark, type StoryBlock } from './blocks.ts'

/** More would be read by nobody; the program lists them all. */
const most = { ofOneCause: 8, lines: 20, excerpts: 6 }

/** By incident; what is no news below a heading of its own, muted ones last. */
export function findingBlocks(input: ReportInput): Block[] {
  const { findings, incidents, language } = input
  if (findings.length === 0) return [paragraph(tell(reportMessages.nothing(), language))]
  const blocks: Block[] = []
  for (const kind of incidentKinds) {
    const told = incidents.filter((each) => each.kind === kind)
    if (told.length > 0 && kind !== 'incident') blocks.push(remark(incidentKindWords[kind][language]))
    for (const each of told) blocks.push(...incidentBlocks(each, input))
  }
  const muted = findings.filter((each) => each.muted !== undefined)
  return [...blocks, ...muted.map((finding): Block => ({ kind: 'finding', finding: findingBlock(finding, input) }))]
}

/** Its story, then its findings with their lines: the cause's own first. */
function incidentBlocks(incident: Incident, input: ReportInput): Block[] {
  const { findings, language } = input
  const indexes = new Set([incident.cause, ...incident.steps.flatMap(({ finding }) => finding ?? [])])
  const own = [...indexes].flatMap((index) => findings[index] ?? [])
  const blocks: Block[] = own.length > 1 ? [{ kind: 'story', story: storyBlock(incident, findings, language) }] : []
  for (const finding of own.slice(0, most.ofOneCause))
    blocks.push({ kind: 'finding', finding: findingBlock(finding, input) })
  const leftOut = own.length - most.ofOneCause
  if (leftOut > 0) blocks.push(remark(tell(reportMessages.moreOfCause({ count: leftOut }), language)))
  return blocks
}

function storyBlock(incident: Incident, findings: readonly Finding[], language: Language): StoryBlock {
  const { chain, lines } = storyOf(incident, findings, language)
  return {
    severity: incident.severity,
    head: chain,
    lines: lines.slice(0, most.lines).map((line) => ({
      when: line.when,
      text: line.text,
      over: overText(line, language),
      why: line.why === null ? '' : `${line.why.text} [${certaintyWords[line.why.certainty][language]}]`,
    })),
  }
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
