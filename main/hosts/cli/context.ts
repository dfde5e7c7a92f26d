/** What every command shares: options, output, the program behind it, and how an exit status comes about. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { CallError, type EventBody, type SnapshotSummary } from '../../../shared/contract/contract.ts'
import { promptMessages } from '../../../shared/messages/collect/prompt.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { Finding, Severity } from '../../../shared/model.ts'
import { type App, createApp } from '../../app.ts'
import type { Ports } from '../../ports.ts'
import { producer } from '../producer.ts'
import { askAtTerminal } from './ask.ts'
import { type Language, languageOf } from './print.ts'

export interface GlobalOptions {
  library?: string
  json?: boolean
  lang?: string
}

/** Exit statuses; see the README. */
export const exitStatus = { done: 0, findings: 1, usage: 2, partly: 3, refused: 4, internal: 5 } as const
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus]

export const exitStatusOf = (error: unknown): ExitStatus => {
  if (!(error instanceof CallError)) return exitStatus.internal
  if (error.code === 'usage' || error.code === 'not-found') return exitStatus.usage
  return error.code === 'internal' ? exitStatus.internal : exitStatus.refused
}

export const defaultLibraryDir = (): string =>
  process.env.NODELAPSE_LIBRARY ?? join(envPaths('nodelapse', { suffix: '' }).data, 'library')

/** One command's run. */
export class Context {
  readonly language: Language
  private readonly options: GlobalOptions
  private ask: Exclude<Ports['ask'], 'window'>

  constructor(options: GlobalOptions) {
    this.options = options
    this.language = options.lang === 'zh' || options.lang === 'en' ? options.lang : languageOf(process.env)
    if (isAtTerminal()) this.ask = (prompt) => askAtTerminal(prompt, this.language)
  }

  get libraryDir(): string {
    return this.options.library ?? defaultLibraryDir()
  }

  get hasLibraryOption(): boolean {
    return this.options.library !== undefined
  }

  /** The result: one JSON object with `--json`, else the text. */
  print(value: unknown, text: () => string): void {
    process.stdout.write(this.options.json === true ? `${JSON.stringify(value, null, 2)}\n` : `${text()}\n`)
  }

  /** The result in a form of its own, byte for byte. */
  write(text: string): void {
    process.stdout.write(text)
  }

  /** Progress and messages never mix with the result. */
  tell(text: string): void {
    process.stderr.write(`${text}\n`)
  }

  async withApp<T>(use: (app: App) => Promise<T>, libraryDir = this.libraryDir): Promise<T> {
    const app = await createApp(this.ports(libraryDir))
    try {
      return await use(app)
    } finally {
      await app.close()
    }
  }

  /** The same over a library that is gone afterwards. */
  async withTemporaryApp<T>(use: (app: App) => Promise<T>): Promise<T> {
    const dir = await mkdtemp(join(tmpdir(), 'nodelapse-'))
    try {
      return await this.withApp(use, dir)
    } finally {
      await rm(dir, { recursive: true, force: true })
    }
  }

  /** Files that are opened from now on are opened with this file's passphrase. */
  takePassphraseFrom(passphraseFile: string | undefined): void {
    const passphrase = this.passphraseFor(passphraseFile)
    if (passphraseFile !== undefined && passphrase !== undefined) this.ask = ({ target }) => passphrase(target)
  }

  /** Where the passphrase of a file comes from: the first line of another, or who sits at the terminal. */
  passphraseFor(passphraseFile: string | undefined): ((name: string) => Promise<string | null>) | undefined {
    if (passphraseFile !== undefined)
      return async () => {
        const text = await readFile(passphraseFile, 'utf8').catch(() => null)
        if (text === null) throw new CallError('usage', `The passphrase file ${passphraseFile} cannot be read.`)
        return text.split(/\r?\n/)[0] ?? ''
      }
    const { ask } = this
    if (ask === undefined) return undefined
    return (file) => ask({ kind: 'passphrase', target: file, text: promptMessages.passphrase({ file }) })
  }

  private ports(libraryDir: string): Ports {
    return {
      libraryDir,
      producer: producer(),
      now: Date.now,
      emit: (name, body) => {
        if (name === 'progress' && 'done' in body) this.tellProgress(body)
      },
      ...(this.ask === undefined ? {} : { ask: this.ask }),
    }
  }

  /** A line per change; on a terminal, what still runs is shown in a line that is written over. */
  private tellProgress({ task, text, done, total, step }: EventBody<'progress'>): void {
    // Bytes of a file are read faster than lines are.
    if (task === 'import') return

    const line = `[${done}/${total}] ${tell(text, this.language)}`
    const isRunning = step !== null && step.outcome === null
    if (process.stderr.isTTY !== true) {
      if (!isRunning) this.tell(line)
      return
    }
    const room = Math.max(20, (process.stderr.columns ?? 80) - 1)
    process.stderr.write(isRunning ? `\r\x1b[K${line.slice(0, room)}` : `\r\x1b[K${line}\n`)
  }
}

const isAtTerminal = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

const severities: Severity[] = ['info', 'warning', 'critical']

/** Status 1 when a finding is at or above the severity asked for. */
export function statusOfFindings(findings: Finding[], failOn: string | undefined): ExitStatus {
  if (failOn === undefined) return exitStatus.done
  const least = severities.indexOf(failOn as Severity)
  return findings.some(({ severity, muted }) => muted === undefined && severities.indexOf(severity) >= least)
    ? exitStatus.findings
    : exitStatus.done
}

/** What `import` and `capture` print with `--json`. */
export function snapshotJson(snapshot: SnapshotSummary) {
  const { id, site, takenAt, takenAtInferred, source, origin, nodes, sections, events } = snapshot
  return {
    ...{ id, site, takenAt, takenAtInferred, source, origin, nodes, events },
    sections: sections.map(
      ({ node, probe, pod, command, outcome, message, exitCode, partialView, rows, unparsed }) => ({
        ...{ node, probe, pod, command, outcome, message, exitCode, partialView, rows, unparsed },
      }),
    ),
  }
}

/** A time as people type it; without a zone it is UTC. Throws CallError `usage`. */
export function timeOf(text: string): number {
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text.trim())
  const ms = /^\d{4}-\d\d-\d\d/.test(text)
    ? Date.parse(isZoned || !text.includes(':') ? text : `${text.trim().replace(' ', 'T')}Z`)
    : Number.NaN
  if (Number.isNaN(ms)) throw new CallError('usage', `"${text}" is not a time such as 2019-10-19T13:30:00Z.`)
  return ms
}
