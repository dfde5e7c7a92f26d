/** Searching everything: what is found, where, and that it stays right as snapshots come and go. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { libraryFile } from '../../main/store/database.ts'
import { type Library, openLibrary } from '../../main/store/library.ts'
import { migrations } from '../../main/store/migrations/index.ts'
import { searchWords } from '../../shared/search-words.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

let dir: string
let library: Library
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'nodelapse-search-'))
  library = await openLibrary(dir)
})
afterEach(async () => {
  await library.close()
  rmSync(dir, { recursive: true })
})
const searched = async (text: string, site: string | null = null, limit = 100) => {
  for (;;) {
    const result = await library.search({ text, site, limit })
    if (result.notIndexed === 0) return result
    await sleep(10)
  }
}
const lines = (count: number, extra: string[] = []) =>
  [
    ...Array.from({ length: count }, (_, index) => `-rw-r--r-- 1 root root ${index} Oct 19 21:01 log-${index}.txt`),
    ...extra,
  ].join('\n')
const add = (id: string, minute: number, stdout: string, site = 'cloudos-demo') =>
  library.add({ snapshots: [{ ...snapshotOf(id, minute, { sections: [sectionOf('var-log', stdout)] }), site }] })

test('a line is found by parts of its words, in any case and script, where it came up first', async () => {
  await add('aaaa', 0, lines(200))
  await add('bbbb', 1, lines(200, ['-rw-r--r-- 1 root root 9 Oct 19 21:01 Nova-API 服务不可用.log']))
  await add(
    'cccc',
    2,
    lines(200, [
      '-rw-r--r-- 1 root root 9 Oct 19 21:01 Nova-API 服务不可用.log',
      '-rw-r--r-- 1 root root 9 Oct 19 21:01 zzz',
    ]),
  )
  for (const query of ['nova-api', 'OVA-AP', '服务不可用', '不可', 'nova 服务不可', '"api 服务"', 'a "']) {
    const { hits, isWhole } = await searched(query)
    if (query === 'a "') continue
    expect([query, isWhole, hits.map(({ snapshot, line }) => [snapshot, line])]).toEqual([query, true, [['bbbb', 201]]])
  }
  expect((await searched('nova-api zzz')).hits).toEqual([])
  expect((await searched('log-150.txt')).hits).toMatchObject([
    { snapshot: 'aaaa', node: 'cloudos1', probe: 'var-log', line: 151 },
  ])
  expect((await searched('   ')).hits).toEqual([])
})

test('of one site only, and as many lines as are asked for', async () => {
  await add('aaaa', 0, lines(50), 'one')
  await add('bbbb', 0, lines(60), 'two')
  expect((await searched('log-55.txt', 'one')).hits).toEqual([])
  expect((await searched('log-55.txt', 'two')).hits).toHaveLength(1)
  const some = await searched('log-', null, 7)
  expect([some.hits.length, some.isWhole]).toEqual([7, false])
})

test('what was deleted is not found, what shares its text is, and ids that come again are indexed again', async () => {
  await add('aaaa', 0, lines(30, ['only-here']))
  await add('bbbb', 1, lines(30))
  expect((await searched('only-here')).hits).toHaveLength(1)
  await library.remove({ snapshot: 'aaaa' })
  expect((await searched('only-here')).hits).toEqual([])
  await add('cccc', 2, lines(30, ['only-there']))
  expect((await searched('only-there')).hits).toHaveLength(1)
  expect((await searched('log-7.txt')).hits.length).toBeGreaterThan(0)
})

test('a library from before the index becomes searchable in the background', async () => {
  await add('aaaa', 0, lines(40))
  await library.close()
  const db = new Database(libraryFile(dir))
  db.exec('DROP TABLE text_search; DROP TABLE searchable; DROP TABLE run; DROP TABLE lane; DROP TABLE track')
  db.exec(migrations[1] ?? '')
  db.pragma('user_version = 5')
  db.close()
  library = await openLibrary(dir)
  expect((await searched('log-33.txt')).hits).toHaveLength(1)
})

test('every search finds what looking at each line finds', async () => {
  const word = fc.constantFrom('nova', 'api', 'up', '服务', 'down', 'x"y', 'A_b%', '😀ok')
  const text = fc
    .array(
      fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
      { maxLength: 12 },
    )
    .map((all) => all.join('\n'))
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      fc.array(word, { minLength: 1, maxLength: 2 }),
      async (texts, words) => {
        const site = `site-${run++}`
        for (const [index, each] of texts.entries()) await add(`r${run}-${index}`, run * 10 + index, each, site)
        const query = words.map((each) => (each.includes('"') ? each : `"${each}"`)).join(' ')
        const wanted = searchWords(query)
        const expected = new Set(
          texts
            .flatMap((each) => each.split('\n'))
            .filter((line) => wanted.every((each) => line.toLowerCase().includes(each))),
        )
        const { hits } = await searched(query, site, 1000)
        expect(new Set(hits.map((hit) => hit.text))).toEqual(expected)
      },
    ),
    { seed: 20261124, numRuns: 40 },
  )
})

test('searching and indexing forget no conclusion that was drawn', async () => {
  await add('aaaa', 0, lines(2000))
  const before = await library.timeline({ site: 'cloudos-demo' })
  await searched('log-1')
  expect(await library.timeline({ site: 'cloudos-demo' })).toEqual(before)
})

test('what operators did is found, too, and of the site only', async () => {
  const event = {
    at: { earliest: null, latest: null },
    node: 'cloudos1',
    kind: 'service-stopped',
    subject: 'nova-conductor',
    line: 3,
  }
  const text = 'systemctl stop openstack-nova-conductor.service'
  await library.add({ snapshots: [{ ...snapshotOf('aaaa', 0), site: 'one', events: [{ ...event, text }] }] })
  expect((await searched('STOP conductor')).events).toMatchObject([
    { site: 'one', snapshot: 'aaaa', node: 'cloudos1', text },
  ])
  expect((await searched('stop', 'two')).events).toEqual([])
  expect((await searched('start')).events).toEqual([])
})
