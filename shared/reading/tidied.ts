/** What mails, notes, web pages and editors do to a pasted output, undone line by line. */
import type { Line } from '../parse/lines.ts'
import type { Reading } from './reading.ts'

const tabWidth = 8
/** Quoted as in a mail or an issue. */
const quoteMark = /^\s{0,8}(?:>\s?)+/
const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&nbsp;': ' ',
}

/** The line without the marks that quote it. */
export const unquoted = (line: string): string =>
  line.trimStart().startsWith('>') ? line.replace(quoteMark, '') : line

/** How tabs are read: as a terminal shows them, or as the edges of cells. */
export type Tabs = 'stops' | 'cells'

/** The lines without quoting marks, common indentation, markup and odd blanks; null when there is nothing of the kind. */
export function tidied(lines: readonly Line[], tabs: Tabs): Reading | null {
  const filled = lines.filter(({ text }) => text.trim() !== '')
  const isQuoted = filled.length > 0 && filled.every(({ text }) => quoteMark.test(text))
  const bare = lines.map(({ text }) => withoutMarkup(withoutTabs(isQuoted ? text.replace(quoteMark, '') : text, tabs)))
  const margin = bare.reduce((least, text) => (text.trim() === '' ? least : Math.min(least, marginOf(text))), 1000)
  const tidy = bare.map((text) => text.slice(Math.min(margin, text.length)))
  if (tidy.every((text, index) => text === lines[index]?.text)) return null
  return tidy.map((text, index) => ({ text, line: index + 1, lastLine: index + 1 }))
}

const marginOf = (text: string): number => text.length - text.trimStart().length

function withoutTabs(text: string, tabs: Tabs): string {
  if (!text.includes('\t')) return text
  if (tabs === 'cells') return text.replace(/ *\t */g, '   ')
  let shown = ''
  for (const part of text.split(/(\t)/))
    shown += part === '\t' ? ' '.repeat(tabWidth - (shown.length % tabWidth)) : part
  return shown
}

/** Entities of HTML, odd blanks, an editor's quotes, Markdown's bold, and what pandoc puts a backslash before. */
export function withoutMarkup(text: string): string {
  if (!/[&\u00a0\u2000-\u200b\u201c\u201d\u2018\u2019\u3000\ufeff*\\`]/.test(text)) return text
  return text
    .replace(/[\u00a0\u2000-\u200a\u3000]/g, ' ')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/&(?:lt|gt|amp|quot|nbsp);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\*\*([^*]{1,2000})\*\*/g, '$1')
    .replace(/^(\s*)`([^`]{1,2000})`\s*$/, '$1$2')
    .replace(/\\([_*#<>|[\]()~`-])/g, '$1')
}
