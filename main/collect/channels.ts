/** Commands of a capture on channels of one SSH connection. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, ClientChannel, ExecOptions } from 'ssh2'
import { reasonOf } from '../../shared/words/reason.ts'

/** Why a node's commands were ended: its time was over. Any other reason is a person who cancelled. */
export class NodeDeadline extends Error {}

export interface ExecLimits {
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal
  /** Told how much has come so far. */
  onBytes?: (bytes: number) => void
  /** The line with which the command's own output begins; what a login profile prints ahead of it is dropped. */
  begin?: string
  /** Runs on a terminal, where a program asks for a password: it is typed after `prompt`. */
  typing?: { prompt: string; answer: string }
}

export interface ExecResult {
  stdout: string
  stderr: string
  exitCode: number | null
  /** e.g. `KILL`, when the command died by one. */
  killedBy: string | null
  /**
   * `lost`: the connection ended. `not-started`: no channel could be had; `stderr` is then what ssh2 says of it.
   * `not-accepted`: what was typed at its prompt did not do.
   */
  ending: 'exited' | 'timed-out' | 'truncated' | 'aborted' | 'lost' | 'not-started' | 'not-accepted'
  startedAtMs: number
  /** When the first bytes came; the end when none did. */
  firstOutputAtMs: number
  endedAtMs: number
}

/** Runs without a terminal and without input, unless the limits say otherwise. Never rejects. */
export type Exec = (command: string, limits: ExecLimits) => Promise<ExecResult>

// More channels than sshd's default MaxSessions (10) are never asked for.
const maxChannels = 8
const maxStderrBytes = 1024 * 1024
// What a program prints must arrive as it is: no echo, no CR ahead of LF.
const plainTerminal: ExecOptions = {
  pty: { modes: { ECHO: 0, OPOST: 0, ONLCR: 0 }, cols: 4096, rows: 24, term: 'dumb' },
}

/** Runs commands side by side, and fewer at a time once the node's MaxSessions shows. */
export function channelRunner(client: Client, now: () => number): Exec {
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
      const nothing = {
        stdout: '',
        exitCode: null,
        killedBy: null,
        startedAtMs: at,
        firstOutputAtMs: at,
        endedAtMs: at,
      }
      return isClosed
        ? { ...nothing, stderr: '', ending: 'lost' }
        : { ...nothing, stderr: reasonOf(error), ending: 'not-started' }
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
    client.exec(command, limits.typing === undefined ? {} : plainTerminal, (error, channel) => {
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
      out.push(gate.held())
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
    const gate = createGate(limits, channel, () => {
      exitCode = 1
      stop(channel)
      finish('exited')
    })
    channel.on('data', (received: Buffer) => {
      const chunk = gate.pass(received)
      if (isDone || chunk.length === 0) return
      firstOutputAtMs ??= now()
      const room = limits.maxBytes - outBytes
      out.push(chunk.length > room ? chunk.subarray(0, room) : chunk)
      outBytes += chunk.length
      limits.onBytes?.(Math.min(outBytes, limits.maxBytes))
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
    if (limits.typing === undefined) channel.end()
    if (limits.signal?.aborted) onAbort()
  })
}

/** More than this is no profile's greeting: it is the output of a node that does not run what it is told. */
const maxNoiseBytes = 64 * 1024

/** Lets through what comes after the beginning mark. Types the answer at the first prompt, and gives up at a second one. */
function createGate({ begin, typing }: ExecLimits, channel: ClientChannel, giveUp: () => void) {
  let ahead = Buffer.alloc(0)
  let isOpen = begin === undefined
  let hasAnswered = false
  return {
    pass: (chunk: Buffer): Buffer => {
      if (isOpen || begin === undefined) return chunk
      ahead = Buffer.concat([ahead, chunk])
      const at = ahead.indexOf(begin)
      if (at >= 0 || ahead.length > maxNoiseBytes) {
        isOpen = true
        const rest = at >= 0 ? ahead.subarray(at + begin.length) : ahead
        ahead = Buffer.alloc(0)
        return rest
      }
      if (typing !== undefined && ahead.includes(typing.prompt)) {
        ahead = ahead.subarray(ahead.indexOf(typing.prompt) + typing.prompt.length)
        if (hasAnswered) giveUp()
        else channel.write(`${typing.answer}\n`)
        hasAnswered = true
      }
      return Buffer.alloc(0)
    },
    /** What came when the mark never did: kept, unless it is a terminal's talk about passwords. */
    held: (): Buffer => (typing === undefined ? ahead : Buffer.alloc(0)),
  }
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
