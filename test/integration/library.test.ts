import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Library } from '../../main/store/library.ts'
import { openLibrary } from '../../main/store/library.ts'
import { migrations } from '../../main/store/migrations/index.ts'
import { parseContextOf } from '../../main/store/parse-context.ts'
import { tell } from '../../shared/messages/tell.ts'
import { probeNamed } from '../../shared/probes/index.ts'
import { languages } from '../../shared/words/language.ts'
import { sample } from '../support/samples.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

let dir: string
let library: Library | null

const file = () => join(dir, 'library.sqlite')
const open = async (): Promise<Library> => {
  library = await openLibrary(dir)
  return library
}
const sql = <T>(work: (db: Database.Database) => T): T => {
  const db = new Database(file())
  try {
    return work(db)
  } finally {
    db.close()
  }
}
const texts = () => sql((db) => db.prepare('SELECT codec, count(*) AS n FROM text GROUP BY codec').all())

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nodelapse-library-'))
  library = null
})
afterEach(async () => {
  await library?.close()
  rmSync(dir, { recursive: true })
})

test('what was stored is read back: raw text to the byte, rows as the parser gave them', async () => {
  const added = snapshotOf('aa11', 0)
  const odd = `${sample('kubectl-get-pods/many-states.out')}\r\n\u0000\ufffd 无 😀\n\n`
  added.sections.push({ ...sectionOf('kubectl-get-pods', odd), node: 'cloudos2' })
  await (await open()).add({ snapshots: [added] })
  await library?.close()
  const reopened = await open()
  for (const { node, probe, pod } of added.sections) {
    const expected = added.sections.find((each) => each.node === node && each.probe === probe)
    if (expected === undefined) throw new Error('unreachable')
    const { parsed, ...section } = await reopened.section({ snapshot: 'aa11', node, probe, pod })
    expect(section).toEqual(expected)
    expect(parsed).toEqual(probeNamed(probe).parse(expected.stdout, parseContextOf(added, expected, null)))
    expect(parsed.rows.length).toBeGreaterThan(0)
  }
  const [summary] = await reopened.listSnapshots({ site: 'cloudos-demo' })
  expect(summary?.takenAt).toBe('2026-11-24T00:20:00.000Z')
  expect(summary?.nodes).toEqual(added.nodes)
  expect(summary?.sections.map(({ rows }) => rows > 0)).toEqual([true, true, true, true, true])
  expect(await reopened.listSites({})).toEqual([{ name: 'cloudos-demo', snapshots: 1 }])
})

test('rows tell where they are', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  const services = await opened.rows({ snapshot: 'aa11', probe: 'nova-service-list' })
  expect(services.length).toBeGreaterThan(0)
  expect(new Set(services.map(({ pod }) => pod))).toEqual(new Set(['novarc-8xk2p']))
  expect(await opened.rows({ snapshot: 'aa11', probe: 'host' })).toEqual([])
})

test('a library of its own folder, closed to others', async () => {
  dir = join(dir, 'deep', 'er')
  await open()
  expect(statSync(dir).mode & 0o777).toBe(0o700)
  await library?.close()
  expect(readdirSync(dir)).toEqual(['library.sqlite'])
  library = null
  dir = join(dir, '..', '..')
})

test('the same snapshot is stored once, and equal texts are stored once', async () => {
  const opened = await open()
  const [first] = await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  const [again] = await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  expect(again).toEqual(first)
  expect(await opened.listSnapshots({ site: null })).toHaveLength(1)
  const count = () => sql((db) => db.prepare('SELECT count(*) FROM text').pluck().get()) as number
  const raw = () => sql((db) => db.prepare('SELECT count(DISTINCT stdout) FROM section').pluck().get()) as number
  const before = raw()
  const texts0 = count()
  await opened.add({ snapshots: [snapshotOf('bb22', 0), snapshotOf('cc33', 0)] })
  expect(raw()).toBe(before)
  expect(count()).toBe(texts0)
})

test('a text that differs in one line is stored as that line, and read back whole', async () => {
  const json = sample('kubectl-get-pods/json.out')
  const changed = json.replace('"phase": "Running"', '"phase": "Failed"')
  expect(changed).not.toBe(json)
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0, { sections: [sectionOf('kubectl-get-pods', json)] })] })
  await opened.add({ snapshots: [snapshotOf('bb22', 0, { sections: [sectionOf('kubectl-get-pods', changed)] })] })
  const sizes = sql((db) =>
    db
      .prepare('SELECT codec, length(bytes) AS bytes FROM section JOIN text ON text.id = stdout ORDER BY section.id')
      .all(),
  ) as { codec: string; bytes: number }[]
  expect(sizes[1]?.codec).toBe('delta')
  expect(sizes[1]?.bytes).toBeLessThan(100)
  const read = await opened.section({ snapshot: 'bb22', node: 'cloudos1', probe: 'kubectl-get-pods', pod: null })
  expect(read.stdout).toBe(changed)
})

test('all of a call or nothing of it', async () => {
  const opened = await open()
  const broken = snapshotOf('bb22', 1, { sections: [sectionOf('no-such-probe', 'x')] })
  await expect(opened.add({ snapshots: [snapshotOf('aa11', 0), broken] })).rejects.toMatchObject({ code: 'refused' })
  await expect(
    opened.add({ snapshots: [snapshotOf('aa11', 0), { ...snapshotOf('cc33', 1), takenAtMs: 9e15 }] }),
  ).rejects.toMatchObject({ code: 'refused' })
  expect(await opened.listSnapshots({ site: null })).toEqual([])
  expect(await opened.listSites({})).toEqual([])
})

test('ids may be shortened while they stay unambiguous', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0), snapshotOf('aa22', 1), snapshotOf('aa', 2)] })
  const address = { node: 'cloudos1', probe: 'docker-ps', pod: null }
  expect((await opened.section({ ...address, snapshot: 'aa1' })).startedAtMs).toBe(snapshotOf('', 0).takenAtMs)
  expect((await opened.section({ ...address, snapshot: 'aa' })).startedAtMs).toBe(snapshotOf('', 2).takenAtMs)
  await expect(opened.section({ ...address, snapshot: 'a' })).rejects.toMatchObject({ code: 'usage' })
  await expect(opened.section({ ...address, snapshot: '' })).rejects.toMatchObject({ code: 'usage' })
  await expect(opened.section({ ...address, snapshot: 'zz' })).rejects.toMatchObject({ code: 'not-found' })
  await expect(opened.section({ ...address, snapshot: "a' OR 1" })).rejects.toMatchObject({ code: 'not-found' })
  await expect(opened.section({ ...address, snapshot: 'aa1', node: 'other' })).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(opened.listSnapshots({ site: 'nowhere' })).rejects.toMatchObject({ code: 'not-found' })
})

test('an incident is set, kept, replaced and taken away', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  const incident = { site: 'cloudos-demo', at: '2026-11-24T00:19:00.000Z', note: 'conductor stopped' }
  await opened.setIncident({ site: 'cloudos-demo', incident: incident })
  await opened.setIncident({ site: 'cloudos-demo', incident: { ...incident, note: 'second' } })
  await opened.close()
  const reopened = await open()
  expect((await reopened.timeline({ site: 'cloudos-demo' })).incident).toEqual({ ...incident, note: 'second' })
  await reopened.setIncident({ site: 'cloudos-demo', incident: null })
  expect((await reopened.timeline({ site: 'cloudos-demo' })).incident).toBeNull()
  await expect(reopened.setIncident({ site: 'nowhere', incident: incident })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('comparing and findings: a stopped service, also across sites', async () => {
  const opened = await open()
  const before = sample('nova-service-list/all-up.out')
  const after = before.replace('up ', 'down')
  expect(after).not.toBe(before)
  const nova = (stdout: string) => ({ sections: [sectionOf('nova-service-list', stdout, { pod: 'novarc-8xk2p' })] })
  const moved = { ...nova(after), site: 'elsewhere' }
  await opened.add({
    snapshots: [snapshotOf('aa11', 0, nova(before)), snapshotOf('bb22', 5, nova(after)), snapshotOf('dd44', 6, moved)],
  })
  for (const [a, b] of [
    ['aa11', 'bb22'],
    ['aa', 'dd'],
  ] as const) {
    const compared = await opened.compare({ a, b })
    expect(compared.changes.map(({ kind, fields }) => [kind, fields.map(({ name }) => name)])).toContainEqual([
      'changed',
      expect.arrayContaining(['state']),
    ])
  }
  const told = await opened.findings({ snapshot: 'bb22' })
  expect(told.findings.map(({ rule }) => rule)).toContain('service-went-down')
  const timeline = await opened.timeline({ site: 'cloudos-demo' })
  expect(timeline.snapshots.map(({ id }) => id)).toEqual(['aa11', 'bb22'])
  expect(timeline.lanes.some(({ spans }) => spans.length === 2)).toBe(true)
})

test('sections of an older parser are parsed again on opening', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0), snapshotOf('bb22', 10)] })
  const address = { snapshot: 'bb22', node: 'cloudos1', probe: 'docker-ps', pod: null }
  const good = await opened.section(address)
  await opened.close()
  const stored = texts()
  sql((db) => {
    const useless = db
      .prepare("INSERT INTO text (sha256, codec, size, bytes) VALUES (x'00', 'plain', 7, CAST('[[],[]]' AS BLOB))")
      .run()
    db.prepare(
      `UPDATE section SET parser_version = parser_version - 1, parsed = ?, row_count = 0
        WHERE slot IN (SELECT id FROM slot WHERE probe = 'docker-ps')`,
    ).run(useless.lastInsertRowid)
  })
  const reopened = await open()
  expect(await reopened.section(address)).toEqual(good)
  expect((await reopened.listSnapshots({ site: null }))[1]?.sections[0]?.rows).toBe(good.parsed.rows.length)
  // The other snapshot's sections are read again in the background.
  while (JSON.stringify(texts()) !== JSON.stringify(stored)) await new Promise((resolve) => setTimeout(resolve, 5))
  await reopened.close()
  expect(sql((db) => db.pragma('integrity_check', { simple: true }))).toBe('ok')
  expect(sql((db) => db.pragma('foreign_key_check'))).toEqual([])
})

test('a file of a newer version is refused and left as it is', async () => {
  await (await open()).close()
  sql((db) => db.pragma(`user_version = ${migrations.length + 1}`))
  const bytes = readFileSync(file())
  library = null
  await expect(openLibrary(dir)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('newer version of this program'),
  })
  expect(readFileSync(file()).equals(bytes)).toBe(true)
})

test('what is no library is refused and left as it is', async () => {
  writeFileSync(file(), 'not a database '.repeat(400))
  const bytes = readFileSync(file())
  await expect(openLibrary(dir)).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('damaged') })
  expect(readFileSync(file()).equals(bytes)).toBe(true)
  rmSync(file())
  sql((db) => db.exec('CREATE TABLE other (x)'))
  await expect(openLibrary(dir)).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('another program'),
  })
  rmSync(file())
  writeFileSync(join(dir, 'file'), '')
  await expect(openLibrary(join(dir, 'file', 'sub'))).rejects.toMatchObject({ code: 'refused' })
})

test('a library damaged in the middle says so', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  await opened.close()
  library = null
  const bytes = readFileSync(file())
  bytes.fill(0x5a, 4096)
  writeFileSync(file(), bytes)
  await expect(
    openLibrary(dir).then(async (damaged) => {
      library = damaged
      return await damaged.listSnapshots({ site: null })
    }),
  ).rejects.toMatchObject({ code: 'damaged', message: expect.stringContaining('damaged') })
})

test('two programs write to one library', async () => {
  const opened = await open()
  const other = await openLibrary(dir)
  const minutes = [...Array(10).keys()]
  await Promise.all(
    minutes.flatMap((minute) => [
      opened.add({ snapshots: [snapshotOf(`a${minute}`, minute)] }),
      other.add({ snapshots: [snapshotOf(`b${minute}`, minute)] }),
    ]),
  )
  expect(await opened.listSnapshots({ site: null })).toHaveLength(20)
  await other.close()
})

test('calls after closing, and calls whose thread died, are rejected with a sentence', async () => {
  const opened = await open()
  const running = opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  await opened.close()
  await expect(running).resolves.toHaveLength(1)
  await expect(opened.listSites({})).rejects.toMatchObject({ code: 'refused', message: 'The library is closed.' })
  await opened.close()
  const workerFile = join(dir, 'dying.cjs')
  writeFileSync(
    workerFile,
    `const { parentPort } = require('node:worker_threads')
     parentPort.on('message', () => process.exit(3)); parentPort.postMessage({ id: 0, output: ['listSites', 'listSnapshots'] })`,
  )
  library = null
  const dying = await openLibrary(dir, { workerFile })
  const [a, b] = await Promise.allSettled([dying.listSites({}), dying.listSnapshots({ site: null })])
  for (const call of [a, b]) {
    expect(call.status).toBe('rejected')
    expect(String((call as PromiseRejectedResult).reason)).toContain("library's thread ended")
  }
  await expect(dying.listSites({})).rejects.toMatchObject({ code: 'internal' })
})

test('an excerpt holds the lines that are asked for, and what is known of the whole', async () => {
  const opened = await open()
  const stdout = `${Array.from({ length: 3000 }, (_, index) => `-rw-r--r-- 1 root root ${index} Oct 19 21:01 log-${index}`).join('\r\n')}\r\nnot understood\r\n${'x'.repeat(30_000)}\n`
  await opened.add({
    snapshots: [snapshotOf('aa11', 0, { sections: [sectionOf('var-log', stdout, { stderr: 'one\ntwo' })] })],
  })
  const address = { snapshot: 'aa11', node: 'cloudos1', probe: 'var-log', pod: null }
  const asked = await opened.excerpt({ ...address, stream: 'stdout', from: 2001, count: 3, proof: [2002] })
  expect(asked).toMatchObject({ rows: 3000, unparsed: [3001, 3002], lines: { stdout: 3002, stderr: 2 }, outcome: 'ok' })
  expect(asked.text.map((line) => line.split(' ').at(-1))).toEqual(['log-2000', 'log-2001', 'log-2002'])
  expect(asked.proven.map(({ key }) => key)).toEqual(['/var/log/log-2001'])
  const end = await opened.excerpt({ ...address, stream: 'stdout', from: 3001, count: 1000, proof: [] })
  expect(end.text.map((line) => line.length)).toEqual([14, 20_000 + '… (30000)'.length])
  expect((await opened.excerpt({ ...address, stream: 'stderr', from: 1, count: 10, proof: [] })).text).toEqual([
    'one',
    'two',
  ])
  await opened.remove({ snapshot: 'aa11' })
  await expect(opened.excerpt({ ...address, stream: 'stdout', from: 1, count: 1, proof: [] })).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('sentences that a library holds from before messages had codes are shown as they are', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  await opened.close()
  const sentence = 'It ended with status 1: {"code": no route'
  sql((db) => {
    db.prepare("UPDATE section SET outcome = 'failed', message = ?, partial_view = ?").run(sentence, sentence)
    const nodes = snapshotOf('aa11', 0).nodes.map((node) => ({ ...node, outcome: 'failed', message: sentence }))
    const none = nodes.map((node) => ({ ...node, name: 'cloudos2', message: '' }))
    db.prepare('UPDATE snapshot SET inferred = ?, nodes = ?').run(sentence, JSON.stringify([...nodes, ...none]))
  })
  const reopened = await open()
  const [summary] = await reopened.listSnapshots({ site: 'cloudos-demo' })
  const section = await reopened.section({ snapshot: 'aa11', node: 'cloudos1', probe: 'docker-ps', pod: null })
  const raw = await reopened.rawSnapshot({ snapshot: 'aa11' })
  const shown = [
    summary?.takenAtInferred,
    summary?.sections[0]?.message,
    summary?.sections[0]?.partialView,
    summary?.nodes[0]?.message,
    section.message,
    raw.nodes[0]?.message,
  ]
  for (const message of shown) for (const language of languages) expect(tell(message ?? null, language)).toBe(sentence)
  expect(summary?.nodes[1]?.message).toBeNull()
})

test('what breaks in the thread says where, and what is missing is told as damage', async () => {
  const opened = await open()
  await opened.add({ snapshots: [snapshotOf('aa11', 0)] })
  const broken = await opened.search({ text: undefined as never, site: null, limit: 1 }).then(
    () => null,
    (error: unknown) => error,
  )
  expect(broken).toMatchObject({ code: 'internal', stack: expect.stringMatching(/search\.ts:\d+/) })
  await opened.close()
  sql((db) => {
    db.pragma('foreign_keys = OFF')
    db.exec('DELETE FROM text WHERE id = (SELECT stdout FROM section ORDER BY id LIMIT 1)')
  })
  const reopened = await open()
  const address = { snapshot: 'aa11', node: 'cloudos1', probe: 'docker-ps', pod: null }
  await expect(reopened.section(address)).rejects.toMatchObject({ code: 'damaged' })
  expect((await reopened.check({})).problems.map(({ code }) => code)).toEqual([
    'library.strayEntries',
    'library.unreadableOutput',
  ])
})
