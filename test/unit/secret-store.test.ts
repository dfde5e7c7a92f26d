/**
 * The store over a stand-in for Electron's asynchronous safeStorage, which the Electron that tests can have here lacks:
 * this shows what is done with it, not what an operating system does.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSecretStore, type SafeStorage } from '../../main/hosts/electron/secret-store.ts'
import { createPrompts } from '../../main/services/prompts.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'nodelapse-secrets-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const standIn: SafeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  encryptStringAsync: async (text) => Buffer.from([...Buffer.from(text)].map((byte) => byte ^ 0x5a)),
  decryptStringAsync: async (bytes) => ({
    result: Buffer.from([...bytes].map((byte) => byte ^ 0x5a)).toString(),
    shouldReEncrypt: false,
  }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
}

test('secrets come back, rest encrypted in a file of the owner’s, and are forgotten', async () => {
  const file = join(dir, 'secrets.json')
  const store = await openSecretStore(standIn, file)
  await Promise.all([store?.set('password a', 'marker-1'), store?.set('password b', 'marker-2')])
  expect([await store?.get('password a'), await store?.get('password b'), await store?.get('c')]).toEqual([
    'marker-1',
    'marker-2',
    null,
  ])
  expect(readFileSync(file, 'utf8')).not.toContain('marker')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  await store?.forget('password a')
  expect(await store?.get('password a')).toBeNull()
})

test('an older Electron, or a system without a store, keeps nothing; a system without a keyring says so', async () => {
  expect(await openSecretStore({}, join(dir, 'x'))).toBeNull()
  expect(
    await openSecretStore({ ...standIn, isAsyncEncryptionAvailable: async () => false }, join(dir, 'x')),
  ).toBeNull()
  const weak = await openSecretStore({ ...standIn, getSelectedStorageBackend: () => 'basic_text' }, join(dir, 'x'))
  expect(weak?.isWeak).toBe(process.platform === 'linux')
})

test('what was remembered is not asked; when the node does not take it, a person is', async () => {
  const secrets = await openSecretStore(standIn, join(dir, 'secrets.json'))
  const asked: { id: number; store: string }[] = []
  const prompts = createPrompts({
    ...(secrets === null ? {} : { secrets }),
    emit: (name, body) => {
      if (name === 'prompt' && 'store' in body) asked.push(body)
    },
  })
  const prompt = {
    kind: 'password',
    target: 'root@n1',
    text: promptMessages.password({ target: 'root@n1' }),
  } as const
  const first = prompts.ask(prompt)
  await expect.poll(() => asked.length).toBe(1)
  expect(asked[0]?.store).toBe('strong')
  await prompts.answer(asked[0]?.id ?? 0, 'right', true)
  expect(await first).toBe('right')

  const later = createPrompts({
    ...(secrets === null ? {} : { secrets }),
    emit: (name, body) => name === 'prompt' && 'store' in body && asked.push(body),
  })
  expect(await later.ask(prompt)).toBe('right')
  expect(asked).toHaveLength(1)
  const again = later.ask(prompt)
  await expect.poll(() => asked.length).toBe(2)
  await later.answer(asked[1]?.id ?? 0, 'other', false)
  expect(await again).toBe('other')
  expect(await secrets?.get('password root@n1')).toBeNull()
})
