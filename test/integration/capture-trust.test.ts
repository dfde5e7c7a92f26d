import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fingerprintOf } from '../../main/collect/known-hosts.ts'
import type { Ask } from '../../main/collect/prompts.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Snapshot } from '../../shared/model.ts'
import { probes } from '../../shared/probes/index.ts'
import { captureNodes, type NodesOptions } from './support/capture-nodes.ts'
import { makeKey, type Sshd, startSshd } from './support/sshd.ts'

let sshd: Sshd
let fingerprint: string
beforeAll(async () => {
  sshd = await startSshd()
  fingerprint = fingerprintOf(Buffer.from(sshd.hostKey.split(' ')[1] ?? '', 'base64'))
})
afterAll(() => sshd.stop())

const settings = {
  ...{ kubectlPath: '/usr/bin/kubectl', kubectlServer: '', openrcPath: '/root/admin-openrc.sh' },
  ...{ novaPodPrefix: 'novarc', novaPodNamespace: 'default', sudo: false },
}
const capture = (changes: Partial<NodesOptions> = {}): Promise<Snapshot> =>
  captureNodes({
    ...{ site: 'lab', targets: [sshd.target], identityFile: sshd.identityFile, knownHostsFile: sshd.knownHostsFile },
    ...{ settings, probes: probes.filter(({ name }) => name === 'host'), ...changes },
  })
const newFile = (name: string, text: string): string => {
  const file = join(sshd.folder, name)
  writeFileSync(file, text)
  return file
}

test('an unknown host key refuses, with the fingerprint to agree to, and writes nothing', async () => {
  const knownHostsFile = newFile('unknown', '')
  const before = sshd.log().split('Accepted publickey').length
  await expect(capture({ knownHostsFile })).rejects.toMatchObject({
    code: 'unknown-host-key',
    details: { target: `127.0.0.1:${sshd.port}`, fingerprint },
  })
  expect(readFileSync(knownHostsFile, 'utf8')).toBe('')
  expect(sshd.log().split('Accepted publickey').length).toBe(before)
})

test('a key agreed to by fingerprint is pinned; another fingerprint is not enough', async () => {
  const knownHostsFile = newFile('accepted', '# mine')
  const agreeingTo =
    (known: string): Ask =>
    async ({ kind, fingerprint: shown }) =>
      kind === 'host-key' && shown === known ? 'yes' : null
  const wrong = agreeingTo('SHA256:0000000000000000000000000000000000000000000')
  await expect(capture({ knownHostsFile, ask: wrong })).rejects.toMatchObject({ code: 'unknown-host-key' })
  await capture({ knownHostsFile, ask: agreeingTo(fingerprint) })
  expect(readFileSync(knownHostsFile, 'utf8')).toBe(`# mine\n[127.0.0.1]:${sshd.port} ${sshd.hostKey}\n`)
  expect((await capture({ knownHostsFile })).nodes[0]?.outcome).toBe('ok')
})

test('a person who is asked decides', async () => {
  const knownHostsFile = newFile('asked', '')
  const asked: string[][] = []
  const answer =
    (isTrusted: boolean): Ask =>
    async ({ kind, target, fingerprint: shown = '' }) => {
      asked.push([kind, target, shown])
      return isTrusted ? 'yes' : null
    }
  await expect(capture({ knownHostsFile, ask: answer(false) })).rejects.toMatchObject({
    code: 'unknown-host-key',
  })
  expect(readFileSync(knownHostsFile, 'utf8')).toBe('')
  await capture({ knownHostsFile, ask: answer(true) })
  await capture({ knownHostsFile, ask: answer(false) })
  expect(asked).toEqual([
    ['host-key', `127.0.0.1:${sshd.port}`, fingerprint],
    ['host-key', `127.0.0.1:${sshd.port}`, fingerprint],
  ])
})

test('a changed or revoked host key refuses whatever was agreed to', async () => {
  const other = makeKey(join(sshd.folder, 'other_host_key'))
  const otherKey = readFileSync(`${other}.pub`, 'utf8')
  const name = `[127.0.0.1]:${sshd.port}`
  const consent = { ask: async () => 'yes' }
  for (const text of [`${name} ${otherKey}`, `${name} ${sshd.hostKey}\n@revoked * ${sshd.hostKey}\n`]) {
    const knownHostsFile = newFile('changed', text)
    await expect(capture({ knownHostsFile, ...consent })).rejects.toMatchObject({ code: 'changed-host-key' })
    expect(readFileSync(knownHostsFile, 'utf8')).toBe(text)
  }
})

test('a host with several keys is asked for the one that is known', async () => {
  const rsaKeyFile = makeKey(join(sshd.folder, 'rsa_host_key'), 'rsa')
  const twoKeys = await startSshd({ config: [`HostKey ${rsaKeyFile}`] })
  try {
    const rsaKey = readFileSync(`${rsaKeyFile}.pub`, 'utf8')
    const knownHostsFile = newFile('rsa-only', `[127.0.0.1]:${twoKeys.port} ${rsaKey}`)
    const snapshot = await capture({ targets: [twoKeys.target], identityFile: twoKeys.identityFile, knownHostsFile })
    expect(snapshot.nodes[0]?.outcome).toBe('ok')
  } finally {
    await twoKeys.stop()
  }
})

test('with one trusted node of two, the snapshot holds it and says what is wrong with the other', async () => {
  const second = await startSshd()
  try {
    const snapshot = await capture({ targets: [second.target, sshd.target] })
    expect(snapshot.nodes.map(({ outcome }) => outcome)).toEqual(['refused', 'ok'])
    expect(tell(snapshot.nodes[0]?.message ?? null, 'en')).toContain('SHA256:')
  } finally {
    await second.stop()
  }
})

test('an encrypted identity file needs its passphrase, and says so', async () => {
  const identityFile = makeKey(join(sshd.folder, 'encrypted'), 'ed25519', 'correct horse')
  const publicKey = readFileSync(`${identityFile}.pub`, 'utf8')
  writeFileSync(join(sshd.folder, 'authorized_keys'), publicKey, { flag: 'a' })
  await expect(capture({ identityFile })).rejects.toMatchObject({ message: expect.stringContaining('encrypted') })
  const wrong = capture({ identityFile, ask: async () => 'wrong' })
  await expect(wrong).rejects.toMatchObject({ message: expect.stringContaining('passphrase does not open') })
  const snapshot = await capture({ identityFile, ask: async () => 'correct horse' })
  expect(snapshot.nodes[0]?.outcome).toBe('ok')
})

test('an identity file that is absent, public or no key is refused before anything is asked', async () => {
  const files = [join(sshd.folder, 'absent'), `${sshd.identityFile}.pub`, newFile('no-key', 'hello')]
  for (const identityFile of files) {
    await expect(capture({ identityFile })).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(identityFile),
    })
  }
})

test('a key that the node does not accept is a refused login, in words', async () => {
  const identityFile = makeKey(join(sshd.folder, 'stranger'))
  await expect(capture({ identityFile })).rejects.toMatchObject({
    code: 'refused',
    message: expect.stringContaining('refused the login'),
  })
})
