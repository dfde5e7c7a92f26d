/** One SSH connection to one node, with the commands of a capture on channels of it. */
import type { Duplex } from 'node:stream'
// A CommonJS module: Node sees only some of its names.
import ssh2, { type Client } from 'ssh2'
import { CallError, messageOf } from '../../shared/contract/call-error.ts'
import { linkMessages } from '../../shared/messages/collect/link.ts'
import type { Message } from '../../shared/model.ts'
import { channelRunner } from './channels.ts'
import { ConnectionError, connectionErrorOf, forwardErrorOf, type SshError } from './connection-error.ts'
import type { Exec } from './exec.ts'
import type { HostKeys } from './host-keys.ts'
import type { KeyRing } from './key-ring.ts'
import { authHandler } from './login.ts'
import type { Ask } from './prompts.ts'
import type { Hop } from './route.ts'
import { addressOf, type Target } from './target.ts'

export interface SshConnection {
  exec: Exec
  /** A stream from this node on to another address. Rejects with a ConnectionError. */
  forward: (target: Target) => Promise<Duplex>
  /** Why the connection ended by itself, or null. */
  lostBecause: () => Message | null
  close: () => void
}

export interface ConnectOptions {
  hostKeys: HostKeys
  keyRing: KeyRing
  agent: string | null
  ask: Ask | undefined
  /** The way there, when it leads through another node. */
  stream: Duplex | null
  connectTimeoutMs: number
  signal: AbortSignal
  now: () => number
}

/** Connects and logs in. Rejects with a ConnectionError. */
export const connect = (hop: Hop, options: ConnectOptions): Promise<SshConnection> =>
  new Promise((resolve, reject) => new Attempt(hop, options, resolve, reject).begin())

const hostKeyAlgorithms = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
  'ssh-rsa',
] as const

/** One login, from the first packet until it is done or refused; then the watch over what it opened. */
class Attempt {
  private readonly client = new ssh2.Client()
  private readonly node: string
  private isReady = false
  private lost: Message | null = null
  private timer: NodeJS.Timeout | undefined
  private trustedKey: Buffer | null = null
  private readonly hop: Hop
  private readonly options: ConnectOptions
  private readonly resolve: (connection: SshConnection) => void
  private readonly reject: (error: ConnectionError) => void

  constructor(
    hop: Hop,
    options: ConnectOptions,
    resolve: (connection: SshConnection) => void,
    reject: (error: ConnectionError) => void,
  ) {
    this.hop = hop
    this.node = addressOf(hop.target)
    this.options = options
    this.resolve = resolve
    this.reject = reject
    this.client.on('error', (error: SshError) => this.onError(error))
    this.client.on('close', () => this.onClose())
    this.client.on('ready', () => this.onReady())
  }

  begin(): void {
    const { signal } = this.options
    if (signal.aborted) {
      this.onAbort()
      return
    }
    signal.addEventListener('abort', this.onAbort, { once: true })
    this.startTimer()
    try {
      this.connect()
    } catch (error) {
      this.fail(connectionErrorOf(error instanceof Error ? error : new Error(String(error)), this.hop.target))
    }
  }

  private connect(): void {
    const { hop, options } = this
    const { host, port, user } = hop.target
    const known = options.hostKeys.preferred(hop)
    const preferred = hostKeyAlgorithms.filter((name) => known.includes(name))
    const way = options.stream === null ? { host, port } : { sock: options.stream }
    this.client.connect({
      ...way,
      username: user,
      readyTimeout: 0,
      keepaliveInterval: 5000,
      keepaliveCountMax: 3,
      hostVerifier: (key: Buffer, verify: (isTrusted: boolean) => void) => this.verify(key, verify),
      algorithms: { serverHostKey: [...new Set([...preferred, ...hostKeyAlgorithms])] },
      authHandler: authHandler(hop, { ...options, whileAsking: (asking) => this.whileAsking(asking) }),
    })
  }

  private verify(key: Buffer, verify: (isTrusted: boolean) => void): void {
    // Keys are exchanged again on long connections.
    if (this.trustedKey?.equals(key)) {
      verify(true)
      return
    }
    // While a person reads a fingerprint, the node is not late.
    clearTimeout(this.timer)
    this.options.hostKeys.verify(this.hop, key).then(
      () => {
        this.trustedKey = key
        this.startTimer()
        verify(true)
      },
      (error: unknown) => {
        const cause = error instanceof CallError ? error : undefined
        this.fail(new ConnectionError('refused', messageOf(error), cause))
      },
    )
  }

  private async whileAsking<T>(asking: Promise<T>): Promise<T> {
    clearTimeout(this.timer)
    try {
      return await asking
    } finally {
      if (!this.isReady) this.startTimer()
    }
  }

  private onReady(): void {
    const { client, options } = this
    // Small requests must not wait to be sent together.
    client.setNoDelay(true)
    this.isReady = true
    this.settle()
    this.resolve({
      exec: channelRunner(client, options.now),
      forward: (to) => forward(client, to),
      lostBecause: () => this.lost,
      close: () => client.end(),
    })
  }

  private onError(error: SshError): void {
    // An agent that cannot be reached is passed over; the keys of files are tried next.
    if (error.level === 'agent') return
    if (this.isReady) this.lost ??= linkMessages.lost({ node: this.node, said: error.message })
    else this.fail(connectionErrorOf(error, this.hop.target))
  }

  private onClose(): void {
    const { node } = this
    this.lost ??= linkMessages.closed({ node })
    if (!this.isReady) this.fail(new ConnectionError('failed', linkMessages.closedBeforeLogin({ node })))
  }

  private readonly onAbort = (): void => {
    this.fail(new ConnectionError('skipped', linkMessages.cancelled({ node: this.node })))
  }

  private startTimer(): void {
    const { connectTimeoutMs } = this.options
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const seconds = Math.round(connectTimeoutMs / 1000)
      this.fail(new ConnectionError('timed-out', linkMessages.noAnswer({ node: this.node, seconds })))
    }, connectTimeoutMs)
  }

  private settle(): void {
    clearTimeout(this.timer)
    this.options.signal.removeEventListener('abort', this.onAbort)
  }

  private fail(error: ConnectionError): void {
    this.settle()
    this.reject(error)
    this.client.destroy()
  }
}

function forward(client: Client, to: Target): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    client.forwardOut('127.0.0.1', 0, to.host, to.port, (error, stream) => {
      if (error === undefined || error === null) resolve(stream)
      else reject(forwardErrorOf(error, to))
    })
  })
}
