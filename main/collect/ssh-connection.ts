/** One SSH connection to one node, with the commands of a capture on channels of it. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type AnyAuthMethod, type Client, type ClientChannel, type ParsedKey } from 'ssh2'
import { CallError } from '../../shared/contract/contract.ts'
import type { Outcome } from '../../shared/model.ts'
import { addressOf, type Target } from './target.ts'

/** Why there is no connection. `cause` is a CallError when the host key is the reason. */
export class ConnectionError extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome, message: string, cause?: CallError) {
    super(message, { cause })
    this.outcome = outcome
  }
}

export interface ExecLimits {
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal
}

export interface ExecResult {
  stdout: string
  stderr: string
  exitCode: number | null
  /** e.g. `KILL`, when the command died by one. */
  killedBy: string | null
  /** `lost`: the connection ended, or no channel could be had. */
  ending: 'exited' | 'timed-out' | 'truncated' | 'aborted' | 'lost'
  startedAtMs: number
  /** When the first bytes came; the end when none did. */
  firstOutputAtMs: number
  endedAtMs: number
}

export interface SshConnection {
  /** Runs without a terminal and without input. Never rejects. */
  exec: (command: string, limits: ExecLimits) => Promise<ExecResult>
  /** Why the connection ended by itself, or null. */
  lostBecause: () => string | null
  close: () => void
}

export interface ConnectOptions {
  keys: ParsedKey[]
  agent: string | null
  /** Signature algorithms of the host's known keys. */
  preferredHostKeys: string[]
  /** Resolves when the key is trusted, rejects with a CallError otherwise. May take as long as a person needs. */
  verifyHostKey: (key: Buffer) => Promise<void>
  connectTimeoutMs: number
  signal: AbortSignal
  now: () => number
}

// More channels than sshd's default MaxSessions (10) are never asked for.
const maxChannels = 8
const maxStderrBytes = 1024 * 1024
const hostKeyAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const

/** The user's keys: the given file, or else the usual ones of `~/.ssh` that need no passphrase. */
export async function loadKeys(identityFile: string | null, passphrase?: () => Promise<string>): Promise<ParsedKey[]> {
  if (identityFile === null) {
    return ['id_ed25519', 'id_ecdsa', 'id_rsa'].flatMap((name) => {
      const text = readOrNull(join(homedir(), '.ssh', name))
      const key = text === null ? null : parseKey(text)
      return key === null || key instanceof Error ? [] : [key]
    })
  }
  const text = readOrNull(identityFile)
  if (text === null) throw new CallError('usage', `The identity file ${identityFile} cannot be read.`)
  let key = parseKey(text)
  if (key instanceof Error && /encrypted/i.test(key.message)) {
    if (passphrase === undefined) {
      throw new CallError(
        'refused',
        `The identity file ${identityFile} is encrypted and no passphrase was given. Add it to ssh-agent (ssh-add ${identityFile}), or use a key without a passphrase.`,
      )
    }
    key = parseKey(text, await passphrase())
    if (key instanceof Error)
      throw new CallError('refused', `The passphrase does not open the identity file ${identityFile}.`)
  }
  if (key instanceof Error)
    throw new CallError('usage', `The identity file ${identityFile} is no private key: ${key.message}.`)
  if (!key.isPrivateKey()) {
    throw new CallError(
      'usage',
      `${identityFile} is a public key; give the private key, usually the name without .pub.`,
    )
  }
  return [key]
}

/** The agent's address, as `ssh` finds it. */
export function agentAddress(): string | null {
  if (process.env.SSH_AUTH_SOCK) return process.env.SSH_AUTH_SOCK
  return process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : null
}

/** Connects and logs in. Rejects with a ConnectionError. */
export function connect(target: Target, options: ConnectOptions): Promise<SshConnection> {
  const address = addressOf(target)
  const client = new ssh2.Client()
  return new Promise((resolve, reject) => {
    let isReady = false
    let lost: string | null = null
    let timer: NodeJS.Timeout | undefined
    let trustedKey: Buffer | null = null
    const fail = (error: ConnectionError) => {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      reject(error)
      client.destroy()
    }
    const onAbort = () => fail(new ConnectionError('timed-out', `${address}: the capture ended before the login did.`))
    const startTimer = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const seconds = Math.round(options.connectTimeoutMs / 1000)
        const message = `${address} did not answer within ${seconds} s. Check the address, the network and the firewall.`
        fail(new ConnectionError('timed-out', message))
      }, options.connectTimeoutMs)
    }
    client.on('error', (error: Error & { level?: string; code?: string }) => {
      // An agent that cannot be reached is passed over; the keys of files are tried next.
      if (error.level === 'agent') return
      if (isReady) lost ??= error.message
      else fail(connectionError(error, target))
    })
    client.on('close', () => {
      lost ??= 'the node closed it'
      if (!isReady) fail(new ConnectionError('failed', `${address} closed the connection before the login was done.`))
    })
    client.on('ready', () => {
      // Small requests must not wait to be sent together.
      client.setNoDelay(true)
      isReady = true
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      const close = () => {
        lost ??= 'the capture ended'
        client.end()
      }
      resolve({ exec: channelRunner(client, options.now), lostBecause: () => lost, close })
    })
    const hostVerifier = (key: Buffer, verify: (isTrusted: boolean) => void) => {
      // Keys are exchanged again on long connections.
      if (trustedKey?.equals(key)) return verify(true)
      // While a person reads a fingerprint, the node is not late.
      clearTimeout(timer)
      options.verifyHostKey(key).then(
        () => {
          trustedKey = key
          startTimer()
          verify(true)
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          fail(new ConnectionError('refused', message, error instanceof CallError ? error : undefined))
        },
      )
    }
    if (options.signal.aborted) return onAbort()
    options.signal.addEventListener('abort', onAbort, { once: true })
    startTimer()
    try {
      const preferred = hostKeyAlgorithms.filter((name) => options.preferredHostKeys.includes(name))
      client.connect({
        host: target.host,
        port: target.port,
        username: target.user,
        readyTimeout: 0,
        keepaliveInterval: 5000,
        keepaliveCountMax: 3,
        hostVerifier,
        algorithms: { serverHostKey: [...new Set([...preferred, ...hostKeyAlgorithms])] },
        authHandler: authMethods(target.user, options),
      })
    } catch (error) {
      fail(new ConnectionError('failed', `${address}: ${error instanceof Error ? error.message : String(error)}`))
    }
  })
}

function authMethods(username: string, options: ConnectOptions): AnyAuthMethod[] {
  const methods: AnyAuthMethod[] = options.keys.map((key) => ({ type: 'publickey', username, key }))
  if (options.agent !== null) methods.push({ type: 'agent', username, agent: options.agent })
  return methods
}

function connectionError(error: Error & { level?: string; code?: string }, target: Target): ConnectionError {
  const address = addressOf(target)
  if (error.level === 'client-authentication') {
    const advice = 'Give the identity file of a key that the node accepts, or add it to ssh-agent.'
    return new ConnectionError('refused', `${address} refused the login of ${target.user}. ${advice}`)
  }
  if (error.level === 'client-timeout') return new ConnectionError('timed-out', `${address} stopped answering.`)
  if (error.code === 'ECONNREFUSED') {
    return new ConnectionError(
      'failed',
      `${address} refuses connections: nothing listens there. Is sshd running, is the port right?`,
    )
  }
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new ConnectionError('failed', `The name ${target.host} is not known here.`)
  }
  if (error.code === 'ETIMEDOUT') return new ConnectionError('timed-out', `${address} does not answer.`)
  if (error.code === 'EHOSTUNREACH' || error.code === 'ENETUNREACH') {
    return new ConnectionError('failed', `There is no way to ${address} from here (${error.code}).`)
  }
  return new ConnectionError('failed', `${address}: ${error.message}`)
}

/** Runs commands side by side, and fewer at a time once the node's MaxSessions shows. */
function channelRunner(client: Client, now: () => number): SshConnection['exec'] {
  let limit = maxChannels
  let active = 0
  let isClosed = false
  const waiting: (() => void)[] = []
  const wakeNext = () => waiting.shift()?.()
  client.on('close', () => {
    isClosed = true
    for (const wake of waiting.splice(0)) wake()
  })
  const withChannel = async (command: string, limits: ExecLimits): Promise<Running> => {
    for (let refusals = 0; ; ) {
      while (active >= limit && !isClosed) await new Promise<void>((wake) => waiting.push(wake))
      active++
      try {
        return await start(client, command, limits, now)
      } catch (error) {
        active--
        if (isClosed) throw error
        if (active > 0) {
          limit = Math.max(1, active)
          continue
        }
        // The node may still be closing the channel before; alone and refused again and again, it allows none.
        if (++refusals > 5) throw error
        limit = 1
        wakeNext()
        await sleep(50 * refusals)
      }
    }
  }
  return async (command, limits) => {
    try {
      const { ended } = await withChannel(command, limits)
      const result = await ended
      active--
      wakeNext()
      return result
    } catch (error) {
      const at = now()
      const stderr = error instanceof Error ? error.message : String(error)
      const nothing = { stdout: '', stderr, exitCode: null, killedBy: null }
      return { ...nothing, ending: 'lost', startedAtMs: at, firstOutputAtMs: at, endedAtMs: at }
    }
  }
}

/** A command that the node has begun. */
interface Running {
  ended: Promise<ExecResult>
}

/** Reading begins in the moment the channel opens: a quick command's output and end may arrive in the same packet. */
function start(client: Client, command: string, limits: ExecLimits, now: () => number): Promise<Running> {
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new Error('the connection ended'))
    client.once('close', onClose)
    client.exec(command, (error, channel) => {
      client.off('close', onClose)
      if (error) reject(error)
      else resolve({ ended: readChannel(channel, limits, now) })
    })
  })
}

function readChannel(channel: ClientChannel, limits: ExecLimits, now: () => number): Promise<ExecResult> {
  const startedAtMs = now()
  return new Promise((resolve) => {
    const out: Buffer[] = []
    const err: Buffer[] = []
    let outBytes = 0
    let errBytes = 0
    let firstOutputAtMs: number | null = null
    let exitCode: number | null = null
    let killedBy: string | null = null
    let isDone = false
    const finish = (ending: ExecResult['ending']) => {
      if (isDone) return
      isDone = true
      clearTimeout(timer)
      limits.signal?.removeEventListener('abort', onAbort)
      if (ending !== 'exited' && ending !== 'lost') stop(channel)
      const endedAtMs = now()
      const [stdout, stderr] = [decode(out), decode(err)]
      resolve({
        stdout,
        stderr,
        exitCode,
        killedBy,
        ending,
        startedAtMs,
        firstOutputAtMs: firstOutputAtMs ?? endedAtMs,
        endedAtMs,
      })
    }
    const onAbort = () => finish('aborted')
    const timer = setTimeout(() => finish('timed-out'), limits.timeoutMs)
    limits.signal?.addEventListener('abort', onAbort, { once: true })
    channel.on('data', (chunk: Buffer) => {
      if (isDone) return
      firstOutputAtMs ??= now()
      const room = limits.maxBytes - outBytes
      out.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      outBytes += chunk.length
      if (outBytes > limits.maxBytes) finish('truncated')
    })
    channel.stderr.on('data', (chunk: Buffer) => {
      // Past the limit it is read and dropped, so that the command is not held up.
      if (!isDone && errBytes < maxStderrBytes) err.push(chunk.subarray(0, maxStderrBytes - errBytes))
      errBytes += chunk.length
    })
    channel.on('exit', (code: number | null, signal?: string) => {
      exitCode = code
      killedBy = signal?.replace(/^SIG/, '') ?? null
    })
    channel.on('error', () => finish('lost'))
    channel.on('close', () => finish(exitCode === null && killedBy === null ? 'lost' : 'exited'))
    // End of input at once: a command that reads it must not wait for us.
    channel.end()
    if (limits.signal?.aborted) onAbort()
  })
}

/** Ends the command on the node too, where sshd passes signals on (OpenSSH 7.9); its output is read to nowhere. */
function stop(channel: ClientChannel): void {
  try {
    channel.signal('TERM')
    channel.close()
    channel.resume()
    channel.stderr.resume()
  } catch {
    // The connection is gone, and the command with it.
  }
}

/** An incomplete last character, left by a limit, is dropped; other bytes that are not UTF-8 read as U+FFFD. */
function decode(chunks: Buffer[]): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks), { stream: true })
}

function parseKey(text: Buffer, passphrase?: string): ParsedKey | Error {
  try {
    const key: ParsedKey | ParsedKey[] | Error = ssh2.utils.parseKey(text, passphrase)
    return Array.isArray(key) ? (key[0] ?? new Error('it holds no key')) : key
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
