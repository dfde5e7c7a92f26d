/** How a command that ended by itself is to be taken. */
import type { Section } from '../model.ts'
import type { Probe } from './probe.ts'

type Ended = Pick<Section, 'stdout' | 'stderr' | 'exitCode'>
type Verdict = Pick<Section, 'outcome' | 'message'>

/** Outcome and sentence for an exit status; 127 is the shell's word for a command that is not there. */
export function verdictOfExit(probe: Probe, ended: Ended): Verdict {
  const { exitCode, stdout, stderr } = ended
  if (exitCode === 0) return { outcome: 'ok', message: '' }
  const diagnosis = probe.diagnose?.(ended) ?? null
  if (exitCode === 127) {
    if (diagnosis?.outcome === 'unavailable') return diagnosis
    return { outcome: 'unavailable', message: `The command is not there: ${firstLine(stderr)}` }
  }
  return diagnosis ?? { outcome: 'failed', message: `It ended with status ${exitCode}: ${firstLine(stderr || stdout)}` }
}

function firstLine(text: string): string {
  const line = text.slice(0, 4096).trim().split('\n')[0]?.trim() ?? ''
  return line === '' ? 'it said nothing.' : line
}

export const timedOutMessage = (timeoutMs: number): string =>
  `It did not end within ${timeoutMs / 1000} s; what it had printed by then is kept.`

export const truncatedMessage = (maxBytes: number): string =>
  `It printed more than ${maxBytes} bytes; only the beginning is kept.`

/** What a tool says that does not know a flag or a format; the same in JavaScript and in `grep -E`. */
export const unsupportedPattern =
  'unknown (shorthand )?flag|flag provided but not defined|unrecognized option|invalid option|unknown output format|unable to match a printer'
