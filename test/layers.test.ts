/** Who may import whom. The list is short on purpose; a new arrow is a decision. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Permissions that stand for several layers. */
const several: Record<string, (layer: string) => boolean> = {
  'shared/*': (layer) => layer === 'shared' || layer.startsWith('shared/'),
  // What every feature of the window stands on.
  'window ground': (layer) => /^renderer\/(controls|library|notices|preferences|program|words)$/.test(layer),
}
/** The rooms of the window: from its shell by its features to what they share. */
const windowLayers: Record<string, string[]> = {
  renderer: ['renderer/app', 'renderer/preferences', 'renderer/program', 'renderer/theme', 'renderer/words'],
  'renderer/app': [
    'shared/*',
    'renderer/capture',
    'renderer/changes',
    'renderer/collected',
    'renderer/evidence',
    'renderer/export',
    'renderer/findings',
    'renderer/import',
    'renderer/raw',
    'renderer/log',
    'renderer/search',
    'renderer/timeline',
    'window ground',
  ],
  'renderer/evidence': ['shared/*', 'window ground', 'renderer/around', 'renderer/history', 'renderer/raw'],
  'renderer/around': ['shared/*', 'window ground'],
  'renderer/findings': ['shared/*', 'window ground', 'renderer/export'],
  'renderer/capture': ['shared/*', 'window ground'],
  'renderer/changes': ['shared/*', 'window ground'],
  'renderer/collected': ['shared/*', 'window ground'],
  'renderer/export': ['shared/*', 'window ground'],
  'renderer/history': ['shared/*', 'window ground', 'renderer/theme'],
  'renderer/import': ['shared/*', 'window ground'],
  'renderer/log': ['window ground'],
  'renderer/raw': ['shared/*', 'window ground'],
  'renderer/search': ['shared/*', 'window ground'],
  'renderer/timeline': ['shared/*', 'window ground', 'renderer/theme'],
  'renderer/controls': ['shared/*', 'renderer/library', 'renderer/preferences'],
  'renderer/library': ['shared/*', 'renderer/notices', 'renderer/program'],
  'renderer/notices': ['shared/*', 'renderer/preferences', 'renderer/program'],
  'renderer/preferences': ['shared/*', 'renderer/program'],
  'renderer/program': ['shared/*'],
  'renderer/words': ['shared/*'],
  'renderer/theme': ['shared/*'],
}

/** The longest matching folder decides. Each layer may import itself and what stands behind it. */
const mayImport: Record<string, string[]> = {
  'shared/words': ['shared'],
  'shared/parse': ['shared'],
  'shared/probes': ['shared', 'shared/parse', 'shared/words'],
  'shared/time': ['shared', 'shared/parse', 'shared/probes'],
  'shared/commands': ['shared/probes'],
  'shared/reading': ['shared', 'shared/commands', 'shared/parse', 'shared/probes', 'shared/words'],
  'shared/messages': ['shared', 'shared/probes', 'shared/reading', 'shared/words'],
  'shared/compare': ['shared', 'shared/commands', 'shared/parse', 'shared/time', 'shared/probes', 'shared/messages'],
  'shared/findings': [
    'shared',
    'shared/parse',
    'shared/time',
    'shared/probes',
    'shared/compare',
    'shared/messages',
    'shared/words',
    'shared/findings/own',
  ],
  'shared/findings/own': [
    'shared',
    'shared/parse',
    'shared/time',
    'shared/probes',
    'shared/compare',
    'shared/contract',
    'shared/messages',
    'shared/words',
    'shared/world',
    'shared/findings',
    'shared/yaml',
  ],
  'shared/world': [
    'shared',
    'shared/parse',
    'shared/probes',
    'shared/compare',
    'shared/messages',
    'shared/words',
    'shared/yaml',
  ],
  'shared/incidents': [
    'shared',
    'shared/parse',
    'shared/time',
    'shared/probes',
    'shared/compare',
    'shared/findings',
    'shared/world',
    'shared/messages',
    'shared/words',
  ],
  'shared/contract': ['shared', 'shared/incidents', 'shared/world', 'shared/messages', 'shared/words'],
  // Files that people write.
  'shared/yaml': ['shared', 'shared/contract', 'shared/messages', 'shared/words'],
  'shared/redact': ['shared', 'shared/contract', 'shared/messages', 'shared/probes', 'shared/reading', 'shared/words'],
  // Labels are texts in every language.
  shared: ['shared/words'],
  'main/store': ['shared/*'],
  'main/collect': ['shared/*'],
  'main/archive': ['shared/*'],
  'main/import': ['shared/*', 'main/archive'],
  'main/nodesnap': ['shared/*', 'main/archive'],
  'main/parquet': ['shared/*'],
  'main/report': ['shared/*'],
  // Files of rules of one's own.
  'main/rules': ['shared/*'],
  'main/sample': ['shared/*', 'main/collect'],
  'main/services': [
    'shared/*',
    'main',
    'main/store',
    'main/rules',
    'main/collect',
    'main/import',
    'main/sample',
    'main/nodesnap',
    'main/parquet',
    'main/report',
  ],
  'main/hosts': ['shared/*', 'main', 'main/app.ts', 'main/rules', 'main/services', 'main/import', 'main/nodesnap'],
  // The roof: it puts services and store together, for hosts.
  'main/app.ts': ['shared/*', 'main', 'main/services', 'main/store'],
  // The ground: what hosts lend.
  main: ['shared/*'],
  ...windowLayers,
}
/** Packages that only these places may use. */
const onlyIn: Record<string, string[]> = {
  electron: ['main/hosts/electron'],
  ssh2: ['main/collect', 'main/sample'],
  'better-sqlite3': ['main/store'],
  yaml: ['shared/yaml', 'main/collect'],
  'hyparquet-writer': ['main/parquet', 'main/report'],
  commander: ['main/hosts/cli'],
  ws: ['main/hosts/server'],
  react: ['renderer'],
  zustand: ['renderer'],
  uplot: ['renderer/history'],
  '@mantine/notifications': ['renderer/notices'],
  '@mantine/spotlight': ['renderer/app'],
  '@tanstack/react-table': ['renderer/changes'],
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

/** An import of one of our own files; paths from the root. */
interface Arrow extends Import {
  from: string
  to: string
}
const arrows: Arrow[] = imports
  .filter(({ target }) => target.startsWith('.'))
  .map(({ file, target: written }) => {
    const target = relative(root, join(root, dirname(file), written))
    return { file, target, from: layerOf(file), to: layerOf(target) }
  })
const covers = (permission: string, layer: string): boolean => several[permission]?.(layer) ?? permission === layer

test('imports go from hosts to services to store, collect and import, and on to shared; never back', () => {
  const wrong = arrows.filter(({ from, to }) => {
    const permissions = mayImport[from] ?? []
    return from !== to && !permissions.some((permission) => covers(permission, to))
  })
  expect(wrong).toEqual([])
})

test('no layer may import what none of its files imports', () => {
  const unused = Object.entries(mayImport).flatMap(([layer, permissions]) => {
    const targets = arrows.filter(({ from, to }) => from === layer && to !== layer).map(({ to }) => to)
    return permissions
      .filter((permission) => !targets.some((target) => covers(permission, target)))
      .map((permission) => `${layer} → ${permission}`)
  })
  expect(unused).toEqual([])
})

/** Circles that are still to be undone: the layers they run through, or their files when that is one layer. */
const debt: string[] = []

test('nothing imports itself by way of others, types included, but for the debt that is listed', () => {
  const targetsOf = new Map<string, string[]>(sources.map((file) => [file, []]))
  for (const { file, target } of arrows) targetsOf.get(file)?.push(target)
  const behind = (file: string): Set<string> => {
    const found = new Set<string>()
    const open = [file]
    for (const each of open)
      for (const target of targetsOf.get(each) ?? []) {
        if (found.has(target)) continue
        found.add(target)
        open.push(target)
      }
    return found
  }
  const reach = new Map(sources.map((file) => [file, behind(file)]))
  const circles = new Set<string>()
  for (const [file, found] of reach) {
    if (!found.has(file)) continue
    const circle = sources.filter((other) => found.has(other) && reach.get(other)?.has(file))
    const layers = [...new Set(circle.map(layerOf))].sort()
    circles.add((layers.length > 1 ? layers : circle).join(' ↔ '))
  }
  expect([...circles].sort()).toEqual(debt.toSorted())
})

test('shared runs anywhere: no node:, no electron, no packages of one side', () => {
  const allowed = /^(zod|yaml|get-east-asian-width|string-width)$/
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
