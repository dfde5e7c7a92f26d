import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSnapshotFile } from '../../main/nodesnap/read.ts'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (name: string) => join(folder.path, name)
const seed = join(repository, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')
const file = at('seed.nodesnap')

interface Said {
  id: string
  takenAt: string
}
const listed = async (library: string): Promise<Said[]> =>
  (JSON.parse((await nodelapse(['snapshots', '--library', library, '--json'])).stdout) as { snapshots: Said[] })
    .snapshots

beforeAll(async () => {
  await nodelapse(['import', seed, '--site', 'seed', '--library', at('here')])
  const ids = (await listed(at('here'))).map(({ id }) => id)
  const ended = await nodelapse(['export', ...ids, '--out', file, '--library', at('here')])
  expect([ended.status, ended.stderr]).toEqual([0, ''])
})

test('carried to another library, everything is there, also what the operator did', async () => {
  const ended = await nodelapse(['import', file, '--library', at('there')])
  expect([ended.status, ended.stderr]).toEqual([0, ''])
  expect(await listed(at('there'))).toEqual(await listed(at('here')))
  const findings = async (library: string) =>
    (await nodelapse(['findings', '--site', 'seed', '--library', library, '--json'])).stdout
  expect(await findings(at('there'))).toBe(await findings(at('here')))
})

test('imported again it is there once; its file is for its owner only', async () => {
  const again = await nodelapse(['import', file, '--library', at('here')])
  expect(again.status).toBe(0)
  expect(await listed(at('here'))).toHaveLength(7)
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('verify, and compare of two files without a library', async () => {
  const snapshots = await listed(at('here'))
  const [a, b] = [at('a.nodesnap'), at('b.nodesnap')]
  await nodelapse(['export', snapshots[3]?.id ?? '', '--out', a, '--library', at('here')])
  await nodelapse(['export', snapshots[4]?.id ?? '', '--out', b, '--library', at('here')])
  expect((await nodelapse(['verify', a])).stdout).toContain('whole')
  const never = at('never')
  const { status, stdout } = await nodelapse(['compare', a, b, '--library', never, '--json'])
  expect(status).toBe(0)
  const { changes } = JSON.parse(stdout) as { changes: { key: string; fields: { name: string; after: unknown }[] }[] }
  expect(changes.find(({ key }) => key === 'nova-conductor@nova-service')?.fields).toEqual([
    { name: 'state', before: 'up', after: 'down' },
  ])
  expect(() => statSync(never)).toThrow(/ENOENT/)
})

test('a damaged file is refused with status 4, and the library stays as it was', async () => {
  const broken = at('broken.nodesnap')
  const bytes = readFileSync(file)
  writeFileSync(broken, bytes.subarray(0, bytes.length - 100))
  const before = await listed(at('here'))
  const ended = await nodelapse(['import', broken, '--library', at('here')])
  expect([ended.status, ended.stderr]).toEqual([4, expect.stringMatching(/damaged or cut off.*Nothing was imported/)])
  expect((await nodelapse(['verify', broken])).status).toBe(4)
  expect(await listed(at('here'))).toEqual(before)
})

test('another content under a known id is refused', async () => {
  const other = at('other')
  await nodelapse(['import', seed, '--site', 'seed', '--library', other])
  const [first] = await listed(other)
  const changed = at('changed.nodesnap')
  const [snapshot] = (await readSnapshotFile(readFileSync(file))).filter(({ id }) => id === first?.id)
  if (snapshot === undefined) throw new Error(`${first?.id} is not in the file`)
  const sections = snapshot.sections.map((section) => ({ ...section, stdout: `${section.stdout} ` }))
  await writeSnapshotFile([{ ...snapshot, sections }], changed, { name: 'test', version: '1' })
  const ended = await nodelapse(['import', changed, '--library', other])
  expect([ended.status, ended.stderr]).toEqual([4, expect.stringContaining('another snapshot with the id')])
})
