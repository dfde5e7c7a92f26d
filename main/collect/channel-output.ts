/** What a command prints on its channel, until it ends or is ended. */
import type { ClientChannel } from 'ssh2'
import type { ExecLimits, ExecResult } from './exec.ts'

const maxStderrBytes = 1024 * 1024

export function readChannel(channel: ClientChannel, limits: ExecLimits, now: () => number): Promise<ExecResult> {
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
      resolve({
        stdout: decode(out),
        stderr: decode(err),
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
