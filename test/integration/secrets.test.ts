/** A marker in every secret that a capture is told; everything that is written or said is searched for it. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createApp } from '../../main/app.ts'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { rawSnapshot } from '../../main/services/exports.ts'
import type { Prompt } from '../../shared/contract/contract.ts'
import { temporaryFolder } from './support/cli.ts'
import { makeKey, startSshd } from './support/sshd.ts'
import { makeTestUser, noTestUserBecause } from './support/test-user.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

if (noTestUserBecause !== null) process.stderr.write(`secrets of a capture ${noTestUserBecause}\n`)
test.skipIf(noTestUserBecause !== null)('no password, passphrase or sudo password rests anywhere', async () => {
  const user = makeTestUser()
  const sshd = await startSshd({
    config: ['PubkeyAuthentication yes', 'PasswordAuthentication yes', 'UsePAM yes', 'AuthenticationMethods password'],
  })
  const said: string[] = []
  const asked: Prompt['kind'][] = []
  const wrongPassphrase = 'marker-passphrase-9137'
  const answers: Partial<Record<Prompt['kind'], string>> = {
    passphrase: wrongPassphrase,
    'sudo-password': user.password,
    password: user.password,
  }
  const app = await createApp({
    libraryDir: join(folder.path, 'library'),
    producer: { name: 'test', version: '0' },
    now: Date.now,
    ask: 'window',
    emit: (name, body) => {
      said.push(JSON.stringify([name, body]))
      if (name !== 'prompt' || !('id' in body) || !('kind' in body)) return
      asked.push(body.kind)
      void app.handlers.answerPrompt({ id: body.id, answer: answers[body.kind] ?? null })
    },
  })
  try {
    const identityFile = makeKey(join(folder.path, 'locked'), 'ed25519', wrongPassphrase)
    const profile = join(folder.path, 'root.yaml')
    writeFileSync(profile, 'name: root\nsettings:\n  sudo: true\nprobes:\n  - host\n  - df\n')
    const setup = {
      nodes: [{ target: `${user.name}@127.0.0.1:${sshd.port}`, identityFile }],
      ...{ profile, knownHostsFile: sshd.knownHostsFile },
    }
    await app.handlers.setSetup({ site: 'lab', setup })
    const { snapshots } = await app.handlers.capture({ site: 'lab', setup: null })
    expect(snapshots[0]?.sections.map(({ outcome }) => outcome)).toEqual(['ok', 'ok'])
    expect([...new Set(asked)].toSorted()).toEqual(['passphrase', 'password', 'sudo-password'])
    said.push(JSON.stringify(snapshots))

    answers.password = 'marker-wrong-4471'
    await app.handlers.capture({ site: 'lab', setup: null }).then(
      () => expect.unreachable(),
      (error: Error) => said.push(`${error.message} ${error.stack} ${JSON.stringify(error)}`),
    )
    const file = join(folder.path, 'out.nodesnap')
    await writeSnapshotFile([await rawSnapshot(app.store, snapshots[0]?.id ?? '')], file, {
      name: 'test',
      version: '0',
    })
    await app.store.backup({ file: join(folder.path, 'backup.db') })
    await app.store.rescue({ folder: join(folder.path, 'rescued') })
  } finally {
    await app.close()
    await sshd.stop()
    user.remove()
  }
  const secrets = [user.password, wrongPassphrase, 'marker-wrong-4471']
  const { gunzipSync } = await import('node:zlib')
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(files.length).toBeGreaterThan(4)
  for (const entry of files) {
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    const text =
      bytes.toString('latin1') + (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes).toString('latin1') : '')
    for (const secret of secrets) expect([entry.name, text.includes(secret)]).toEqual([entry.name, false])
  }
  for (const secret of secrets) expect(said.filter((text) => text.includes(secret))).toEqual([])
})
