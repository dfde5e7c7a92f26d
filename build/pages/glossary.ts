/** `docs/glossary.md`, made of the table of terms. */
import { glossary, type Term } from '../../shared/words/glossary.ts'
import { table } from './markdown.ts'

export function glossaryPage(): string {
  const terms: Term[] = Object.values(glossary)
  const rows = terms.map(({ name, meaning }) => [name.en, name.zh, meaning.en, meaning.zh])
  return `# Glossary

The words of the program, the same in the window, on the command line, in reports and in these pages.

${table(['English', '中文', 'means', '含义'], rows)}
`
}
