import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { libraryFile } from '../../main/store/database.ts'
import { openLibrary } from '../../main/store/library.ts'
import { nodelapse, temporaryFolder } from './support/cli.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

let folder: ReturnType<typeof temporaryFolder>
let dir: string
beforeEach(() => {
  folder = temporaryFolder()
  dir = join(folder.path, 'library')
})
afterEach(() => folder.remove())

/** Text that does not compress, the same for the same seed. */
function noise(seed: number, lines: number): string {
  return Array.from({ length: lines }, (_, line) => hash('sha256', `${seed} ${line}`)).join('\n')
}
const large = (id: string, minute: number) =>
  snapshotOf(id, minute, { sections: [sectionOf('kubectl-get-pods', noise(minute + 1, 40_000))] })

test('a deleted snapshot is gone from lists, lanes and disk; the others are whole', async () => {
  const library = await openLibrary(dir)
  await library.add({ snapshots: [snapshotOf('aa11', 0), large('bb22', 1), snapshotOf('cc33', 2)] })
  await library.close()
  const before = statSync(libraryFile(dir)).size
  const asked = await nodelapse(['delete', 'bb22', '--library', dir])
  expect([asked.status, asked.stdout]).toEqual([2, ''])
  expect(asked.stderr).toContain('--yes')
  const done = await nodelapse(['delete', 'bb22', '--yes', '--json', '--library', dir])
  expect([done.status, done.stderr, JSON.parse(done.stdout)]).toEqual([0, '', { deleted: 'bb22' }])
  expect(statSync(libraryFile(dir)).size).toBeLessThan(before / 4)
  const reopened = await openLibrary(dir)
  expect((await reopened.timeline({ site: 'cloudos-demo' })).snapshots.map(({ id }) => id)).toEqual(['aa11', 'cc33'])
  const section = await reopened.section({ snapshot: 'cc33', node: 'cloudos1', probe: 'docker-ps', pod: null })
  expect(section.parsed.rows.length).toBeGreaterThan(0)
  expect(await reopened.check({})).toEqual({ problems: [] })
  await expect(reopened.remove({ snapshot: 'bb22' })).rejects.toMatchObject({ code: 'not-found' })
  await reopened.remove({ snapshot: 'aa11' })
  await reopened.remove({ snapshot: 'cc33' })
  expect(await reopened.listSites({})).toEqual([])
  await reopened.close()
})

test('a backup is a library of its own, and overwrites nothing', async () => {
  const library = await openLibrary(dir)
  await library.add({ snapshots: [snapshotOf('aa11', 0)] })
  const copy = join(folder.path, 'copy', 'library.sqlite')
  const nowhere = await nodelapse(['backup', copy, '--library', dir])
  expect([nowhere.status, existsSync(copy)]).toEqual([4, false])
  execFileSync('mkdir', ['-p', join(folder.path, 'copy')])
  // While it is in use.
  expect((await nodelapse(['backup', copy, '--library', dir])).status).toBe(0)
  expect(statSync(copy).mode & 0o777).toBe(0o600)
  await library.close()
  const bytes = readFileSync(copy)
  const again = await nodelapse(['backup', copy, '--library', dir])
  expect(again.status).toBe(4)
  expect(readFileSync(copy).equals(bytes)).toBe(true)
  const copied = await openLibrary(join(folder.path, 'copy'))
  expect((await copied.listSnapshots({ site: null })).map(({ id }) => id)).toEqual(['aa11'])
  expect(await copied.check({})).toEqual({ problems: [] })
  await copied.close()
})

test('compacting gives space back', async () => {
  const library = await openLibrary(dir)
  await library.add({ snapshots: [large('aa11', 1), snapshotOf('bb22', 2)] })
  await library.close()
  const db = new Database(libraryFile(dir))
  db.exec('CREATE TABLE filler AS SELECT randomblob(3000000) AS bytes; DROP TABLE filler')
  db.close()
  const done = await nodelapse(['compact', '--json', '--library', dir])
  const { before, after } = JSON.parse(done.stdout) as { before: number; after: number }
  expect(before - after).toBeGreaterThan(2_900_000)
  expect(statSync(libraryFile(dir)).size).toBe(after)
})

test('a damaged library says what is damaged, and what is readable is saved', async () => {
  const library = await openLibrary(dir)
  const added = snapshotOf('aa11', 0)
  await library.add({ snapshots: [added, large('bb22', 1)] })
  await library.close()
  const whole = await nodelapse(['check', '--library', dir])
  expect([whole.status, whole.stdout]).toEqual([0, 'The library is whole.\n'])
  // In the large text, which fills the first half of the file.
  const bytes = readFileSync(libraryFile(dir))
  const middle = Math.floor(bytes.length / 4 / 4096) * 4096
  bytes.fill(0x5a, middle, middle + 8192)
  writeFileSync(libraryFile(dir), bytes)
  const rescued = join(folder.path, 'rescued')
  const checked = await nodelapse(['check', '--rescue', rescued, '--json', '--library', dir])
  expect(checked.status).toBe(4)
  const told = JSON.parse(checked.stdout) as { problems: string[]; rescued: { saved: number; lost: number } }
  expect(told.problems.join('\n')).toContain('Snapshot bb22: cloudos1 kubectl-get-pods cannot be read.')
  expect(told.rescued).toEqual({ saved: added.sections.length, lost: 1 })
  expect(readdirSync(rescued)).toEqual(['aa11'])
  expect(readFileSync(join(rescued, 'aa11', 'cloudos1.docker-ps.txt'), 'utf8')).toBe(added.sections[0]?.stdout)
})

test.each([
  ['its first bytes', 0, 100],
  ['the pages behind the first', 4096, 12_288],
])('a library that lost %s says so, and its outputs are saved', async (_what, from, to) => {
  const library = await openLibrary(dir)
  const added = snapshotOf('aa11', 0)
  await library.add({ snapshots: [added] })
  await library.close()
  const bytes = readFileSync(libraryFile(dir))
  bytes.fill(0x5a, from, to)
  writeFileSync(libraryFile(dir), bytes)
  const asked = await nodelapse(['snapshots', '--library', dir])
  expect([asked.status, asked.stderr]).toEqual([4, expect.stringContaining('is damaged')])
  const rescued = join(folder.path, `rescued-${from}`)
  const checked = await nodelapse(['check', '--rescue', rescued, '--json', '--library', dir])
  expect(checked.status).toBe(4)
  const told = JSON.parse(checked.stdout) as { rescued: { saved: number; lost: number } }
  expect(told.rescued.saved).toBeGreaterThan(0)
  if (from > 0) return
  expect(told.rescued).toEqual({ saved: added.sections.length, lost: 0 })
  expect(readFileSync(libraryFile(dir)).equals(bytes)).toBe(true)
})

/** Mounting needs root; where that is missing these two things cannot be tried. */
const canMount = userInfo().uid === 0 && mounts(['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs'])
function mounts(args: string[]): boolean {
  const { path, remove } = temporaryFolder()
  try {
    execFileSync('mount', [...args, path], { stdio: 'ignore' })
    execFileSync('umount', [path])
    return true
  } catch {
    return false
  } finally {
    remove()
  }
}
if (!canMount) console.warn('Not tried: a full disk and a read-only one, because this user may not mount.')

test.runIf(canMount)('a full disk is told, what was stored is kept, and it goes on when there is room', async () => {
  execFileSync('mkdir', [dir])
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir])
  let library: Awaited<ReturnType<typeof openLibrary>> | null = null
  try {
    library = await openLibrary(dir)
    await library.add({ snapshots: [snapshotOf('aa11', 0)] })
    await expect(library.add({ snapshots: [large('bb22', 1)] })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('is full'),
    })
    expect((await library.listSnapshots({ site: null })).map(({ id }) => id)).toEqual(['aa11'])
    expect(await library.check({})).toEqual({ problems: [] })
    execFileSync('mount', ['-o', 'remount,size=64m', dir])
    await library.add({ snapshots: [large('bb22', 1)] })
    expect((await library.timeline({ site: 'cloudos-demo' })).snapshots).toHaveLength(2)
  } finally {
    await library?.close()
    execFileSync('umount', [dir])
  }
})

test.runIf(canMount)('a read-only folder is told', async () => {
  await (await openLibrary(dir)).close()
  execFileSync('mount', ['--bind', dir, dir])
  try {
    execFileSync('mount', ['-o', 'remount,bind,ro', dir])
    const asked = await nodelapse(['snapshots', '--library', dir])
    expect([asked.status, asked.stdout]).toEqual([4, ''])
    expect(asked.stderr).toContain('cannot be')
  } finally {
    execFileSync('umount', [dir])
  }
})

test('a library that another process holds says so in time, and is used again afterwards', async () => {
  const library = await openLibrary(dir)
  const other = new Database(libraryFile(dir))
  other.exec('BEGIN IMMEDIATE')
  await expect(library.add({ snapshots: [snapshotOf('aa11', 0)] })).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('Another program is writing'),
  })
  // Reading goes on.
  expect(await library.listSnapshots({ site: null })).toEqual([])
  other.exec('ROLLBACK')
  other.close()
  expect(await library.add({ snapshots: [snapshotOf('aa11', 0)] })).toHaveLength(1)
  await library.close()
})
