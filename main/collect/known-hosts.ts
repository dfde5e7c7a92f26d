/** OpenSSH's `known_hosts`: which host keys are trusted, revoked, or not yet met. */

import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CallError } from '../../shared/contract/call-error.ts'
import { hostKeyMessages } from '../../shared/messages/collect/host-keys.ts'
import type { Message } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'

export interface KnownHost {
  revoked: boolean
  /** Host patterns as written: plain, with wildcards, negated, or hashed. */
  patterns: string[]
  keyType: string
  /** Base64 of the public key. */
  key: string
}

export type HostKeyVerdict = 'known' | 'unknown' | 'changed' | 'revoked'

/** Reads the file's text. Lines that are no entries are skipped, as `ssh` does; certificate authorities are not used. */
export function parseKnownHosts(text: string): KnownHost[] {
  const entries: KnownHost[] = []
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim().split(/[ \t]+/)
    if (words[0] === undefined || words[0] === '' || words[0].startsWith('#')) continue
    const marker = words[0].startsWith('@') ? words.shift() : undefined
    if (marker !== undefined && marker !== '@revoked') continue
    const [hosts, keyType, key] = words
    if (hosts === undefined || keyType === undefined || key === undefined) continue
    entries.push({ revoked: marker === '@revoked', patterns: hosts.split(','), keyType, key: key.replace(/=+$/, '') })
  }
  return entries
}

/** The name under which OpenSSH keeps a host: with the port in brackets unless it is 22. */
export function knownHostName(host: string, port: number): string {
  const name = host.toLowerCase()
  return port === 22 ? name : `[${name}]:${port}`
}

/**
 * What the entries say of a key that a host has shown. A host known by other keys only counts as changed, even when the
 * types differ: types that are known are asked for first, so the host no longer has any key that was trusted.
 */
export function checkHostKey(entries: KnownHost[], host: string, port: number, key: Buffer): HostKeyVerdict {
  const shown = key.toString('base64').replace(/=+$/, '')
  // A revoked key is refused whatever name it is listed under with wildcards, and before any trust in it.
  const own = entries.filter((entry) => matches(entry, knownHostName(host, port)))
  const plain = port === 22 ? [] : entries.filter((entry) => matches(entry, knownHostName(host, 22)))
  if ([...own, ...plain].some((entry) => entry.revoked && entry.key === shown)) return 'revoked'
  const trusted = own.filter((entry) => !entry.revoked)
  if (trusted.some((entry) => entry.key === shown)) return 'known'
  if (trusted.length > 0) return 'changed'
  // As `ssh` does: a key pinned for the host without a port holds on its other ports too, but does not forbid others.
  return plain.some((entry) => !entry.revoked && entry.key === shown) ? 'known' : 'unknown'
}

/** Signature algorithms whose keys are known for the host, to be offered first. */
export function knownAlgorithms(entries: KnownHost[], host: string, port: number): string[] {
  const found = new Set<string>()
  for (const entry of entries) {
    const isHere = matches(entry, knownHostName(host, port)) || matches(entry, knownHostName(host, 22))
    if (entry.revoked || !isHere) continue
    const algorithms = signaturesByKeyType[entry.keyType] ?? []
    for (const algorithm of algorithms) found.add(algorithm)
  }
  return [...found]
}

// One RSA key signs in three ways; the other types have one each.
const signaturesByKeyType: Record<string, string[]> = {
  'ssh-rsa': ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'],
  'ssh-ed25519': ['ssh-ed25519'],
  'ecdsa-sha2-nistp256': ['ecdsa-sha2-nistp256'],
  'ecdsa-sha2-nistp384': ['ecdsa-sha2-nistp384'],
  'ecdsa-sha2-nistp521': ['ecdsa-sha2-nistp521'],
}

/** The fingerprint as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`
}

/** The files to read, the first of which takes new keys. */
export function knownHostsFiles(chosen: string | null): [string, ...string[]] {
  if (chosen !== null) return [chosen]
  return [join(homedir(), '.ssh', 'known_hosts'), join(homedir(), '.ssh', 'known_hosts2'), '/etc/ssh/ssh_known_hosts']
}

/** The entries of all files that exist. One that is there and cannot be read is a CallError: its pins must not be lost. */
export function readKnownHosts(files: readonly string[]): KnownHost[] {
  return files.flatMap((file) => parseKnownHosts(readIfThere(file, hostKeyMessages.fileUnreadable)))
}

/** Trusts a host's key from now on. */
export function pinHostKey(file: string, host: string, port: number, key: Buffer): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const before = readIfThere(file, hostKeyMessages.fileUnreadable)
  const lineBreak = before === '' || before.endsWith('\n') ? '' : '\n'
  appendFileSync(file, `${lineBreak}${hostKeyLine(host, port, key)}\n`, { mode: 0o600 })
}

/** The host's entry in known_hosts. */
export const hostKeyLine = (host: string, port: number, key: Buffer): string =>
  `${knownHostName(host, port)} ${keyTypeOf(key)} ${key.toString('base64')}`

/** A public key begins with the length and the name of its type. */
function keyTypeOf(key: Buffer): string {
  return key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1')
}

/** The text of a file of the user's; empty when there is none. One that is there and cannot be read is a CallError. */
export function readIfThere(file: string, complaint: (of: { file: string; said: string }) => Message): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw new CallError('usage', complaint({ file, said: reasonOf(error) }))
  }
}

function matches(entry: KnownHost, name: string): boolean {
  let found = false
  for (const pattern of entry.patterns) {
    if (pattern.startsWith('|')) {
      if (matchesHash(pattern, name)) found = true
    } else if (pattern.startsWith('!')) {
      if (matchesWildcard(pattern.slice(1).toLowerCase(), name)) return false
    } else if (matchesWildcard(pattern.toLowerCase(), name)) {
      found = true
    }
  }
  return found
}

/** `|1|salt|HMAC-SHA1(salt, name)` */
function matchesHash(pattern: string, name: string): boolean {
  const [, version, salt, hash] = pattern.split('|')
  if (version !== '1' || salt === undefined || hash === undefined) return false
  const expected = Buffer.from(hash, 'base64')
  const actual = createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest()
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

/** `*` and `?`; going back to the last star only keeps this from growing exponentially. */
function matchesWildcard(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let starAt = -1
  let resumeAt = 0
  while (n < name.length) {
    if (p < pattern.length && pattern[p] === '*') {
      starAt = p++
      resumeAt = n
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++
      n++
    } else if (starAt >= 0) {
      p = starAt + 1
      n = ++resumeAt
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
