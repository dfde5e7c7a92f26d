/** Long imports say how far they are, and can be cancelled: nothing of them is stored. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type App, createApp } from '../../main/app.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import type { EventBody } from '../../shared/contract/contract.ts'
import type { Snapshot } from '../../shared/model.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

let dir: string
let app: App
let heard: EventBody<'progress'>[]
let onProgress: (body: EventBody<'progress'>) => void
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'nodelapse-cancel-'))
  heard = []
  onProgress = () => {}
  app = await createApp({
    libraryDir: dir,
    producer: { name: 'test', version: '0' },
    now: Date.now,
    emit: (name, body) => {
      if (name !== 'progress') return
      heard.push(body as EventBody<'progress'>)
      onProgress(body as EventBody<'progress'>)
    },
  })
})
afterEach(async () => {
  await app.close()
  rmSync(dir, { recursive: true })
})

/** Texts that do not shrink much, so that the file is read in many parts. */
const noise = (seed: number): string =>
  Array.from({ length: 4000 }, (_, index) => ((index * 2654435761 + seed * 97) >>> 0).toString(36)).join('\n')
const many = (count: number): Snapshot[] =>
  Array.from({ length: count }, (_, index) =>
    snapshotOf(`snapshot-${index}`, index, { sections: [sectionOf('var-log', noise(index))] }),
  )
const opened = async (count: number) => {
  const bytes = await snapshotFileOf(many(count), { name: 'test', version: '0' })
  const files = [{ path: 'x.nodesnap', base64: bytes.toString('base64'), modifiedAt: null }]
  return app.handlers.openImport({ name: 'x.nodesnap', files })
}

test('taking in a file is cancelled between two parts of it', async () => {
  onProgress = ({ task, done }) => {
    if (task === 'import' && done > 0) void app.handlers.cancelImport({})
  }
  await expect(opened(200)).rejects.toMatchObject({ code: 'cancelled' })
  const parts = heard.filter(({ task }) => task === 'import')
  expect(parts.length).toBeGreaterThan(1)
  expect(parts.at(-1)).toMatchObject({ done: 1, total: 1 })
})

test('storing is cancelled between two snapshots, and the next import is not', async () => {
  const { import: id } = await opened(120)
  heard = []
  onProgress = ({ total }) => {
    if (total === 120) void app.handlers.cancelImport({})
  }
  const imports = [{ import: id, corrections: null }]
  await expect(app.handlers.storeImports({ imports })).rejects.toMatchObject({ code: 'cancelled' })
  expect(await app.store.listSnapshots({ site: null })).toEqual([])
  expect(await app.store.check({})).toEqual({ problems: [] })
  onProgress = () => {}
  expect((await app.handlers.storeImports({ imports })).snapshots).toHaveLength(120)
  expect(heard.filter(({ total }) => total === 120).length).toBeGreaterThan(1)
})

test('the sample is cancelled between two of its snapshots, and can be opened afterwards', async () => {
  onProgress = ({ task }) => {
    if (task === 'sample') void app.handlers.cancelCapture({})
  }
  await expect(app.handlers.openSample({})).rejects.toMatchObject({ code: 'cancelled' })
  expect(await app.store.listSites({})).toEqual([])
  onProgress = () => {}
  expect((await app.handlers.openSample({})).site).toBe('cloudos-demo')
})
