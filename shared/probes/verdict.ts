/** How a command that ended by itself is to be taken. */
import type { Message, Section } from '../model.ts'
import type { ProfileSettings } from '../profile-settings.ts'
import { catalogue, says } from '../words/message.ts'
import { sizeText } from '../words/size.ts'
import { causeIn } from './complaint.ts'
import type { Ended, Probe } from './probe.ts'

type Verdict = Pick<Section, 'outcome' | 'message'>

export const verdictMessages = catalogue('verdict', {
  notThere: says<{ said: string | Message }>({
    en: ({ said }) => `The command is not there: ${said}`,
    zh: ({ said }) => `没有该命令：${said}`,
  }),
  status: says<{ status: number; said: string | Message }>({
    en: ({ status, said }) => `It ended with status ${status}: ${said}`,
    zh: ({ status, said }) => `命令以状态 ${status} 结束：${said}`,
  }),
  saidNothing: says({ en: 'it said nothing.', zh: '没有任何输出。' }),
  noCause: says({ en: 'it named no cause.', zh: '没有说明原因。' }),
  timedOut: says<{ seconds: number }>({
    en: ({ seconds }) => `It did not end within ${seconds} s; what it had printed by then is kept.`,
    zh: ({ seconds }) => `命令在 ${seconds} 秒内没有结束；已保留此前的输出。`,
  }),
  truncated: says<{ bytes: number }>({
    en: ({ bytes }) => `It printed more than ${sizeText(bytes)}; only the beginning is kept.`,
    zh: ({ bytes }) => `输出超过 ${sizeText(bytes)}，只保留了开头部分。`,
  }),
})

/** Outcome and reason for an exit status; 127 is the shell's word for a command that is not there. */
export function verdictOfExit(probe: Probe, ended: Ended, settings: ProfileSettings | null): Verdict {
  const { exitCode, stdout, stderr } = ended
  if (exitCode === 0) return { outcome: 'ok', message: null }
  const diagnosis = probe.diagnose?.(ended, settings) ?? null
  if (exitCode === 127) {
    if (diagnosis?.outcome === 'unavailable') return diagnosis
    return { outcome: 'unavailable', message: verdictMessages.notThere({ said: saidIn(stderr) }) }
  }
  if (diagnosis !== null) return diagnosis
  const said = saidIn(stderr.trim() === '' ? stdout : stderr)
  return { outcome: 'failed', message: verdictMessages.status({ status: exitCode ?? -1, said }) }
}

/** The cause in the program's own words, or that there is none in what it wrote. */
function saidIn(text: string): string | Message {
  if (text.trim() === '') return verdictMessages.saidNothing()
  return causeIn(text) ?? verdictMessages.noCause()
}

/** What a tool says that does not know a flag or a format; the same in JavaScript and in `grep -E`. */
export const unsupportedPattern =
  'unknown (shorthand )?flag|flag provided but not defined|unrecognized option|invalid option|unknown output format|unable to match a printer'
