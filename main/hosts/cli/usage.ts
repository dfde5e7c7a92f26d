/** What commander says of a wrong command line, in either language. It puts what it is about into quotes. */
import type { CommanderError } from 'commander'
import type { Message } from '../../../shared/model.ts'
import { catalogue, says } from '../../../shared/words/message.ts'

/** `said`: in commander's own words. `name`: what it is about, an option, an argument or a command. */
type Said = { said: string; name: string }

const sentence = (zh: (name: string) => string) => says<Said>({ en: ({ said }) => said, zh: ({ name }) => zh(name) })

export const usageMessages = catalogue('usage', {
  missingArgument: sentence((name) => `缺少参数 ${name}`),
  optionMissingArgument: sentence((name) => `选项 ${name} 缺少值`),
  missingMandatoryOptionValue: sentence((name) => `必须给出选项 ${name}`),
  unknownOption: sentence((name) => `没有选项 ${name}`),
  unknownCommand: sentence((name) => `没有命令 ${name}`),
  excessArguments: sentence((name) => `${name} 的参数过多`),
  other: sentence(() => '命令用法有误'),
  seeHelp: says<{ command: string }>({
    en: ({ command }) => `(see ${command} --help)`,
    zh: ({ command }) => `（用法见 ${command} --help）`,
  }),
})

const byCode: Readonly<Record<string, (said: Said) => Message>> = {
  'commander.missingArgument': usageMessages.missingArgument,
  'commander.optionMissingArgument': usageMessages.optionMissingArgument,
  'commander.missingMandatoryOptionValue': usageMessages.missingMandatoryOptionValue,
  'commander.unknownOption': usageMessages.unknownOption,
  'commander.unknownCommand': usageMessages.unknownCommand,
  'commander.excessArguments': usageMessages.excessArguments,
}

/** Null for the help that was asked for, or shown since nothing was asked: it says all there is to say. */
export function usageMessage({ code, message }: CommanderError): Message | null {
  if (code === 'commander.help' || code === 'commander.helpDisplayed' || code === 'commander.version') return null
  const said = message.replace(/^error: /, '')
  const name = /'([^']*)'/.exec(said)?.[1] ?? ''
  return (byCode[code] ?? usageMessages.other)({ said, name })
}
