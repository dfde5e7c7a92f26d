/** A report as one HTML file: no scripts, nothing from elsewhere, fit to be printed. */
import type { Language } from '../../shared/words/language.ts'
import { severityWords } from '../../shared/words/signs.ts'
import type { Block, FindingBlock, ReportDocument, StoryBlock } from './blocks.ts'
import { escapeHtml } from './escape.ts'
import { timelineSvg } from './svg.ts'

const style = `
body{font:14px/1.5 "Noto Sans","PingFang SC","Microsoft YaHei",system-ui,sans-serif;color:#1b1d21;max-width:1040px;margin:24px auto;padding:0 20px}
h1{font-size:24px;margin:0 0 12px}h2{font-size:17px;margin:28px 0 8px;padding-bottom:4px;border-bottom:1px solid #c9ccd1}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 16px;margin:0}dt{color:#555}dd{margin:0}
p{margin:4px 0}.dim,footer{color:#555}
table{border-collapse:collapse;width:100%;font-size:12px}th,td{border:1px solid #d5d8dc;padding:3px 7px;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f2f3f5}
.finding{border-left:4px solid #888;margin:12px 0;padding:2px 0 2px 12px;break-inside:avoid}
.critical{border-color:#a61e1e}.warning{border-color:#b97700}.info{border-color:#5b6b7c}
.finding h3{font-size:14px;margin:0}.badge{border:1px solid #888;border-radius:3px;padding:0 5px;font-size:11px;font-weight:normal;white-space:nowrap}
.story{margin:18px 0 6px;break-inside:avoid}.story h3{font-size:15px;margin:0}.story ol{list-style:none;margin:4px 0 0 6px;padding:0;border-left:2px solid #c9ccd1}.story li{display:grid;grid-template-columns:12em 1fr;gap:8px;padding:2px 0 2px 10px}.story time{color:#555;font-variant-numeric:tabular-nums}
figure{margin:6px 0}figcaption{font-size:11px;color:#555}
pre{font:11px/1.45 ui-monospace,Consolas,monospace;background:#f6f7f8;border:1px solid #e2e4e7;margin:2px 0;padding:4px 8px;white-space:pre-wrap;overflow-wrap:anywhere}
pre b{color:#777;font-weight:normal;user-select:none}svg{width:100%;height:auto}footer{margin-top:28px;font-size:12px}
@media print{body{margin:0;max-width:none;font-size:11px}h2{break-after:avoid}tr{break-inside:avoid}pre,th{print-color-adjust:exact;-webkit-print-color-adjust:exact}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`.trim()

export function htmlReport({ language, title, facts, parts, foot }: ReportDocument): string {
  const body = parts.map(
    ({ heading, blocks }) =>
      `<section><h2>${escapeHtml(heading)}</h2>\n${blocks.map((block) => blockHtml(block, language)).join('\n')}</section>`,
  )
  const policy = "default-src 'none'; style-src 'unsafe-inline'"
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<dl>${facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>
${body.join('\n')}
<footer>${escapeHtml(foot)}</footer>
</body>
</html>
`
}

function blockHtml(block: Block, language: Language): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.tone === 'dim' ? ' class="dim"' : ''}>${escapeHtml(block.text)}</p>`
    case 'table':
      return tableHtml(block.columns, block.rows)
    case 'timeline':
      return timelineSvg(block.timeline, language)
    case 'finding':
      return findingHtml(block.finding)
    case 'story':
      return storyHtml(block.story)
  }
}

function tableHtml(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]) =>
    row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')
  const body = rows.map((row) => `<tr>${cells('td', row)}</tr>`).join('\n')
  return `<table><thead><tr>${cells('th', columns)}</tr></thead><tbody>\n${body}\n</tbody></table>`
}

function storyHtml({ severity, head, lines }: StoryBlock): string {
  const steps = lines.map(({ when, text, over, why }) => {
    const more = [over, why]
      .filter((part) => part !== '')
      .map((part) => `<br><span class="dim">${escapeHtml(part)}</span>`)
    return `<li><time>${escapeHtml(when)}</time><span>${escapeHtml(text)}${more.join('')}</span></li>`
  })
  const told = steps.length > 1 ? `<ol>${steps.join('')}</ol>` : ''
  return `<article class="story ${severity}"><h3>${severityWords[severity].sign} ${escapeHtml(head)}</h3>${told}</article>`
}

function findingHtml({ severity, severityText, certaintyText, title, remarks, excerpts }: FindingBlock): string {
  const badges = [severityText, certaintyText].map((text) => `<span class="badge">${escapeHtml(text)}</span>`)
  const parts = [
    `<h3>${severityWords[severity].sign} ${escapeHtml(title)} ${badges.join(' ')}</h3>`,
    ...remarks.map((remark) => `<p class="dim">${escapeHtml(remark)}</p>`),
    ...excerpts.map(excerptHtml),
  ]
  return `<article class="finding ${severity}">${parts.join('')}</article>`
}

function excerptHtml({ where, lines }: FindingBlock['excerpts'][number]): string {
  const numbered = lines.map(
    ({ line, text }) => `<b>${String(line).padStart(lineNumberWidth)}  </b>${escapeHtml(text)}`,
  )
  return `<figure><figcaption>${escapeHtml(where)}</figcaption><pre>${numbered.join('\n')}</pre></figure>`
}

const lineNumberWidth = 5
