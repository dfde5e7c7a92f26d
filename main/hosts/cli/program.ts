/** The command line as commander reads it: made of the table of commands, with help in the language of who asks. */
import { type Help, Command as Parser, Option as ParserOption } from 'commander'
import stringWidth from 'string-width'
import { CallError } from '../../../shared/contract/call-error.ts'
import { type Language, languages, type Text } from '../../../shared/words/language.ts'
import { producer } from '../producer.ts'
import { type Argument, type Command, type CommandGroup, flag, type Option, oneOf, text } from './command.ts'
import type { GlobalOptions } from './context.ts'
import { typedMessages } from './sentences.ts'

/** Runs a command with what was typed, read as it is declared. */
export type Run = (command: Command, given: Record<string, unknown>, options: GlobalOptions) => Promise<void>

const about: Text = {
  en: 'Captures snapshots of the nodes of a private cloud and shows what changed between them.',
  zh: '采集私有云节点的快照，并显示它们之间的变化。',
}

/** They may stand ahead of the command and behind it. */
const globalOptions = {
  library: text('dir', { en: 'folder of the library', zh: '库所在的文件夹' }),
  json: flag({ en: 'print one JSON object', zh: '输出一个 JSON 对象' }),
  verbose: flag({ en: 'print the log on standard error, too', zh: '同时将日志输出到标准错误' }),
  lang: oneOf('language', languages, { en: 'language of all that is said', zh: '界面语言' }),
} as const

const words = {
  help: { en: 'display help for command', zh: '显示命令的帮助' },
  version: { en: 'output the version number', zh: '显示版本号' },
  examples: { en: 'Examples:', zh: '示例：' },
} satisfies Record<string, Text>

/** What stands behind the description of an option. */
const remarks: Readonly<Record<Language, Record<'usual' | 'choices', (said: string) => string>>> = {
  en: { usual: (said) => ` (default: ${said})`, choices: (said) => ` (choices: ${said})` },
  zh: { usual: (said) => `（默认：${said}）`, choices: (said) => `（可选：${said}）` },
}

/** Commander's own headings. */
const headings: Readonly<Record<string, Text>> = {
  'Usage:': { en: 'Usage:', zh: '用法：' },
  'Arguments:': { en: 'Arguments:', zh: '参数：' },
  'Options:': { en: 'Options:', zh: '选项：' },
  'Commands:': { en: 'Commands:', zh: '命令：' },
}

export function programOf(commands: readonly (Command | CommandGroup)[], language: Language, run: Run): Parser {
  const program = groupParser('nodelapse', about, language)
  program.version(producer().version, '-V, --version', words.version[language])
  for (const each of commands) {
    if (!('commands' in each)) {
      program.addCommand(commandParser(each, language, run))
      continue
    }
    const group = groupParser(each.name, each.about, language)
    for (const one of each.commands)
      group.addCommand(commandParser(one, language, run), { isDefault: one === each.usual })
    program.addCommand(group)
  }
  return program
}

const groupParser = (name: string, description: Text, language: Language): Parser =>
  withGlobalOptions(parserOf(name, description, language), language).helpCommand('help [command]', words.help[language])

const parserOf = (name: string, description: Text, language: Language): Parser =>
  new Parser(name)
    .description(description[language])
    .helpOption('-h, --help', words.help[language])
    .configureHelp(helpIn(language))
    // What is wrong is told where all errors are.
    .configureOutput({ outputError: () => {} })
    .exitOverride()

function withGlobalOptions(parser: Parser, language: Language): Parser {
  for (const [key, option] of Object.entries(globalOptions)) parser.addOption(parserOption(key, option, language))
  return parser
}

function commandParser(command: Command, language: Language, run: Run): Parser {
  const parser = parserOf(command.name, command.about, language)
  for (const [name, argument] of Object.entries(command.arguments))
    parser.argument(argumentTerm(name, argument), argument.about[language])
  for (const [key, option] of Object.entries(command.options)) parser.addOption(parserOption(key, option, language))
  withGlobalOptions(parser, language)
  if (command.examples !== undefined) {
    const lines = command.examples.map((each) => `  nodelapse ${each}`)
    parser.addHelpText('after', ['', words.examples[language], ...lines].join('\n'))
  }
  return parser.action(() => {
    const typed: Record<string, unknown> = parser.opts()
    const given: Record<string, unknown> = {}
    for (const [key, option] of Object.entries(command.options))
      given[key] = option.takes === null ? typed[key] === true : typed[key]
    for (const [index, name] of Object.keys(command.arguments).entries()) given[name] = parser.processedArgs[index]
    return run(command, given, parser.optsWithGlobals())
  })
}

function argumentTerm(name: string, { isRequired, isRepeated }: Argument): string {
  const term = `${kebab(name)}${isRepeated ? '...' : ''}`
  return isRequired ? `<${term}>` : `[${term}]`
}

/** `--known-hosts` for `knownHosts`. */
const kebab = (key: string): string => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function parserOption(key: string, option: Option, language: Language): ParserOption {
  const { takes, isRepeated, isRequired, choices, usual } = option
  const name = `--${kebab(key)}`
  const value = takes === null ? '' : ` <${takes}${isRepeated === true ? '...' : ''}>`
  const parsed = new ParserOption(`${name}${value}`, describe(option, language)).makeOptionMandatory(
    isRequired === true,
  )
  const read = option.read ?? (choices === undefined ? undefined : choiceOf(name, choices))
  if (read !== undefined) parsed.argParser(read)
  if (usual !== undefined) parsed.default(read === undefined ? usual : read(usual))
  return parsed
}

function describe({ about: said, choices, usual }: Option, language: Language): string {
  const allowed = choices === undefined ? '' : remarks[language].choices(choices.join(', '))
  const otherwise = usual === undefined ? '' : remarks[language].usual(usual)
  return `${said[language]}${allowed}${otherwise}`
}

const choiceOf =
  (option: string, choices: readonly string[]) =>
  (typed: string): string => {
    if (choices.includes(typed)) return typed
    throw new CallError('usage', typedMessages.noChoice({ option, typed, choices: choices.join(', ') }))
  }

const helpIn = (language: Language): Partial<Help> => ({
  styleTitle: (title) => headings[title]?.[language] ?? title,
  // Default and choices stand in the description already.
  optionDescription: ({ description }) => description,
  displayWidth: stringWidth,
})
