/** A report as a document without a format: headings, facts, tables, findings with their lines. */
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Change, Evidence, FieldValue, Finding, Interval, Severity } from '../../shared/model.ts'
import { lineRanges } from '../../shared/parse/lines.ts'
import type { Language } from '../../shared/words/language.ts'
import { endsOf } from '../../shared/words/moment.ts'
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
const most = { changes: 400, ofOneCause: 8, excerpts: 6 }

export function documentOf(input: ReportInput): ReportDocument {
  const texts = reportTexts[input.language]
  const { a, b, incident, site } = input
  return {
    language: input.language,
    title: texts.title(site),
    facts: [
      [texts.site, site],
      ...(a === null ? [] : [[texts.before, momentOf(a, texts)] satisfies [string, string]]),
      [texts.after, momentOf(b, texts)],
      ...(incident === null
        ? []
        : [
            [texts.incident, [timeText(incident.at), incident.note].filter(Boolean).join(' · ')] satisfies [
              string,
              string,
            ],
          ]),
    ],
    parts: [
      { heading: texts.summary, blocks: summary(input, texts) },
      { heading: texts.timeline, blocks: timelineBlocks(input, texts) },
      { heading: texts.findings, blocks: findingBlocks(input, texts) },
      ...apartPart(texts.resolved, input.resolved, input.language),
      ...apartPart(texts.lost, input.lost, input.language),
      ...eventsPart(input, texts),
      ...(a === null ? [] : [{ heading: texts.changes, blocks: changeBlocks(input.changes, texts) }]),
      { heading: texts.missing, blocks: missingBlocks(a === null ? [b] : [a, b], texts) },
      { heading: texts.sources, blocks: sourceBlocks(input, texts) },
    ],
    foot: `${texts.made(timeText(input.madeAt), input.producer)} ${texts.times}`,
  }
}

export const timeText = (iso: string): string => iso.slice(0, 19).replace('T', ' ')
const momentOf = ({ takenAt, takenAtInferred }: SnapshotSummary, texts: ReportTexts): string =>
  `${timeText(takenAt)}${takenAtInferred === null ? '' : ` (${texts.inferred(tell(takenAtInferred, texts.language))})`}`
const paragraph = (text: string, tone: 'plain' | 'dim' = 'plain'): Block => ({ kind: 'paragraph', text, tone })

function summary({ findings, changes, language }: ReportInput, texts: ReportTexts): Block[] {
  const spoken = findings.filter(({ muted }) => muted === undefined)
  const count = (severity: Severity) => spoken.filter((each) => each.severity === severity).length
  const heads = headsOf(spoken).filter(({ severity }) => severity !== 'info')
  return [
    paragraph(texts.counts(count('critical'), count('warning'), count('info'), changes.length)),
    ...heads.slice(0, 5).map((each) => paragraph(`• ${sentenceOf(each, language).title}`)),
  ]
}

/** The first of each cause speaks for it. */
function headsOf(findings: readonly Finding[]): Finding[] {
  const causes = new Set<string>()
  return findings.filter(({ cause }) => !causes.has(cause) && causes.add(cause))
}

function timelineBlocks({ timeline }: ReportInput, texts: ReportTexts): Block[] {
  if (timeline.lanes.length === 0) return [paragraph(texts.nothing)]
  return [
    paragraph(texts.timelineText(timeline.lanes.length, timeline.allLanes), 'dim'),
    { kind: 'timeline', timeline, laneHeading: texts.lane, statesHeading: texts.states, texts },
  ]
}

function findingBlocks({ findings, language, excerptOf, a, b }: ReportInput, texts: ReportTexts): Block[] {
  if (findings.length === 0) return [paragraph(texts.nothing)]
  const blocks: Block[] = []
  const told = new Map<string, number>()
  const letter = (snapshot: string) => (snapshot === b.id ? 'B' : snapshot === a?.id ? 'A' : snapshot.slice(0, 8))
  for (const finding of findings.toSorted((x, y) => Number(x.muted !== undefined) - Number(y.muted !== undefined))) {
    const count = (told.get(finding.cause) ?? 0) + 1
    told.set(finding.cause, count)
    if (count > most.ofOneCause) continue
    const { title, next } = sentenceOf(finding, language)
    const when = intervalText(finding.since)
    blocks.push({
      kind: 'finding',
      finding: {
        severity: finding.severity,
        severityText: texts.severity[finding.severity],
        certaintyText: [
          texts.certainty[finding.certainty],
          ...(finding.standing === undefined ? [] : [texts.standing[finding.standing]]),
        ].join(', '),
        title,
        remarks: [
          ...(finding.muted === undefined ? [] : [`${texts.muted}: ${finding.muted}`]),
          ...(when === '' ? [] : [`${texts.since}: ${when}`]),
          ...(next === '' ? [] : [`${texts.next}: ${next}`]),
        ],
        excerpts: finding.evidence.slice(0, most.excerpts).flatMap((evidence) => {
          const excerpt = excerptOf(evidence)
          if (excerpt === undefined || excerpt.lines.length === 0) return []
          const { node, probe, pod, snapshot } = evidence
          const place = `${letter(snapshot)} · ${node}${pod === null ? '' : ` (${pod})`} · ${probe}`
          return [{ where: `${place} · ${texts.lines(lineRanges(evidence.lines))}`, lines: excerpt.lines }]
        }),
      },
    })
  }
  const leftOut = [...told.values()].reduce((sum, count) => sum + Math.max(0, count - most.ofOneCause), 0)
  return leftOut === 0 ? blocks : [...blocks, paragraph(texts.more(leftOut), 'dim')]
}

const apartPart = (heading: string, findings: readonly Finding[], language: Language): ReportDocument['parts'] =>
  findings.length === 0
    ? []
    : [{ heading, blocks: findings.map((each) => paragraph(`• ${sentenceOf(each, language).title}`)) }]

function intervalText(interval: Interval): string {
  const { from, to } = endsOf(interval)
  return [from, to].filter((end) => end !== '').join(' – ')
}

function eventsPart({ timeline, b, a }: ReportInput, texts: ReportTexts): ReportDocument['parts'] {
  const from = a === null ? b.takenAt : a.takenAt
  const events = timeline.snapshots
    .filter(({ takenAt }) => takenAt >= from && takenAt <= b.takenAt)
    .flatMap((snapshot) => snapshot.events)
  if (events.length === 0) return []
  const rows = events.map(({ at, node, text }) => [intervalText(at), node, text])
  return [
    {
      heading: texts.events,
      blocks: [{ kind: 'table', columns: [texts.when, texts.missingColumns.node, texts.did], rows }],
    },
  ]
}

function changeBlocks(changes: readonly Change[], texts: ReportTexts): Block[] {
  if (changes.length === 0) return [paragraph(texts.noChanges)]
  const order: Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']
  const sorted = changes.toSorted((x, y) => order.indexOf(x.kind) - order.indexOf(y.kind))
  const rows = sorted.slice(0, most.changes).map((change) => {
    const { kind, probe, node, place, key, fields, reason } = change
    const said =
      kind === 'changed'
        ? fields.map(({ name, before, after }) => `${name}: ${valueText(before)} → ${valueText(after)}`).join('; ')
        : tell(reason, texts.language)
    return [texts.kinds[kind], probe, place === '' ? node : place, key, said]
  })
  const { kind, probe, where, name, fields } = texts.columns
  const table: Block = { kind: 'table', columns: [kind, probe, where, name, fields], rows }
  const leftOut = changes.length - rows.length
  return leftOut === 0 ? [table] : [table, paragraph(texts.leftOut(leftOut), 'dim')]
}

function valueText(value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '–'
  if (typeof value !== 'object') return String(value)
  const isInterval = !Array.isArray(value) && 'earliest' in value && 'latest' in value
  return isInterval ? intervalText(value as Interval) : JSON.stringify(value)
}

function missingBlocks(snapshots: readonly SnapshotSummary[], texts: ReportTexts): Block[] {
  const rows = snapshots.flatMap(({ takenAt, nodes, sections }) => [
    ...nodes
      .filter(({ outcome }) => outcome !== 'ok')
      .map(({ name, outcome, message }) => [timeText(takenAt), name, '', outcome, tell(message, texts.language)]),
    ...sections
      .filter(({ outcome, partialView }) => outcome !== 'ok' || partialView !== null)
      .map(({ node, probe, outcome, message, partialView }) => [
        ...[timeText(takenAt), node, probe, outcome],
        [message, partialView]
          .filter((part) => part !== null)
          .map((part) => tell(part, texts.language))
          .join(' '),
      ]),
  ])
  if (rows.length === 0) return [paragraph(texts.complete)]
  const { snapshot, node, probe, outcome, message } = texts.missingColumns
  return [{ kind: 'table', columns: [snapshot, node, probe, outcome, message], rows }]
}

function sourceBlocks({ a, b, hashOf }: ReportInput, texts: ReportTexts): Block[] {
  const { snapshot, id, takenAt, source, outputs, hash } = texts.sourceColumns
  const rows = (a === null || a.id === b.id ? [['B', b] as const] : [['A', a] as const, ['B', b] as const]).map(
    ([letter, each]) => [
      ...[letter, each.id, momentOf(each, texts), `${each.source}: ${each.origin}`],
      ...[String(each.sections.length), hashOf(each.id)],
    ],
  )
  return [{ kind: 'table', columns: [snapshot, id, takenAt, source, outputs, hash], rows }]
}
