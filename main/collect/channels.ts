/** Commands of a capture on channels of one SSH connection. */

import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, ExecOptions } from 'ssh2'
import { reasonOf } from '../../shared/words/reason.ts'
import { readChannel } from './channel-output.ts'
import type { Exec, ExecLimits, ExecResult } from './exec.ts'

// More channels than sshd's default MaxSessions (10) are never asked for.
const maxChannels = 8
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
