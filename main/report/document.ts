/** A report as a document without a format: headings, facts, tables, findings with their lines. */
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { groupsByCause } from '../../shared/findings/causes.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Change, Event, Evidence, FieldChange, Finding, Severity } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { fieldLabel, probeTitle, valueText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import { certaintyWords, changeKindWords, outcomeWords, severityWords } from '../../shared/words/signs.ts'
import { type ReportTexts, reportTexts } from './texts.ts'
import type { ReportTimeline } from './timeline.ts'

/** Lines that prove something, as they stand in an output. */
export interface Excerpt {
  evidence: Evidence
  /** Of them, the first few. */
  lines: { line: number; text: string }[]
}

export interface ReportInput {
  language: Language
  madeAt: string
  producer: string
  site: string
  /** Null: B is told of alone. */
  a: SnapshotSummary | null
  b: SnapshotSummary
  incident: { at: string; note: string } | null
  findings: Finding[]
  changes: Change[]
  /** Found in A and not any more; found in A and not looked at in B. */
  resolved: Finding[]
  lost: Finding[]
  timeline: ReportTimeline
  /** Of an evidence, in the order of `findings`. */
  excerptOf: (evidence: Evidence) => Excerpt | undefined
  hashOf: (snapshot: string) => string
}

export type Block =
  | { kind: 'paragraph'; text: string; tone: 'plain' | 'dim' }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'timeline'; timeline: ReportTimeline; laneHeading: string; statesHeading: string; texts: ReportTexts }
  | { kind: 'finding'; finding: FindingBlock }
export interface FindingBlock {
  severity: Severity
  /** In words, shown beside the title. */
  severityText: string
  certaintyText: string
  title: string
  /** `Since: ...`, `Check next: ...` */
  remarks: string[]
  excerpts: { where: string; lines: { line: number; text: string }[] }[]
}
export interface ReportDocument {
  language: Language
  title: string
  facts: [string, string][]
  parts: { heading: string; blocks: Block[] }[]
  foot: string
}

/** More would be read by nobody; the program lists them all. */
const most = { heads: 5, changes: 400, ofOneCause: 8, excerpts: 6 }

export function documentOf(input: ReportInput): ReportDocument {
  const texts = reportTexts[input.language]
  const { a, b, site, language } = input
  const snapshots = a === null ? [b] : [a, b]
  const parts: ReportDocument['parts'] = [
    { heading: texts.summary, blocks: summary(input, texts) },
    { heading: texts.timeline, blocks: timelineBlocks(input, texts) },
    { heading: texts.findings, blocks: findingBlocks(input, texts) },
  ]
  if (input.resolved.length > 0) parts.push({ heading: texts.resolved, blocks: titles(input.resolved, language) })
  if (input.lost.length > 0) parts.push({ heading: texts.lost, blocks: titles(input.lost, language) })
  const events = eventsBetween(input)
  if (events.length > 0) parts.push({ heading: texts.events, blocks: [eventsTable(events, texts)] })
  if (a !== null) parts.push({ heading: texts.changes, blocks: changeBlocks(input, texts) })
  parts.push({ heading: texts.missing, blocks: missingBlocks(snapshots, texts) })
  parts.push({ heading: texts.sources, blocks: [sourcesTable(input, texts)] })
  const foot = texts.made(momentText(input.madeAt), input.producer)
  return { language, title: texts.title(site), facts: factsOf(input, texts), parts, foot }
}

function factsOf({ site, a, b, incident }: ReportInput, texts: ReportTexts): ReportDocument['facts'] {
  const facts: ReportDocument['facts'] = [[texts.site, site]]
  if (a !== null) facts.push([texts.before, takenText(a, texts)])
  facts.push([texts.after, takenText(b, texts)])
  if (incident !== null) {
    const said = incident.note === '' ? '' : ` · ${incident.note}`
    facts.push([texts.incident, `${momentText(incident.at)}${said}`])
  }
  return facts
}

function takenText({ takenAt, takenAtInferred }: SnapshotSummary, texts: ReportTexts): string {
  const how = takenAtInferred === null ? '' : ` (${texts.inferred(tell(takenAtInferred, texts.language))})`
  return `${momentText(takenAt)}${how}`
}
const paragraph = (text: string, tone: 'plain' | 'dim' = 'plain'): Block => ({ kind: 'paragraph', text, tone })
const titles = (findings: readonly Finding[], language: Language): Block[] =>
  findings.map((each) => paragraph(`• ${sentenceOf(each, language).title}`))

const isSpoken = ({ muted }: Finding): boolean => muted === undefined

function summary({ findings, changes, language }: ReportInput, texts: ReportTexts): Block[] {
  const spoken = findings.filter(isSpoken)
  const count = (severity: Severity) => spoken.filter((each) => each.severity === severity).length
  const heads = groupsByCause(spoken)
    .map(({ head }) => head)
    .filter(({ severity }) => severity !== 'info')
  return [
    paragraph(texts.counts(count('critical'), count('warning'), count('info'), changes.length)),
    ...titles(heads.slice(0, most.heads), language),
  ]
}

function timelineBlocks({ timeline }: ReportInput, texts: ReportTexts): Block[] {
  if (timeline.lanes.length === 0) return [paragraph(texts.nothing)]
  return [
    paragraph(texts.timelineText(timeline.lanes.length, timeline.allLanes), 'dim'),
    { kind: 'timeline', timeline, laneHeading: texts.lane, statesHeading: texts.states, texts },
  ]
}

/** What is muted comes last. */
function findingBlocks(input: ReportInput, texts: ReportTexts): Block[] {
  const { findings } = input
  if (findings.length === 0) return [paragraph(texts.nothing)]
  const groups = [
    ...groupsByCause(findings.filter(isSpoken)),
    ...groupsByCause(findings.filter((each) => !isSpoken(each))),
  ].map(({ head, rest }) => [head, ...rest])
  const told = groups.flatMap((group) => group.slice(0, most.ofOneCause))
  const blocks = told.map((finding): Block => ({ kind: 'finding', finding: findingBlock(finding, input, texts) }))
  const leftOut = findings.length - told.length
  return leftOut === 0 ? blocks : [...blocks, paragraph(texts.more(leftOut), 'dim')]
}

function findingBlock(finding: Finding, input: ReportInput, texts: ReportTexts): FindingBlock {
  const { language } = input
  const { severity, certainty, standing, muted, since, evidence } = finding
  const { title, next } = sentenceOf(finding, language)
  const when = intervalText(since, language)
  const remarks: string[] = []
  if (muted !== undefined) remarks.push(`${texts.muted}: ${muted}`)
  if (when !== '') remarks.push(`${texts.since}: ${when}`)
  if (next !== '') remarks.push(`${texts.next}: ${next}`)
  const sure = certaintyWords[certainty][language]
  return {
    severity,
    severityText: severityWords[severity].word[language],
    certaintyText: standing === undefined ? sure : `${sure}, ${texts.standing[standing]}`,
    title,
    remarks,
    excerpts: evidence.slice(0, most.excerpts).flatMap((each) => {
      const excerpt = input.excerptOf(each)
      if (excerpt === undefined || excerpt.lines.length === 0) return []
      return [{ where: whereOf(each, input, texts), lines: excerpt.lines }]
    }),
  }
}

function whereOf({ snapshot, node, pod, probe, lines }: Evidence, { a, b }: ReportInput, texts: ReportTexts): string {
  const letters = new Map([
    [a?.id, 'A'],
    [b.id, 'B'],
  ])
  const place = pod === null ? node : `${node} (${pod})`
  return [letters.get(snapshot) ?? snapshot.slice(0, 8), place, probe, texts.lines(lineRanges(lines))].join(' · ')
}

function eventsBetween({ timeline, a, b }: ReportInput): Event[] {
  const from = a === null ? b.takenAt : a.takenAt
  return timeline.snapshots
    .filter(({ takenAt }) => takenAt >= from && takenAt <= b.takenAt)
    .flatMap((snapshot) => snapshot.events)
}

const eventsTable = (events: readonly Event[], texts: ReportTexts): Block => ({
  kind: 'table',
  columns: [texts.when, texts.missingColumns.node, texts.did],
  rows: events.map(({ at, node, text }) => [intervalText(at, texts.language), node, text]),
})

const kindsInOrder: Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']

function changeBlocks({ changes, language }: ReportInput, texts: ReportTexts): Block[] {
  if (changes.length === 0) return [paragraph(texts.noChanges)]
  const sorted = changes.toSorted((x, y) => kindsInOrder.indexOf(x.kind) - kindsInOrder.indexOf(y.kind))
  const rows = sorted.slice(0, most.changes).map((change) => {
    const { kind, probe, node, place, key, fields, reason } = change
    const said =
      kind === 'changed'
        ? fields.map((field) => fieldChangeText(field, probe, language)).join('; ')
        : tell(reason, language)
    return [changeKindWords[kind].word[language], probeTitle(probe, language), place === '' ? node : place, key, said]
  })
  const { kind, probe, where, name, fields } = texts.columns
  const table: Block = { kind: 'table', columns: [kind, probe, where, name, fields], rows }
  const leftOut = changes.length - rows.length
  return leftOut === 0 ? [table] : [table, paragraph(texts.leftOut(leftOut), 'dim')]
}

/** `READY: 1 → 0` */
function fieldChangeText({ name, before, after }: FieldChange, probe: string, language: Language): string {
  const field = knownProbe(probe)?.fields[name]
  const label = fieldLabel(probe, name, language)
  return `${label}: ${valueText(field, before, { language })} → ${valueText(field, after, { language })}`
}

function missingBlocks(snapshots: readonly SnapshotSummary[], texts: ReportTexts): Block[] {
  const { language } = texts
  const rows = snapshots.flatMap(({ takenAt, nodes, sections }) => {
    const at = momentText(takenAt)
    const silent = nodes.filter(({ outcome }) => outcome !== 'ok')
    const partial = sections.filter(({ outcome, partialView }) => outcome !== 'ok' || partialView !== null)
    return [
      ...silent.map(({ name, outcome, message }) => [
        at,
        name,
        '',
        outcomeWords[outcome].word[language],
        tell(message, language),
      ]),
      ...partial.map(({ node, probe, outcome, message, partialView }) => {
        const why = [message, partialView].filter((part) => part !== null).map((part) => tell(part, language))
        return [at, node, probe, outcomeWords[outcome].word[language], why.join(' ')]
      }),
    ]
  })
  if (rows.length === 0) return [paragraph(texts.complete)]
  const { snapshot, node, probe, outcome, message } = texts.missingColumns
  return [{ kind: 'table', columns: [snapshot, node, probe, outcome, message], rows }]
}

function sourcesTable({ a, b, hashOf }: ReportInput, texts: ReportTexts): Block {
  const { snapshot, id, takenAt, source, outputs, hash } = texts.sourceColumns
  const row = (letter: string, each: SnapshotSummary) => [
    letter,
    each.id,
    takenText(each, texts),
    `${each.source}: ${each.origin}`,
    String(each.sections.length),
    hashOf(each.id),
  ]
  const rows = a === null || a.id === b.id ? [row('B', b)] : [row('A', a), row('B', b)]
  return { kind: 'table', columns: [snapshot, id, takenAt, source, outputs, hash], rows }
}
