/** One thing has one name, in Chinese as well. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { glossary, type Term } from '../../shared/words/glossary.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const terms: Term[] = Object.values(glossary)

const sources = ['shared', 'main'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.ts$/.test(name) && !name.endsWith('glossary.ts'))
    .map((name) => ({ name: join(folder, name), text: readFileSync(join(root, folder, name), 'utf8') })),
)

test('names are unique in either language', () => {
  for (const language of ['en', 'zh'] as const) {
    const names = terms.map(({ name }) => name[language])
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
})

test('no text says otherwise', () => {
  expect(sources.length).toBeGreaterThan(200)
  const others = terms.flatMap(({ notZh = [] }) => notZh)
  const found = sources.flatMap(({ name, text }) =>
    others.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`),
  )
  expect(found).toEqual([])
})
