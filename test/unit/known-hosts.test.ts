import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  checkHostKey,
  fingerprintOf,
  knownAlgorithms,
  parseKnownHosts,
  pinHostKey,
  readKnownHosts,
} from '../../main/collect/known-hosts.ts'

const folder = mkdtempSync(join(tmpdir(), 'nodelapse-known-hosts-'))
const publicKeys: Record<string, { type: string; base64: string; blob: Buffer }> = {}
const keyOf = (name: string) => {
  const key = publicKeys[name]
  if (key === undefined) throw new Error(name)
  return key
}
const line = (hosts: string, name: string) => `${hosts} ${keyOf(name).type} ${keyOf(name).base64}\n`
const check = (text: string, host: string, port: number, name: string) =>
  checkHostKey(parseKnownHosts(text), host, port, keyOf(name).blob)

beforeAll(() => {
  for (const [name, type] of [
    ['node', 'ed25519'],
    ['other', 'ed25519'],
    ['node-ecdsa', 'ecdsa'],
    ['node-rsa', 'rsa'],
  ] as const) {
    execFileSync('ssh-keygen', ['-q', '-t', type, '-N', '', '-f', join(folder, name)])
    const [keyType = '', base64 = ''] = readFileSync(join(folder, `${name}.pub`), 'utf8').split(' ')
    publicKeys[name] = { type: keyType, base64, blob: Buffer.from(base64, 'base64') }
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('checkHostKey', () => {
  test('plain names, lists, wildcards, negation, any case', () => {
    expect(check(line('cloudos1,10.1.2.3', 'node'), '10.1.2.3', 22, 'node')).toBe('known')
    expect(check(line('CloudOS1', 'node'), 'cloudos1', 22, 'node')).toBe('known')
    expect(check(line('10.1.2.?,*.example', 'node'), 'a.b.example', 22, 'node')).toBe('known')
    expect(check(line('*.example,!b.example', 'node'), 'b.example', 22, 'node')).toBe('unknown')
    expect(check(line('cloudos2', 'node'), 'cloudos1', 22, 'node')).toBe('unknown')
  })

  test('another key of a known host is a changed one, whatever its type', () => {
    expect(check(line('cloudos1', 'node'), 'cloudos1', 22, 'other')).toBe('changed')
    expect(check(line('cloudos1', 'node'), 'cloudos1', 22, 'node-ecdsa')).toBe('changed')
    const both = line('cloudos1', 'node') + line('cloudos1', 'node-ecdsa')
    expect(check(both, 'cloudos1', 22, 'node-ecdsa')).toBe('known')
  })

  test('a port other than 22 is part of the name', () => {
    expect(check(line('[cloudos1]:2222', 'node'), 'cloudos1', 2222, 'node')).toBe('known')
    expect(check(line('[cloudos1]:2222', 'node'), 'cloudos1', 2222, 'other')).toBe('changed')
    expect(check(line('[cloudos1]:2222', 'node'), 'cloudos1', 22, 'node')).toBe('unknown')
    expect(check(line('cloudos1', 'node'), 'cloudos1', 2222, 'node')).toBe('known')
    expect(check(line('cloudos1', 'node'), 'cloudos1', 2222, 'other')).toBe('unknown')
  })

  test('names hashed by ssh-keygen', () => {
    const file = join(folder, 'hashed')
    writeFileSync(file, line('cloudos1', 'node') + line('[10.1.2.3]:2222', 'node'))
    execFileSync('ssh-keygen', ['-H', '-f', file], { stdio: 'ignore' })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain('cloudos1')
    expect(check(text, 'cloudos1', 22, 'node')).toBe('known')
    expect(check(text, 'cloudos1', 22, 'other')).toBe('changed')
    expect(check(text, '10.1.2.3', 2222, 'node')).toBe('known')
    expect(check(text, 'cloudos2', 22, 'node')).toBe('unknown')
  })

  test('a revoked key is refused even where it is trusted too; authorities are no keys of a host', () => {
    const trusted = line('cloudos1', 'node')
    expect(check(`@revoked ${line('*', 'node')}${trusted}`, 'cloudos1', 22, 'node')).toBe('revoked')
    expect(check(`@revoked ${line('*', 'other')}${trusted}`, 'cloudos1', 22, 'node')).toBe('known')
    expect(check(`@cert-authority ${line('*', 'node')}`, 'cloudos1', 22, 'node')).toBe('unknown')
  })

  test('comments, blank and broken lines do no harm; hostile patterns stay linear', () => {
    const text = `# comment\n\ncloudos1\ncloudos1 ssh-ed25519\n|1|x ssh-ed25519 AAAA\r\n${line('cloudos1', 'node')}`
    expect(check(text, 'cloudos1', 22, 'node')).toBe('known')
    expect(check(line(`${'*a'.repeat(500)}b`, 'node'), 'a'.repeat(5000), 22, 'node')).toBe('unknown')
  })
})

test('the algorithms of known keys, an RSA key with its newer signatures', () => {
  const entries = parseKnownHosts(line('[cloudos1]:2222', 'node-rsa') + line('cloudos2', 'node'))
  expect(knownAlgorithms(entries, 'cloudos1', 2222)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'])
  expect(knownAlgorithms(entries, 'cloudos3', 22)).toEqual([])
})

test('fingerprints are those of ssh-keygen', () => {
  const printed = execFileSync('ssh-keygen', ['-l', '-f', join(folder, 'node.pub')], { encoding: 'utf8' })
  expect(fingerprintOf(keyOf('node').blob)).toBe(printed.split(' ')[1])
})

test('a pinned key is found by ssh-keygen and by us, behind a file without a last line break', () => {
  const file = join(folder, 'new', 'known_hosts')
  pinHostKey(file, 'CloudOS1', 2222, keyOf('node').blob)
  writeFileSync(file, readFileSync(file, 'utf8').trimEnd())
  pinHostKey(file, '10.1.2.3', 22, keyOf('node-rsa').blob)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const found = execFileSync('ssh-keygen', ['-F', '[cloudos1]:2222', '-f', file], { encoding: 'utf8' })
  expect(found).toContain(keyOf('node').base64)
  const entries = readKnownHosts([file, join(folder, 'absent')])
  expect(checkHostKey(entries, 'cloudos1', 2222, keyOf('node').blob)).toBe('known')
  expect(checkHostKey(entries, '10.1.2.3', 22, keyOf('node-rsa').blob)).toBe('known')
})
