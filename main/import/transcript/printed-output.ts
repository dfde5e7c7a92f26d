/** What a command printed, as a log shows it: with lines that a screen has cut, and the file's own empty lines behind it. */
import type { Probe } from '../../../shared/probes/probe.ts'
import { type Judgement, judgeOutput } from './judge-output.ts'
import { unwrapped } from './wrapped-lines.ts'

export interface PrintedOutput extends Judgement {
  text: string
}

/**
 * The output, and what became of the command. Lines that a screen cut are joined where the probe then understands more.
 * `nowMs` only serves parsers that want a time. `isFiltered`: nothing may have passed a filter.
 */
export function printedOutput(
  probe: Probe,
  command: string,
  stdout: string,
  nowMs: number,
  isFiltered: boolean,
): PrintedOutput {
  const judged = judgeOutput(probe, command, stdout, nowMs, isFiltered)
  const whole = judged.unparsed === 0 ? null : unwrapped(stdout)
  if (whole === null) return { ...judged, text: stdout }
  const again = judgeOutput(probe, command, whole, nowMs, isFiltered)
  const isBetter = again.rows >= judged.rows && again.unparsed < judged.unparsed
  return isBetter ? { ...again, text: whole } : { ...judged, text: stdout }
}

/** Empty lines at the end belong to the file, not to the output. */
export function textOf(output: readonly string[]): string {
  let end = output.length
  while (end > 0 && (output[end - 1] ?? '').trim() === '') end--
  return end === 0 ? '' : `${output.slice(0, end).join('\n')}\n`
}
