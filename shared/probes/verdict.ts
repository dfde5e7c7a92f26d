/** How a command that ended by itself is to be taken. */
import type { Message, Section } from '../model.ts'
import type { ProfileSettings } from '../profile-settings.ts'
import { catalogue, says } from '../words/message.ts'
import { sizeText } from '../words/size.ts'
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
    const said = complaintLine(stderr) ?? verdictMessages.saidNothing()
    return { outcome: 'unavailable', message: verdictMessages.notThere({ said }) }
  }
  if (diagnosis !== null) return diagnosis
  const said = complaintLine(stderr || stdout) ?? verdictMessages.saidNothing()
  return { outcome: 'failed', message: verdictMessages.status({ status: exitCode ?? -1, said }) }
}

/** Lines that say how the tool is getting on in years rather than what went wrong. */
const besideThePoint = /\bdeprecat|\bwarn(ing)?\b|^\s*(?:Using|Note):/i

/** The first line that may be the cause: deprecations and warnings never are, as long as there is another. */
export function complaintLine(text: string): string | null {
  const lines = text
    .slice(0, 4096)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.find((line) => !besideThePoint.test(line)) ?? lines[0] ?? null
}

/** What a tool says that does not know a flag or a format; the same in JavaScript and in `grep -E`. */
export const unsupportedPattern =
  'unknown (shorthand )?flag|flag provided but not defined|unrecognized option|invalid option|unknown output format|unable to match a printer'
