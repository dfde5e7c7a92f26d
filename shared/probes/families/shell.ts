/** What error texts of shells mean, for every probe, and how words are given to a shell. */

import type { Message } from '../../model.ts'
import { catalogue, says } from '../../words/message.ts'
import type { Diagnosis, Ended } from '../probe.ts'

export const shellMessages = catalogue('shell', {
  missing: says<{ command: string; advice: Message }>({
    en: ({ command, advice }) => `The command ${command} is not there. ${advice}`,
    zh: ({ command, advice }) => `没有命令 ${command}。${advice}`,
  }),
  notOnPath: says({ en: 'It is not on the PATH.', zh: '它不在 PATH 中。' }),
})

/** How much of an error text is looked at: complaints come first or last. */
export const complaintOf = ({ stderr, stdout }: Ended): string =>
  [stderr, stdout].map((text) => (text.length > 16384 ? text.slice(0, 8192) + text.slice(-8192) : text)).join('\n')

/** bash says `command not found`, dash and busybox ash `not found`, and both end with 127. */
export function diagnoseMissingCommand(
  ended: Ended,
  name: string,
  advice: Message = shellMessages.notOnPath(),
): Diagnosis {
  const said = complaintOf(ended)
  const isMissing =
    ended.exitCode === 127 || /: command not found\s*$/m.test(said) || /^[^\n]{0,200}: not found\s*$/m.test(said)
  if (!isMissing || !said.includes(name)) return null
  return { outcome: 'unavailable', message: shellMessages.missing({ command: name, advice }) }
}

/** One word for a POSIX shell; left bare where it needs no quotes, so that a person can read the command. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
