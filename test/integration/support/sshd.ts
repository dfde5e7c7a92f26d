/** A real sshd on a free loopback port, with a host key and a user key of its own; nothing of it outlives `stop`. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Sshd {
  port: number
  /** `user@127.0.0.1:port` */
  target: string
  folder: string
  /** A private key that the server accepts. */
  identityFile: string
  /** The host's public key: type and base64. */
  hostKey: string
  /** A known hosts file that trusts the server. */
  knownHostsFile: string
  /** What the server said so far (LogLevel VERBOSE). */
  log: () => string
  stop: () => Promise<void>
}

export interface SshdOptions {
  /** Lines of sshd_config that outweigh the usual ones, e.g. `MaxSessions 1`: of two, sshd takes the first. */
  config?: string[]
}

/** Makes a key pair; returns the private key's path. */
export function makeKey(file: string, type: 'ed25519' | 'rsa' | 'ecdsa' = 'ed25519', passphrase = ''): string {
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-C', 'test', '-f', file])
  return file
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'nodelapse-sshd-'))
  const identityFile = makeKey(join(folder, 'id'))
  const hostKeyFile = makeKey(join(folder, 'host_key'))
  const hostKey = readFileSync(`${hostKeyFile}.pub`, 'utf8').split(' ').slice(0, 2).join(' ')
  const authorizedKeys = join(folder, 'authorized_keys')
  writeFileSync(authorizedKeys, readFileSync(`${identityFile}.pub`))
  const port = await freePort()
  const configFile = join(folder, 'sshd_config')
  const config = [
    ...(options.config ?? []),
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${hostKeyFile}`,
    `AuthorizedKeysFile ${authorizedKeys}`,
    `PidFile ${join(folder, 'sshd.pid')}`,
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin yes',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'LogLevel VERBOSE',
  ]
  writeFileSync(configFile, `${config.join('\n')}\n`)
  // Its privilege separation folder lies on a tmpfs that a fresh container does not have.
  if (userInfo().uid === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 })
  const said: string[] = []
  const child = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', configFile], { stdio: ['ignore', 'ignore', 'pipe'] })
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  const log = () => said.join('')
  const killAtExit = () => child.kill('SIGKILL')
  process.once('exit', killAtExit)
  await untilListening(port, child, log)
  const knownHostsFile = join(folder, 'known_hosts')
  writeFileSync(knownHostsFile, `[127.0.0.1]:${port} ${hostKey}\n`)
  const stop = async () => {
    process.off('exit', killAtExit)
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.kill('SIGTERM')) await ended
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    ...{ port, target: `${userInfo().username}@127.0.0.1:${port}`, folder },
    ...{ identityFile, hostKey, knownHostsFile, log, stop },
  }
}

async function untilListening(port: number, child: ChildProcess, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`sshd did not start: ${log()}`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await sleep(25)
  }
  throw new Error(`sshd does not listen: ${log()}`)
}
