/** What every command shares: where it writes, the language it speaks, and the program behind it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { CallError } from '../../../shared/contract/call-error.ts'
import type { Prompt } from '../../../shared/contract/contract.ts'
import { type RuleSet, ruleSetOf } from '../../../shared/findings/own/rule-set.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { Message } from '../../../shared/model.ts'
import type { Language, Text } from '../../../shared/words/language.ts'
import type { YamlFile } from '../../../shared/yaml/read.ts'
import { type App, createApp } from '../../app.ts'
import { logFolder, openLog } from '../../log/log.ts'
import type { Ports } from '../../ports.ts'
import { rulesAt, rulesFolder, rulesIn } from '../../rules/files.ts'
import { profileHandlers } from '../../services/profiles.ts'
import { producer } from '../producer.ts'
import { askAtTerminal, isAtTerminal } from './ask.ts'
import { jsonText } from './json.ts'
import { passphraseIn } from './passphrase.ts'
import { progressPrinter } from './progress.ts'

/** Options of every command. */
export interface GlobalOptions {
  library?: string
  json?: boolean
  /** The log goes to standard error, too. */
  verbose?: boolean
}

export const defaultLibraryDir = (): string =>
  process.env.NODELAPSE_LIBRARY ?? join(envPaths('nodelapse', { suffix: '' }).data, 'library')

/** One command's run. */
export class Context {
  readonly language: Language
  readonly libraryDir: string
  readonly hasLibraryOption: boolean
  /** Is given every line of the log; undefined: nobody asked for it. */
  readonly mirror: ((line: string) => void) | undefined
  private readonly isJson: boolean
  private rules: readonly YamlFile[] = []
  private ask: ((prompt: Prompt) => Promise<string | null>) | null

  constructor(language: Language, { library, json, verbose }: GlobalOptions) {
    this.language = language
    this.libraryDir = library ?? defaultLibraryDir()
    this.hasLibraryOption = library !== undefined
    this.isJson = json === true
    if (verbose === true) this.mirror = (line) => void process.stderr.write(`${line}\n`)
    this.ask = isAtTerminal() ? (prompt) => askAtTerminal(prompt, language) : null
  }

  /** A message in words; empty where there is none. */
  say(message: Message | null): string {
    return tell(message, this.language)
  }

  word(text: Text): string {
    return text[this.language]
  }

  /** The result: one JSON object with `--json`, else the text. */
  print(value: unknown, text: () => string): void {
    this.write(`${this.isJson ? jsonText(value, this.language) : text()}\n`)
  }

  /** The result in a form of its own, byte for byte. */
  write(text: string): void {
    process.stdout.write(text)
  }

  /** Progress and remarks never mix with the result. */
  remark(message: Message): void {
    process.stderr.write(`${this.say(message)}\n`)
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

  /** Calls that need no library, so that none is made for them. */
  get profiles(): ReturnType<typeof profileHandlers> {
    return profileHandlers({ libraryDir: this.libraryDir, producer: producer() })
  }

  /** Files that are opened from now on are opened with this file's passphrase. */
  takePassphraseFrom(file: string | undefined): void {
    if (file === undefined) return
    this.ask = () => passphraseIn(file)
  }

  /**
   * Rules of one's own that commands take from now on: those of these paths, beside those of the library's folder. A file that
   * is named must be right: throws CallError `usage`; one of the folder that is wrong is told.
   */
  takeRules(paths: readonly string[] = []): RuleSet {
    this.rules = paths.flatMap(rulesAt)
    const set = ruleSetOf([...rulesIn(rulesFolder(this.libraryDir)), ...this.rules])
    const named = set.wrong.find(({ file }) => this.rules.some((each) => each.file === file))
    if (named !== undefined) throw new CallError('usage', named.why)
    for (const { why } of set.wrong) this.remark(why)
    return set
  }

  private ports(libraryDir: string): Ports {
    const showProgress = progressPrinter(this.language)
    const ports: Ports = {
      libraryDir,
      producer: producer(),
      now: Date.now,
      log: openLog({ dir: logFolder(libraryDir), now: Date.now, mirror: this.mirror }),
      emit: (name, body) => {
        if (name === 'progress' && 'done' in body) showProgress(body)
      },
    }
    if (this.ask !== null) ports.ask = this.ask
    if (this.rules.length > 0) ports.rules = this.rules
    return ports
  }
}
