/** One SSH connection to one node, with the commands of a capture on channels of it. */

import type { Duplex } from 'node:stream'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type Client } from 'ssh2'
import { CallError, messageOf } from '../../shared/contract/call-error.ts'
import { linkMessages } from '../../shared/messages/collect/link.ts'
import { loginMessages } from '../../shared/messages/collect/login.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Message, Outcome } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { channelRunner, type Exec } from './channels.ts'
import type { KeyRing } from './key-ring.ts'
import { authHandler } from './login.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'
import { addressOf, type Target } from './target.ts'

/** Why there is no connection. `cause` is a CallError when the host key is the reason. */
export class ConnectionError extends Error {
  readonly outcome: Outcome
  readonly told: Message
  constructor(outcome: Outcome, told: Message, cause?: CallError) {
    super(tell(told, 'en'), { cause })
    this.outcome = outcome
    this.told = told
  }
}

export interface SshConnection {
  exec: Exec
  /** A stream from this node on to another address. */
  forward: (target: Target) => Promise<Duplex>
  /** Why the connection ended by itself, or null. */
  lostBecause: () => Message | null
  close: () => void
}

export interface ConnectOptions {
  keyRing: KeyRing
  agent: string | null
  ask: Ask | undefined
  /** The way there, when it leads through another node. */
  stream: Duplex | null
  /** Signature algorithms of the host's known keys. */
  preferredHostKeys: string[]
  /** Resolves when the key is trusted, rejects with a CallError otherwise. May take as long as a person needs. */
  verifyHostKey: (key: Buffer) => Promise<void>
  connectTimeoutMs: number
  signal: AbortSignal
  now: () => number
}

const hostKeyAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const

/** Connects and logs in. Rejects with a ConnectionError. */
export function connect(hop: Hop, options: ConnectOptions): Promise<SshConnection> {
  const { target } = hop
  const node = addressOf(target)
  const client = new ssh2.Client()
  return new Promise((resolve, reject) => {
    let isReady = false
    let lost: Message | null = null
    let timer: NodeJS.Timeout | undefined
    let trustedKey: Buffer | null = null
    const fail = (error: ConnectionError) => {
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      reject(error)
      client.destroy()
    }
    const onAbort = () => fail(new ConnectionError('skipped', linkMessages.cancelled({ node })))
    const startTimer = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const seconds = Math.round(options.connectTimeoutMs / 1000)
        fail(new ConnectionError('timed-out', linkMessages.noAnswer({ node, seconds })))
      }, options.connectTimeoutMs)
    }
    client.on('error', (error: Error & { level?: string; code?: string }) => {
      // An agent that cannot be reached is passed over; the keys of files are tried next.
      if (error.level === 'agent') return
      if (isReady) lost ??= linkMessages.lost({ node, said: error.message })
      else fail(connectionError(error, target))
    })
    client.on('close', () => {
      lost ??= linkMessages.closed({ node })
      if (!isReady) fail(new ConnectionError('failed', linkMessages.closedBeforeLogin({ node })))
    })
    client.on('ready', () => {
      // Small requests must not wait to be sent together.
      client.setNoDelay(true)
      isReady = true
      clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      resolve({
        exec: channelRunner(client, options.now),
        forward: (next) => forward(client, next),
        lostBecause: () => lost,
        close: () => client.end(),
      })
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
          const cause = error instanceof CallError ? error : undefined
          fail(new ConnectionError('refused', messageOf(error), cause))
        },
      )
    }
    const whileAsking = async <T>(asking: Promise<T>): Promise<T> => {
      clearTimeout(timer)
      try {
        return await asking
      } finally {
        if (!isReady) startTimer()
      }
    }
    if (options.signal.aborted) return onAbort()
    options.signal.addEventListener('abort', onAbort, { once: true })
    startTimer()
    try {
      const preferred = hostKeyAlgorithms.filter((name) => options.preferredHostKeys.includes(name))
      client.connect({
        ...(options.stream === null ? { host: target.host, port: target.port } : { sock: options.stream }),
        username: target.user,
        readyTimeout: 0,
        keepaliveInterval: 5000,
        keepaliveCountMax: 3,
        hostVerifier,
        algorithms: { serverHostKey: [...new Set([...preferred, ...hostKeyAlgorithms])] },
        authHandler: authHandler(hop, { ...options, whileAsking }),
      })
    } catch (error) {
      fail(new ConnectionError('failed', linkMessages.failed({ node, said: reasonOf(error) })))
    }
  })
}

// RFC 4254, section 5.1.
const administrativelyProhibited = 1

/** A channel through which the node connects on. Rejects with a ConnectionError. */
function forward(client: Client, { host, port }: Target): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, host, port, (error, stream) => {
      if (error === undefined || error === null) return resolve(stream)
      const isForbidden = 'reason' in error && error.reason === administrativelyProhibited
      const node = addressOf({ host, port })
      const told = isForbidden
        ? linkMessages.jumpForbidden({ node })
        : linkMessages.jumpFailed({ node, said: error.message })
      reject(new ConnectionError('failed', told))
    })
  })
}

function connectionError(error: Error & { level?: string; code?: string }, target: Target): ConnectionError {
  const node = addressOf(target)
  if (error.level === 'client-authentication')
    return new ConnectionError('refused', loginMessages.refused({ node, user: target.user }))
  if (error.level === 'client-timeout') return new ConnectionError('timed-out', linkMessages.stoppedAnswering({ node }))
  switch (error.code) {
    case 'ECONNREFUSED':
      return new ConnectionError('failed', linkMessages.refused({ node }))
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConnectionError('failed', linkMessages.unknownName({ host: target.host }))
    case 'ETIMEDOUT':
      return new ConnectionError('timed-out', linkMessages.doesNotAnswer({ node }))
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new ConnectionError('failed', linkMessages.noWay({ node, code: error.code }))
    default:
      return new ConnectionError('failed', linkMessages.failed({ node, said: error.message }))
  }
}
