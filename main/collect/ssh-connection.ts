/** One SSH connection to one node, with the commands of a capture on channels of it. */

import type { Duplex } from 'node:stream'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type Client } from 'ssh2'
import { CallError } from '../../shared/contract/contract.ts'
import type { Outcome } from '../../shared/model.ts'
import { reasonOf } from '../../shared/words/reason.ts'
import { channelRunner, type Exec, NodeDeadline } from './channels.ts'
import { authHandler, type KeyRing } from './login.ts'
import type { Ask } from './questions.ts'
import type { Hop } from './route.ts'
import { addressOf, type Target } from './target.ts'

/** Why there is no connection. `cause` is a CallError when the host key is the reason. */
export class ConnectionError extends Error {
  readonly outcome: Outcome
  constructor(outcome: Outcome, message: string, cause?: CallError) {
    super(message, { cause })
    this.outcome = outcome
  }
}

export interface SshConnection {
  exec: Exec
  /** A stream from this node on to another address. */
  forward: (target: Target) => Promise<Duplex>
  /** Why the connection ended by itself, or null. */
  lostBecause: () => string | null
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
    const onAbort = () => {
      const isLate = options.signal.reason instanceof NodeDeadline
      fail(
        isLate
          ? new ConnectionError('timed-out', `${address}: the time for this node was over before the login was.`)
          : new ConnectionError('skipped', `${address}: the capture was cancelled before the login was done.`),
      )
    }
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
      resolve({
        exec: channelRunner(client, options.now),
        forward: (next) => forward(client, next),
        lostBecause: () => lost,
        close,
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
          const message = reasonOf(error)
          fail(new ConnectionError('refused', message, error instanceof CallError ? error : undefined))
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
      fail(new ConnectionError('failed', `${address}: ${reasonOf(error)}`))
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
      const advice = isForbidden ? 'Its sshd forbids forwarding (AllowTcpForwarding).' : `It says: ${error.message}.`
      reject(new ConnectionError('failed', `The jump host cannot reach ${addressOf({ host, port })}. ${advice}`))
    })
  })
}

function connectionError(error: Error & { level?: string; code?: string }, target: Target): ConnectionError {
  const address = addressOf(target)
  if (error.level === 'client-authentication') {
    const advice =
      'Give the identity file of a key that the node accepts, add it to ssh-agent, or log in with a password where someone can be asked for it.'
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
