/** A report as Markdown, for tickets and wikis. */

import { stateText } from '../../shared/probes/shown.ts'
import { momentText } from '../../shared/words/moment.ts'
import { severityWords } from '../../shared/words/signs.ts'
import type { Block, ReportDocument } from './document.ts'
import { escapeMarkdown } from './escape.ts'
import { laneName } from './timeline.ts'

export function markdownReport({ title, facts, parts, foot }: ReportDocument): string {
  const list = facts.map(([name, value]) => `- **${escapeMarkdown(name)}**: ${escapeMarkdown(value)}`)
  const body = parts.map(
    ({ heading, blocks }) => `## ${escapeMarkdown(heading)}\n\n${blocks.map(blockText).join('\n\n')}`,
  )
  return `${[`# ${escapeMarkdown(title)}`, list.join('\n'), ...body, '---', escapeMarkdown(foot)].join('\n\n')}\n`
}

const table = (columns: readonly string[], rows: readonly (readonly string[])[]): string =>
  [columns, columns.map(() => '---'), ...rows]
    .map((row, index) => `| ${row.map((cell) => (index === 1 ? cell : escapeMarkdown(cell))).join(' | ')} |`)
    .join('\n')

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return escapeMarkdown(block.text)
    case 'table':
      return table(block.columns, block.rows)
    case 'timeline':
      return table(
        [block.laneHeading, block.statesHeading],
        block.timeline.lanes.map((lane) => [
          laneName(lane, block.texts.language),
          lane.spans
            .map(({ state, from }) => `${momentText(from)} ${stateText(lane.probe, state, block.texts.language)}`)
            .join(' → '),
        ]),
      )
    case 'finding': {
      const { severity, severityText, certaintyText, title, remarks, excerpts } = block.finding
      return [
        `### ${severityWords[severity].sign} ${escapeMarkdown(title)} (${escapeMarkdown(severityText)}, ${escapeMarkdown(certaintyText)})`,
        ...remarks.map(escapeMarkdown),
        ...excerpts.map(({ where, lines }) => `${escapeMarkdown(where)}\n\n${fenced(lines)}`),
      ].join('\n\n')
    }
  }
}

/** The fence is longer than any that the lines hold. */
function fenced(lines: readonly { line: number; text: string }[]): string {
  const body = lines.map(({ line, text }) => `${String(line).padStart(5)}  ${text}`).join('\n')
  const longest = (body.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${body}\n${fence}`
}
