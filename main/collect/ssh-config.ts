/** OpenSSH's client configuration: what `ssh HOST` would take for a name that stands in it. */

import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'
import SSHConfig from 'ssh-config'
import { CallError } from '../../shared/contract/call-error.ts'
import { sshConfigMessages } from '../../shared/messages/collect/login.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { readIfThere } from './known-hosts.ts'

/** What the configuration says of one name; null where it says nothing. */
export interface HostConfig {
  hostName: string | null
  user: string | null
  port: number | null
  identityFiles: string[]
  /** Hosts to go through, the nearest first. Null: not said. Empty: `none`. */
  jumps: string[] | null
  /** The name under which known_hosts has the key. */
  hostKeyAlias: string | null
  /** The agent's keys are not offered. */
  identitiesOnly: boolean
}

export type SshConfig = (host: string, user: string | null) => HostConfig

const userConfig = () => join(homedir(), '.ssh', 'config')

/** The user's configuration and then the system's, or one file alone. Throws CallError `usage` when it cannot be read. */
export function readSshConfig(file: string | null = null): SshConfig {
  const files = file === null ? [userConfig(), '/etc/ssh/ssh_config'] : [file]
  return parseSshConfig(files.map((each) => withIncludes(each, 0)).join('\nHost *\n'))
}

/** `Match exec` is never run and names are not canonicalised: reading a configuration starts no program. */
export function parseSshConfig(text: string): SshConfig {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*Canonicalize/i.test(line))
  const config = parsed(lines.join('\n'))
  return (host, user) => {
    const asked = user === null ? { Host: host } : { Host: host, User: user }
    const found: Partial<Record<string, string | string[]>> = config.compute(asked, {
      ignoreCase: true,
      matchExec: false,
    })
    const one = (name: string): string | null => [found[name]].flat()[0] ?? null
    const hostName = one('hostname')?.replaceAll('%h', host).replaceAll('%%', '%') ?? null
    const port = one('port')
    return {
      hostName,
      user: one('user'),
      port: port === null ? null : portOf(port, host),
      identityFiles: [found.identityfile]
        .flat()
        .flatMap((name) => (name === undefined || name.toLowerCase() === 'none' ? [] : [inHome(name)])),
      jumps: jumpsOf([found.proxyjump].flat().join(','), [found.proxycommand].flat().join(' '), host),
      hostKeyAlias: one('hostkeyalias'),
      identitiesOnly: one('identitiesonly')?.toLowerCase() === 'yes',
    }
  }
}

function parsed(text: string) {
  try {
    return SSHConfig.parse(text)
  } catch (error) {
    throw new CallError('usage', sshConfigMessages.wrong({ said: reasonOf(error) }))
  }
}

function portOf(text: string, host: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new CallError('usage', sshConfigMessages.port({ host, port: text }))
}

function jumpsOf(proxyJump: string, proxyCommand: string, host: string): string[] | null {
  if (proxyJump.trim().toLowerCase() === 'none') return []
  if (proxyJump.trim() !== '') return proxyJump.split(',').map((jump) => jump.trim().replace(/^ssh:\/\//, ''))
  const command = proxyCommand.trim()
  if (command === '' || command.toLowerCase() === 'none') return null
  // How a jump was written ahead of OpenSSH 7.3.
  const old = /^(?:\S*\/)?ssh(?:\.exe)? +(?:-q +)?-W +(?:%h:%p|\[%h\]:%p) +(?:-q +)?(\S+)$/.exec(command)
  if (old?.[1] !== undefined) return [old[1]]
  throw new CallError('usage', sshConfigMessages.proxyCommand({ host }))
}

function inHome(path: string): string {
  const home = homedir()
  const plain = path.replace(/^(~|%d|\$\{HOME\})(?=\/|\\|$)/, home)
  return isAbsolute(plain) ? plain : join(home, '.ssh', plain)
}

/**
 * The file's text with those it includes at its top level. An Include inside a Host or Match block is left out: its lines
 * would hold for that block only.
 */
function withIncludes(file: string, depth: number): string {
  // OpenSSH's own limit.
  if (depth > 16) throw new CallError('usage', sshConfigMessages.includesItself({ file }))
  let isInBlock = false
  return readIfThere(file, sshConfigMessages.unreadable)
    .split(/\r?\n/)
    .map((line) => {
      if (/^\s*(Host|Match)\b/i.test(line)) isInBlock = true
      const included = /^\s*Include[\s=]+(.+?)\s*$/i.exec(line)?.[1]
      if (included === undefined) return line
      if (isInBlock) return ''
      const files = included.split(/\s+/).flatMap((pattern) => filesLike(inHome(pattern.replaceAll('"', ''))))
      return files.map((each) => `${withIncludes(each, depth + 1)}\nHost *`).join('\n')
    })
    .join('\n')
}

/** Files whose name fits `*` and `?`; folders are taken as written. */
function filesLike(path: string): string[] {
  const name = basename(path)
  if (!/[*?]/.test(name)) return [path]
  const pattern = name
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const fits = new RegExp(`^${pattern}$`)
  try {
    return readdirSync(dirname(path))
      .filter((each) => fits.test(each) && !each.startsWith('.'))
      .toSorted()
      .map((each) => join(dirname(path), each))
  } catch {
    return []
  }
}
