/** Snapshot files under a passphrase, in the age format (age-encryption.org/v1): the `age` tool opens them, too. */
import { CallError } from '../../shared/contract/call-error.ts'
import { snapshotFileMessages } from '../../shared/messages/snapshot-file.ts'

const magic = 'age-encryption.org/v1\n'
/** As many first bytes as tell it. */
export const encryptedHeadBytes = magic.length

/** True when a file begins like one of the age format. */
export const isEncrypted = (head: Uint8Array): boolean =>
  Buffer.from(head.subarray(0, magic.length)).toString('latin1') === magic

export async function encrypted(bytes: Uint8Array, passphrase: string): Promise<Buffer> {
  // Loaded when wanted: the program starts without it.
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return Buffer.from(await encrypter.encrypt(bytes))
}

/** Throws CallError `refused` when the passphrase does not open the file, or the file is not whole. */
export async function decrypted(bytes: Uint8Array, passphrase: string): Promise<Buffer> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return Buffer.from(await decrypter.decrypt(bytes))
  } catch {
    throw new CallError('refused', snapshotFileMessages.wrongPassphrase())
  }
}

/** The file's bytes when it is under no passphrase; else asks for it. Throws CallError `refused`. */
export async function opened(
  bytes: Buffer,
  name: string,
  ask: ((name: string) => Promise<string | null>) | undefined,
): Promise<Buffer> {
  if (!isEncrypted(bytes)) return bytes
  const passphrase = (await ask?.(name)) ?? null
  if (passphrase === null) throw new CallError('refused', snapshotFileMessages.needsPassphrase({ name }))
  return decrypted(bytes, passphrase)
}
