/** Private keys to log in with: from an identity file, or those that are usual. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type ParsedKey } from 'ssh2'
import { CallError } from '../../shared/contract/call-error.ts'
import { loginMessages } from '../../shared/messages/collect/login.ts'
import { promptMessages } from '../../shared/messages/collect/prompt.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'

/** The keys of one capture: a passphrase is asked for once, whatever number of nodes the key opens. */
export interface KeyRing {
  /** Keys to offer at once. */
  plain: (hop: Hop) => ParsedKey[]
  /** Keys behind a passphrase, opened one after another as they are wanted. */
  locked: (hop: Hop) => (() => Promise<ParsedKey | null>)[]
}

const usualNames = ['id_ed25519', 'id_ecdsa', 'id_rsa']
const passphraseAttempts = 3

/**
 * With an identity file, only its key is used; it is opened at once. Else those that the configuration names for a host,
 * else the usual ones of `~/.ssh`; of these, what cannot be read is passed over. Throws CallError.
 */
export async function openKeyRing(identityFile: string | null, ask: Ask | undefined): Promise<KeyRing> {
  if (identityFile === null) return usualKeys(ask)
  const key = await openIdentity(identityFile, ask)
  return { plain: () => [key], locked: () => [] }
}

interface KeyFile {
  file: string
  text: Buffer
  key: ParsedKey | Error
}

function usualKeys(ask: Ask | undefined): KeyRing {
  const opened = new Map<string, Promise<ParsedKey | null>>()
  const openOnce = ({ file, text }: KeyFile, by: Ask): Promise<ParsedKey | null> => {
    const known = opened.get(file)
    if (known !== undefined) return known
    const opening = unlock(file, text, by).catch(() => null)
    opened.set(file, opening)
    return opening
  }
  return {
    plain: (hop) => keyFilesOf(hop).flatMap(({ key }) => (key instanceof Error || !key.isPrivateKey() ? [] : [key])),
    locked: (hop) => {
      if (ask === undefined) return []
      const encrypted = keyFilesOf(hop).filter(({ key }) => isEncrypted(key))
      return encrypted.map((each) => () => openOnce(each, ask))
    },
  }
}

function keyFilesOf(hop: Hop): KeyFile[] {
  const usual = usualNames.map((name) => join(homedir(), '.ssh', name))
  const files = hop.identityFiles.length > 0 ? hop.identityFiles : usual
  return files.flatMap((file) => {
    const text = readOrNull(file)
    return text === null ? [] : [{ file, text, key: parseKey(text) }]
  })
}

async function openIdentity(file: string, ask: Ask | undefined): Promise<ParsedKey> {
  const text = readOrNull(file)
  if (text === null) throw new CallError('usage', loginMessages.identityUnreadable({ file }))
  let key = parseKey(text)
  if (isEncrypted(key)) {
    if (ask === undefined) throw new CallError('refused', loginMessages.identityEncrypted({ file }))
    key = await unlock(file, text, ask)
  }
  if (key instanceof Error) throw new CallError('usage', loginMessages.identityNoKey({ file, said: key.message }))
  if (!key.isPrivateKey()) throw new CallError('usage', loginMessages.identityPublic({ file }))
  return key
}

async function unlock(file: string, text: Buffer, ask: Ask): Promise<ParsedKey> {
  for (let attempt = 0; attempt < passphraseAttempts; attempt++) {
    const passphrase = await ask({ kind: 'passphrase', target: file, text: promptMessages.passphrase({ file }) })
    if (passphrase === null) break
    const key = parseKey(text, passphrase)
    if (!(key instanceof Error)) return key
  }
  throw new CallError('refused', loginMessages.wrongPassphrase({ file }))
}

/** By ssh2's words for a key that wants a passphrase. */
const isEncrypted = (key: ParsedKey | Error): boolean => key instanceof Error && /encrypted/i.test(key.message)

function parseKey(text: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    const key: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(text, passphrase)
    return Array.isArray(key) ? (key[0] ?? new Error('Unsupported key format')) : key
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
