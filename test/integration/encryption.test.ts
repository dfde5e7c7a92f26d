/** Snapshot files under a passphrase: ours are opened by the age tool, and the age tool's by us. */
import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { nodelapse, temporaryFolder } from './support/cli.ts'
import { sectionOf, snapshotOf } from './support/stored-snapshots.ts'

const folder = temporaryFolder()
const at = (name: string) => join(folder.path, name)
const passphrase = 'correct horse 电池'
const library = at('library')
const run = (...args: string[]) => nodelapse([...args, '--library', library, '--json'])
const withFile = ['--passphrase-file', at('passphrase')]
beforeAll(async () => {
  writeFileSync(at('passphrase'), `${passphrase}\nnot this line\n`)
  writeFileSync(at('wrong'), 'wrong\n')
  const snapshot = snapshotOf('aaaa1111', 1, { sections: [sectionOf('df', '/dev/sda1 10 5 5 50% /secret-place\n')] })
  await writeSnapshotFile([snapshot], at('plain.nodesnap'), { name: 'test', version: '0' })
  expect((await run('import', at('plain.nodesnap'))).status).toBe(0)
})
afterAll(folder.remove)

/** The age tool asks at a terminal only: `script` lends it one. */
const age = (...args: string[]) =>
  new Promise<number | null>((resolve) => {
    const command = ['age', ...args].map((word) => `'${word}'`).join(' ')
    const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
    child.stdout.on('data', (chunk: Buffer) => {
      if (/passphrase/i.test(chunk.toString())) child.stdin.write(`${passphrase}\n`)
    })
    child.on('close', resolve)
  })

test('an encrypted export says nothing, and opens with its passphrase only', async () => {
  const file = at('encrypted.nodesnap')
  expect(await run('export', 'latest', '--out', file, '--encrypt', ...withFile)).toMatchObject({
    status: 0,
    stderr: '',
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> scrypt /)
  expect((await run('verify', file, ...withFile)).status).toBe(0)
  const elsewhere = ['--library', at('elsewhere'), '--json']
  expect((await nodelapse(['import', file, ...withFile, ...elsewhere])).status).toBe(0)

  for (const args of [[], ['--passphrase-file', at('wrong')]]) {
    const refused = await nodelapse(['import', file, ...args, '--library', at('nothing'), '--json'])
    expect([refused.status, refused.stderr.includes('passphrase')]).toEqual([4, true])
  }
  expect(JSON.parse((await nodelapse(['snapshots', '--library', at('nothing'), '--json'])).stdout)).toMatchObject({
    snapshots: [],
  })
  const damaged = readFileSync(file)
  damaged[damaged.length - 5] = (damaged[damaged.length - 5] ?? 0) ^ 1
  writeFileSync(at('damaged'), damaged)
  expect((await run('verify', at('damaged'), ...withFile)).status).toBe(4)
  expect((await run('export', 'latest', '--out', at('x'), '--encrypt')).status).toBe(2)
})

test('the age tool opens ours', async () => {
  expect(await age('-d', '-o', at('by-age.nodesnap'), at('encrypted.nodesnap'))).toBe(0)
  expect((await run('verify', at('by-age.nodesnap'))).status).toBe(0)
})

test('what the age tool has encrypted is opened', async () => {
  expect(await age('-p', '-o', at('from-age.nodesnap'), at('plain.nodesnap'))).toBe(0)
  expect((await run('verify', at('from-age.nodesnap'), ...withFile)).status).toBe(0)
})
