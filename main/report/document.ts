/** Puts a report together, part after part. */
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { storyOf } from '../../shared/incidents/story.ts'
import { reportMessages, reportWords } from '../../shared/messages/report.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Finding, Severity } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { momentText } from '../../shared/words/moment.ts'
import { type Block, type Part, paragraph, type ReportDocument, type ReportInput, remark } from './blocks.ts'
import { findingBlocks } from './finding-blocks.ts'
import { changeBlocks, eventBlocks, missingBlocks, sourceBlocks, takenText } from './tables.ts'

/** In short: more heads would not be short. */
const mostHeads = 5

export function documentOf(input: ReportInput): ReportDocument {
  const { language, a, b, site, madeAt, producer, resolved, lost } = input
  const part = (name: keyof typeof reportWords, blocks: Block[]): Part => ({
    heading: reportWords[name][language],
    blocks,
  })
  const parts = [
    part('summary', summaryBlocks(input)),
    part('timeline', timelineBlocks(input)),
    part('findings', findingBlocks(input)),
  ]
  // These stand there only when there is something to say.
  const apart = [
    part('resolved', titleBlocks(resolved, language)),
    part('lost', titleBlocks(lost, language)),
    part('events', eventBlocks(input)),
  ]
  parts.push(...apart.filter(({ blocks }) => blocks.length > 0))
  if (a !== null) parts.push(part('changes', changeBlocks(input)))
  parts.push(part('missing', missingBlocks(a === null ? [b] : [a, b], language)), part('sources', sourceBlocks(input)))
  return {
    language,
    title: tell(reportMessages.title({ site }), language),
    facts: factsOf(input),
    parts,
    foot: tell(reportMessages.made({ at: momentText(madeAt), producer }), language),
  }
}

function factsOf({ language, site, a, b, incident }: ReportInput): ReportDocument['facts'] {
  const facts: ReportDocument['facts'] = [[reportWords.site[language], site]]
  if (a !== null) facts.push([reportWords.before[language], takenText(a, language)])
  facts.push([reportWords.after[language], takenText(b, language)])
  if (incident !== null) {
    const said = [momentText(incident.at), incident.note].filter((part) => part !== '')
    facts.push([reportWords.incident[language], said.join(' · ')])
  }
  return facts
}

/** What a reader in a hurry needs: how much, and the incidents in one breath each. */
function summaryBlocks({ findings, incidents, changes, language }: ReportInput): Block[] {
  const spoken = findings.filter(({ muted }) => muted === undefined)
  const count = (severity: Severity) => spoken.filter((each) => each.severity === severity).length
  const counts = { critical: count('critical'), warning: count('warning'), info: count('info') }
  const heads = incidents.filter(({ kind, severity }) => kind === 'incident' && severity !== 'info')
  return [
    paragraph(tell(reportMessages.counts({ ...counts, changes: changes.length }), language)),
    ...heads.slice(0, mostHeads).map((each) => paragraph(`• ${storyOf(each, findings, language).chain}`)),
  ]
}

const titleBlocks = (findings: readonly Finding[], language: Language): Block[] =>
  findings.map((each) => paragraph(`• ${sentenceOf(each, language).title}`))

function timelineBlocks({ timeline, language }: ReportInput): Block[] {
  const { lanes, allLanes } = timeline
  if (lanes.length === 0) return [paragraph(tell(reportMessages.nothing(), language))]
  return [
    remark(tell(reportMessages.lanesShown({ shown: lanes.length, all: allLanes }), language)),
    { kind: 'timeline', timeline },
  ]
}
