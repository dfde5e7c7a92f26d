/** The tables of a report: what operators did, what changed, what was not collected, where it comes from. */
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { reportColumns, reportMessages } from '../../shared/messages/report.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { fieldLabel, probeTitle, valueText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import { changeKindWords, outcomeWords } from '../../shared/words/signs.ts'
import { type Block, paragraph, type ReportInput, remark } from './blocks.ts'

/** More would be read by nobody; the program lists them all. */
const mostChanges = 400

/** When a snapshot was taken, and how that is known where no clock told it. */
export function takenText({ takenAt, takenAtInferred }: SnapshotSummary, language: Language): string {
  const moment = momentText(takenAt)
  if (takenAtInferred === null) return moment
  return tell(reportMessages.inferred({ moment, how: takenAtInferred }), language)
}

/** From A (else from the time of B) until B. Nothing where nothing was done. */
export function eventBlocks({ timeline, a, b, language }: ReportInput): Block[] {
  const from = (a ?? b).takenAt
  const within = timeline.snapshots.filter(({ takenAt }) => takenAt >= from && takenAt <= b.takenAt)
  const rows = within.flatMap(({ events }) =>
    events.map(({ at, node, text }) => [intervalText(at, language), node, text]),
  )
  return rows.length === 0 ? [] : [{ kind: 'table', columns: reportColumns.events[language], rows }]
}

const kindOrder: readonly Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']

export function changeBlocks({ changes, language }: ReportInput): Block[] {
  if (changes.length === 0) return [paragraph(tell(reportMessages.noChanges(), language))]
  const sorted = changes.toSorted((x, y) => kindOrder.indexOf(x.kind) - kindOrder.indexOf(y.kind))
  const rows = sorted.slice(0, mostChanges).map((change) => {
    const { kind, probe, node, place, key } = change
    return [
      changeKindWords[kind].word[language],
      probeTitle(probe, language),
      place === '' ? node : place,
      key,
      kind === 'changed' ? fieldsText(change, language) : tell(change.reason, language),
    ]
  })
  const blocks: Block[] = [{ kind: 'table', columns: reportColumns.changes[language], rows }]
  const leftOut = changes.length - rows.length
  if (leftOut > 0) blocks.push(remark(tell(reportMessages.leftOut({ count: leftOut }), language)))
  return blocks
}

function fieldsText({ probe, fields }: Change, language: Language): string {
  const schema = knownProbe(probe)?.fields
  const told = fields.map(({ name, before, after }) => {
    const [from, to] = [before, after].map((value) => valueText(schema?.[name], value, { language }))
    return `${fieldLabel(probe, name, language)}: ${from} → ${to}`
  })
  return told.join('; ')
}

export function missingBlocks(snapshots: readonly SnapshotSummary[], language: Language): Block[] {
  const rows: string[][] = []
  for (const { takenAt, nodes, sections } of snapshots) {
    const moment = momentText(takenAt)
    for (const { name, outcome, message } of nodes)
      if (outcome !== 'ok') rows.push([moment, name, '', outcomeWords[outcome].word[language], tell(message, language)])
    for (const { node, probe, outcome, message, partialView } of sections) {
      if (outcome === 'ok' && partialView === null) continue
      const why = [message, partialView].filter((part) => part !== null).map((part) => tell(part, language))
      rows.push([moment, node, probe, outcomeWords[outcome].word[language], why.join(' ')])
    }
  }
  if (rows.length === 0) return [paragraph(tell(reportMessages.complete(), language))]
  return [{ kind: 'table', columns: reportColumns.missing[language], rows }]
}

export function sourceBlocks({ a, b, hashOf, language }: ReportInput): Block[] {
  const rowOf = (letter: string, snapshot: SnapshotSummary) => {
    const { id, source, origin, sections } = snapshot
    return [letter, id, takenText(snapshot, language), `${source}: ${origin}`, String(sections.length), hashOf(id)]
  }
  const rows = [rowOf('B', b)]
  if (a !== null && a.id !== b.id) rows.unshift(rowOf('A', a))
  return [{ kind: 'table', columns: reportColumns.sources[language], rows }]
}
