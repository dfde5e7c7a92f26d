/** What every command shares: options, output, the program behind it, and how an exit status comes about. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import envPaths from 'env-paths'
import { CallError, type SnapshotSummary } from '../../../shared/contract/contract.ts'
import type { Finding, Severity } from '../../../shared/model.ts'
import { type App, createApp } from '../../app.ts'
import type { Ports } from '../../ports.ts'
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

  constructor(options: GlobalOptions) {
    this.options = options
    this.language = options.lang === 'zh' || options.lang === 'en' ? options.lang : languageOf(process.env)
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

  private ports(libraryDir: string): Ports {
    const isAtTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true
    return {
      libraryDir,
      now: Date.now,
      emit: (name, body) => {
        if (name === 'progress' && 'text' in body) this.tell(`[${body.done}/${body.total}] ${body.text}`)
      },
      ...(isAtTerminal ? { askHostKey, askPassphrase } : {}),
    }
  }
}

async function askHostKey(target: string, fingerprint: string): Promise<boolean> {
  const answer = await ask(
    `The host key of ${target} is not known yet: ${fingerprint}\nIs it right? It will be remembered. [yes/no] `,
  )
  return /^y(es)?$/i.test(answer.trim())
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await terminal.question(question)
  } finally {
    terminal.close()
  }
}

/** Reads a line without showing it. */
function askPassphrase(): Promise<string> {
  process.stderr.write('Passphrase of the identity file: ')
  return new Promise((resolve, reject) => {
    let typed = ''
    const finish = () => {
      process.stdin.setRawMode(false)
      process.stdin.pause()
      process.stdin.off('data', onData)
      process.stderr.write('\n')
    }
    const onData = (data: Buffer) => {
      for (const character of data.toString()) {
        if (character === '\r' || character === '\n') {
          finish()
          resolve(typed)
          return
        }
        if (character === '\u0003') {
          finish()
          reject(new CallError('refused', 'Cancelled; nothing was captured.'))
          return
        }
        typed = character === '\u007f' ? typed.slice(0, -1) : typed + character
      }
    }
    process.stdin.setRawMode(true)
    process.stdin.resume()
    process.stdin.on('data', onData)
  })
}

const severities: Severity[] = ['info', 'warning', 'critical']

/** Status 1 when a finding is at or above the severity asked for. */
export function statusOfFindings(findings: Finding[], failOn: string | undefined): ExitStatus {
  if (failOn === undefined) return exitStatus.done
  const least = severities.indexOf(failOn as Severity)
  return findings.some(({ severity }) => severities.indexOf(severity) >= least) ? exitStatus.findings : exitStatus.done
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
