/**
 * The program's log: lines in a file beside the library, for whoever asks afterwards what went wrong. It holds codes, names of
 * calls and stacks, never outputs of nodes nor what was typed; it is bounded, and its owner's only.
 */
import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { reasonOf } from '../../shared/words/reason.ts'
import { masked } from './masked.ts'

export const logLevels = ['error', 'warning', 'info'] as const
export type LogLevel = (typeof logLevels)[number]

export interface Log {
  /** The newest file. */
  path: string
  /** Never throws: a full disk must not stop what the log is about. */
  write: (level: LogLevel, text: string) => void
  /** The last lines, the newest last. */
  tail: (lines: number) => string[]
}

export interface LogOptions {
  /** Made when it is not there. */
  dir: string
  now: () => number
  /** Is given every line, too. */
  mirror?: ((line: string) => void) | undefined
  /** Bytes of one file. */
  largest?: number
  /** How many older files are kept. */
  kept?: number
}

/** Where the log of a library stands. */
export const logFolder = (libraryDir: string): string => join(libraryDir, 'log')

export function openLog({ dir, now, mirror, largest = 1024 * 1024, kept = 3 }: LogOptions): Log {
  const path = join(dir, 'nodelapse.log')
  const rotate = (): void => {
    for (let number = kept; number > 0; number--) {
      const from = number === 1 ? path : `${path}.${number - 1}`
      if (sizeOf(from) > 0) renameSync(from, `${path}.${number}`)
    }
  }
  return {
    path,
    write: (level, text) => {
      const line = `${new Date(now()).toISOString()} ${level} ${masked(text)}`
      mirror?.(line)
      try {
        mkdirSync(dir, { recursive: true, mode: 0o700 })
        if (sizeOf(path) > largest) rotate()
        appendFileSync(path, `${line}\n`, { mode: 0o600 })
        chmodSync(path, 0o600)
      } catch (error) {
        mirror?.(`the log cannot be written: ${reasonOf(error)}`)
      }
    },
    tail: (lines) => {
      try {
        return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-lines)
      } catch {
        // There is none yet.
        return []
      }
    },
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
