/** Snapshots in words: what came, and at once what did not. */
import type { SnapshotSummary } from '../../../../shared/contract/contract.ts'
import { tell } from '../../../../shared/messages/tell.ts'
import type { Outcome } from '../../../../shared/model.ts'
import { sessionLogName } from '../../../../shared/probes/kept-text/probe.ts'
import { counted } from '../../../../shared/words/count.ts'
import type { Language } from '../../../../shared/words/language.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { momentText } from '../../../../shared/words/moment.ts'
import { outcomeWords } from '../../../../shared/words/signs.ts'
import { heading, joined } from './table.ts'

export const snapshotMessages = catalogue('snapshot', {
  inferred: says<{ moment: string }>({
    en: ({ moment }) => `${moment} (inferred)`,
    zh: ({ moment }) => `${moment}（推断）`,
  }),
  rows: says<{ count: number }>({ en: ({ count }) => counted(count, 'row'), zh: ({ count }) => `${count} 条记录` }),
  unparsed: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'line')} not understood`,
    zh: ({ count }) => `${count} 行未识别`,
  }),
  ended: says<{ outcome: string; why: string }>({
    en: ({ outcome, why }) => `${outcome}: ${why}`,
    zh: ({ outcome, why }) => `${outcome}：${why}`,
  }),
  kept: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'output')} kept as text`,
    zh: ({ count }) => `${count} 个输出按文本保留`,
  }),
  did: says<{ command: string }>({
    en: ({ command }) => `did: ${command}`,
    zh: ({ command }) => `操作：${command}`,
  }),
})

const separators: Record<Language, string> = { en: '; ', zh: '；' }

const idLength = 8
/** The beginning of an id, enough to name a snapshot. */
export const shortId = (id: string): string => id.slice(0, idLength)

export const placeText = (node: string, pod: string | null): string => (pod === null ? node : `${node} (${pod})`)

export function takenText({ takenAt, takenAtInferred }: SnapshotSummary, language: Language): string {
  const moment = momentText(takenAt)
  return takenAtInferred === null ? moment : tell(snapshotMessages.inferred({ moment }), language)
}

/** Id and time. */
export const snapshotLine = (snapshot: SnapshotSummary, language: Language): string =>
  `${shortId(snapshot.id)}  ${takenText(snapshot, language)}`

export const outcomeText = (outcome: Outcome, language: Language): string => outcomeWords[outcome].word[language]

type Section = SnapshotSummary['sections'][number]

/** How a node or a section ended, and why. */
export function endedText({ outcome, message }: Pick<Section, 'outcome' | 'message'>, language: Language): string {
  const word = outcomeText(outcome, language)
  return message === null
    ? word
    : tell(snapshotMessages.ended({ outcome: word, why: tell(message, language) }), language)
}

type Yield = Pick<Section, 'outcome' | 'message' | 'rows' | 'unparsed'>

/** `3 rows`, or how it ended instead; how many lines were not understood; and why it is only a part. */
export function yieldText(section: Yield & Partial<Pick<Section, 'partialView'>>, language: Language): string {
  const { outcome, rows, unparsed, partialView = null } = section
  const got = outcome === 'ok' ? tell(snapshotMessages.rows({ count: rows }), language) : endedText(section, language)
  const missed = unparsed === 0 ? '' : tell(snapshotMessages.unparsed({ count: unparsed }), language)
  return joined([got, missed, tell(partialView, language)], separators[language])
}

/** With every node that was not reached, what operators did, and every section. */
export function snapshotText(snapshot: SnapshotSummary, language: Language): string {
  const { site, nodes, events, sections } = snapshot
  const texts = snapshot.texts.filter(({ probe }) => probe !== sessionLogName)
  return [
    heading(`${site}  ${snapshotLine(snapshot, language)}`),
    ...nodes.filter(({ outcome }) => outcome !== 'ok').map((node) => `  ${node.name}  ${endedText(node, language)}`),
    ...events.map(({ node, text }) => `  ${node}  ${tell(snapshotMessages.did({ command: text }), language)}`),
    ...sections.map(
      (section) => `  ${placeText(section.node, section.pod)}  ${section.probe}  ${yieldText(section, language)}`,
    ),
    ...(texts.length === 0 ? [] : [`  ${tell(snapshotMessages.kept({ count: texts.length }), language)}`]),
  ].join('\n')
}
