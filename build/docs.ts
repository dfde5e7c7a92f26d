/** `npm run docs`: writes the pages of `docs/` that are made of the program's own tables. A test holds them to be fresh. */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { cliPage } from './pages/cli.ts'
import { glossaryPage } from './pages/glossary.ts'
import { probesPage } from './pages/probes.ts'
import { rulesPage } from './pages/rules.ts'

/** File and text of each page: one line each. */
export const pages: readonly (readonly [string, () => string])[] = [
  ['docs/cli.md', () => cliPage('en')],
  ['docs/cli.zh.md', () => cliPage('zh')],
  ['docs/glossary.md', glossaryPage],
  ['docs/probes.md', () => probesPage('en')],
  ['docs/probes.zh.md', () => probesPage('zh')],
  ['docs/rules.md', () => rulesPage('en')],
  ['docs/rules.zh.md', () => rulesPage('zh')],
]

const self = fileURLToPath(import.meta.url)
if (process.argv[1] === self)
  for (const [file, text] of pages) writeFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), text())
