/** Secrets in the operating system's own store: what rests in the file is what the store has encrypted. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { SecretStore } from '../../ports.ts'

/** The part of Electron's `safeStorage` that is used; absent methods are those of an older Electron. */
export interface SafeStorage {
  isAsyncEncryptionAvailable?: () => Promise<boolean>
  encryptStringAsync?: (plainText: string) => Promise<Buffer>
  decryptStringAsync?: (encrypted: Buffer) => Promise<{ result: string; shouldReEncrypt: boolean }>
  getSelectedStorageBackend?: () => string
}

/** By name, in Base64. */
const encryptedSecrets = z.record(z.string(), z.string())

/**
 * Null where the system has no store. `isWeak`: Linux without a keyring, where the key of the encryption is no secret.
 */
export async function openSecretStore(safeStorage: SafeStorage, file: string): Promise<SecretStore | null> {
  const { encryptStringAsync: encrypt, decryptStringAsync: decrypt } = safeStorage
  if (encrypt === undefined || decrypt === undefined) return null
  if ((await safeStorage.isAsyncEncryptionAvailable?.()) !== true) return null
  const read = async (): Promise<Record<string, string>> => {
    try {
      return encryptedSecrets.parse(JSON.parse(await readFile(file, 'utf8')))
    } catch {
      return {}
    }
  }
  let last: Promise<unknown> = Promise.resolve()
  const change = (edit: (all: Record<string, string>) => Promise<void>): Promise<void> => {
    const done = last.then(async () => {
      const all = await read()
      await edit(all)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      await writeFile(`${file}.part`, JSON.stringify(all), { mode: 0o600 })
      await rename(`${file}.part`, file)
    })
    last = done.catch(() => {})
    return done
  }
  return {
    isWeak: process.platform === 'linux' && safeStorage.getSelectedStorageBackend?.() === 'basic_text',
    get: async (name) => {
      const encrypted = (await read())[name]
      if (encrypted === undefined) return null
      try {
        return (await decrypt.call(safeStorage, Buffer.from(encrypted, 'base64'))).result
      } catch {
        // Of another user or another system: it is asked for again.
        return null
      }
    },
    set: (name, secret) =>
      change(async (all) => {
        all[name] = (await encrypt.call(safeStorage, secret)).toString('base64')
      }),
    forget: (name) =>
      change(async (all) => {
        delete all[name]
      }),
  }
}
