/** The limits of a site decide everything that is told of it: findings, lanes, histories and tables agree. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, expect, test } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import { openLibrary } from '../../main/store/library.ts'
import { temporaryFolder } from './support/cli.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const site = 'cloudos-demo'
const subject = { probe: 'df', place: 'cloudos1', key: '/data' }
const disk = (usePercent: number) =>
  sectionOf('df', `/dev/sda1 100 ${usePercent} ${100 - usePercent} ${usePercent}% /data\n`)

/** Snapshots at these minutes, each with the disk at 60 percent, by way of a file. */
async function store(app: App, minutes: number[]): Promise<void> {
  const snapshots = minutes.map((minute) => snapshotOf(`minute-${minute}`, minute, { sections: [disk(60)] }))
  const bytes = await snapshotFileOf(snapshots, { name: 'test', version: '0' })
  const files = [{ path: 'x.nodesnap', base64: bytes.toString('base64'), modifiedAt: null }]
  const opened = await app.handlers.openImport({ name: 'x.nodesnap', files })
  await app.handlers.storeImports({ imports: [{ import: opened.import, corrections: null }] })
}

let exports = 0
async function rowsOf(app: App, table: 'rows' | 'spans'): Promise<{ key: string; health: string }[]> {
  const dir = join(folder.path, `tables-${++exports}`)
  await app.host.exportTables({ site, folder: dir })
  const bytes = readFileSync(join(dir, `${table}.parquet`))
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const rows = (await parquetReadObjects({ file })) as { probe: string; key: string; health: string }[]
  return rows.filter(({ probe }) => probe === 'df')
}

/** How a disk is looked at, by everything that looks at it. */
async function healths(app: App) {
  const { lanes } = await app.handlers.timeline({ site })
  const { points } = await app.handlers.history({ site, subject })
  const { findings } = await app.handlers.siteFindings({ site })
  return {
    finding: findings.find(({ rule }) => rule === 'disk-full')?.severity ?? null,
    lane: lanes.find(({ key }) => key === '/data')?.spans.map(({ health }) => health),
    history: points.map(({ health }) => health),
    rows: (await rowsOf(app, 'rows')).map(({ health }) => health),
    spans: (await rowsOf(app, 'spans')).map(({ health }) => health),
  }
}

const fine = { finding: null, lane: ['fine'], history: ['fine', 'fine'], rows: ['fine', 'fine'], spans: ['fine'] }
// Every look shows it so: it is no news.
const bad = { finding: 'info', lane: ['bad'], history: ['bad', 'bad'], rows: ['bad', 'bad'], spans: ['bad'] }

test('a disk at 60 percent is full where the site says so, and is not any more where it does not', async () => {
  const changed: string[] = []
  const app = await createApp({
    libraryDir: join(folder.path, 'library'),
    producer: { name: 'test', version: '0' },
    now: Date.now,
    emit: (name, body) => {
      if (name === 'libraryChanged' && 'site' in body) changed.push(body.site)
    },
  })
  try {
    const set = (thresholds: object) => app.handlers.setJudgement({ site, judgement: { thresholds, mutes: [] } })
    await store(app, [0, 10])
    expect(await healths(app)).toEqual(fine)
    await set({ diskFillingPercent: 50, diskFullPercent: 55 })
    expect(await healths(app)).toEqual(bad)
    // What is stored from now on is looked at in the same way.
    await store(app, [20])
    expect((await healths(app)).lane).toEqual(['bad'])
    await app.handlers.deleteSnapshot({ snapshot: 'minute-20' })
    await set({})
    expect(await healths(app)).toEqual(fine)
    expect(changed).toEqual(Array(5).fill(site))
  } finally {
    await app.close()
  }
})

test('lanes follow new limits without being asked for', async () => {
  const dir = join(folder.path, 'quiet')
  const library = await openLibrary(dir)
  try {
    await library.add({ snapshots: [snapshotOf('s0', 0, { sections: [disk(60)] })] })
    await library.setJudgement({ site, judgement: { thresholds: { diskFullPercent: 55 }, mutes: [] } })
    const db = new Database(join(dir, 'library.sqlite'), { readonly: true })
    const state = db.prepare('SELECT state FROM run').pluck()
    while (state.get() !== 'full') await new Promise((resolve) => setTimeout(resolve, 5))
    db.close()
  } finally {
    await library.close()
  }
})
