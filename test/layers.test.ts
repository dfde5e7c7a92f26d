/** Who may import whom. The list is short on purpose; a new arrow is a decision. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** The longest matching folder decides. Each layer may import itself and what stands behind it. */
const mayImport: Record<string, string[]> = {
  'shared/words': ['shared'],
  'shared/parse': ['shared'],
  'shared/probes': ['shared', 'shared/parse', 'shared/words'],
  'shared/messages': ['shared', 'shared/probes', 'shared/words', 'shared/locales'],
  'shared/compare': ['shared', 'shared/parse', 'shared/probes', 'shared/messages'],
  'shared/findings': ['shared', 'shared/parse', 'shared/probes', 'shared/compare', 'shared/messages', 'shared/words'],
  'shared/locales': ['shared'],
  'shared/contract': ['shared', 'shared/messages', 'shared/words'],
  'shared/redact': ['shared', 'shared/parse', 'shared/probes'],
  // Labels are texts in every language.
  shared: ['shared/words'],
  'main/store': ['shared/*', 'main'],
  'main/collect': ['shared/*', 'main'],
  'main/archive': ['shared/*'],
  'main/import': ['shared/*', 'main', 'main/archive'],
  'main/nodesnap': ['shared/*', 'main', 'main/archive'],
  'main/parquet': ['shared/*'],
  'main/report': ['shared/*'],
  'main/sample': ['shared/*', 'main', 'main/collect'],
  'main/services': [
    'shared/*',
    'main',
    'main/store',
    'main/collect',
    'main/import',
    'main/sample',
    'main/nodesnap',
    'main/parquet',
    'main/report',
  ],
  'main/hosts': ['shared/*', 'main', 'main/app.ts', 'main/services', 'main/import', 'main/nodesnap'],
  // The roof: it puts services and store together, for hosts.
  'main/app.ts': ['shared/*', 'main', 'main/services', 'main/store'],
  // The ground: what hosts lend.
  main: ['shared/*'],
  renderer: ['shared/*'],
}
/** Packages that only these places may use. */
const onlyIn: Record<string, string[]> = {
  electron: ['main/hosts/electron'],
  ssh2: ['main/collect', 'main/sample'],
  'better-sqlite3': ['main/store'],
  'hyparquet-writer': ['main/parquet', 'main/report'],
  commander: ['main/hosts/cli'],
  ws: ['main/hosts/server'],
  react: ['renderer'],
}

const sources = ['shared', 'main', 'renderer'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(d|test)\.ts$/.test(name))
    .map((name) => join(folder, name)),
)
const layerOf = (file: string): string =>
  Object.keys(mayImport)
    .filter((layer) => file === layer || dirname(file) === layer || file.startsWith(`${layer}/`))
    .toSorted((a, b) => b.length - a.length)[0] ?? '(none)'

interface Import {
  file: string
  target: string
}
const imports: Import[] = sources.flatMap((file) => {
  const text = readFileSync(join(root, file), 'utf8')
  return [
    ...text.matchAll(/(?:^|\n)(?:import|export)\s(?:[^'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(['"]([^'"]+)['"]\)/g),
  ].map((match) => ({
    file,
    target: match[1] ?? match[2] ?? '',
  }))
})

test('there is something to check', () => {
  expect(imports.length).toBeGreaterThan(200)
})

test('imports go from hosts to services to store, collect and import, and on to shared; never back', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, target: relative(root, join(root, dirname(file), target)) }))
    .filter(({ file, target }) => {
      const from = layerOf(file)
      const to = layerOf(target)
      const allowed = mayImport[from] ?? []
      return from !== to && !allowed.includes(to) && !(allowed.includes('shared/*') && to.startsWith('shared'))
    })
  expect(wrong).toEqual([])
})

test('shared runs anywhere: no node:, no electron, no packages of one side', () => {
  const allowed = /^(zod|get-east-asian-width)$/
  const wrong = imports.filter(
    ({ file, target }) => file.startsWith('shared/') && !target.startsWith('.') && !allowed.test(target),
  )
  expect(wrong).toEqual([])
})

test('the window imports nothing of Node', () => {
  expect(imports.filter(({ file, target }) => file.startsWith('renderer/') && target.startsWith('node:'))).toEqual([])
})

test.each(Object.entries(onlyIn))('%s is used in its place only', (name, places) => {
  const users = imports.filter(({ target }) => target === name || target.startsWith(`${name}/`)).map(({ file }) => file)
  expect(users.filter((file) => !places.some((place) => file.startsWith(`${place}/`)))).toEqual([])
})
