/** A report as Markdown, for tickets and wikis. */
import { reportColumns } from '../../shared/messages/report.ts'
import type { Lane } from '../../shared/model.ts'
import { stateText } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'
import { momentText } from '../../shared/words/moment.ts'
import { severityWords } from '../../shared/words/signs.ts'
import type { Block, FindingBlock, ReportDocument, StoryBlock } from './blocks.ts'
import { escapeMarkdown } from './escape.ts'
import { laneName } from './timeline.ts'

export function markdownReport({ language, title, facts, parts, foot }: ReportDocument): string {
  const list = facts.map(([name, value]) => `- **${escapeMarkdown(name)}**: ${escapeMarkdown(value)}`)
  const body = parts.map(
    ({ heading, blocks }) =>
      `## ${escapeMarkdown(heading)}\n\n${blocks.map((block) => blockText(block, language)).join('\n\n')}`,
  )
  return `${[`# ${escapeMarkdown(title)}`, list.join('\n'), ...body, '---', escapeMarkdown(foot)].join('\n\n')}\n`
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows]
    .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escapeMarkdown(cell))).join(' | ')} |`)
    .join('\n')

function blockText(block: Block, language: Language): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeMarkdown(block.text)
    case 'table':
      return table(block.columns, block.rows)
    case 'timeline':
      return table(
        reportColumns.lanes[language],
        block.timeline.lanes.map((lane) => [laneName(lane, language), statesText(lane, language)]),
      )
    case 'finding':
      return findingText(block.finding)
    case 'story':
      return storyText(block.story)
  }
}

const statesText = ({ probe, spans }: Lane, language: Language): string =>
  spans.map(({ state, from }) => `${momentText(from)} ${stateText(probe, state, language)}`).join(' → ')

function storyText({ severity, head, lines }: StoryBlock): string {
  const steps = lines.map(({ when, text, over, why }) => {
    const told = [when === '' ? text : `${when} ${text}`, over, why].filter((part) => part !== '')
    return `- ${told.map(escapeMarkdown).join(' — ')}`
  })
  const title = `### ${severityWords[severity].sign} ${escapeMarkdown(head)}`
  return steps.length > 1 ? `${title}\n\n${steps.join('\n')}` : title
}

function findingText({ severity, severityText, certaintyText, title, remarks, excerpts }: FindingBlock): string {
  const badges = [severityText, certaintyText].map(escapeMarkdown).join(', ')
  return [
    `### ${severityWords[severity].sign} ${escapeMarkdown(title)} (${badges})`,
    ...remarks.map(escapeMarkdown),
    ...excerpts.map(({ where, lines }) => `${escapeMarkdown(where)}\n\n${fenced(lines)}`),
  ].join('\n\n')
}

/** The fence is longer than any that the lines hold. */
function fenced(lines: readonly { line: number; text: string }[]): string {
  const body = lines.map(({ line, text }) => `${String(line).padStart(5)}  ${text}`).join('\n')
  const longest = (body.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${body}\n${fence}`
}
