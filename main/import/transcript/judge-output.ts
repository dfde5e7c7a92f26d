/** What became of a command, told from its output alone: nobody kept its exit status. */
import { written } from '../../../shared/messages/written.ts'
import type { Message, Outcome } from '../../../shared/model.ts'
import type { Probe } from '../../../shared/probes/probe.ts'

export interface Judgement {
  outcome: Outcome
  message: Message | null
  /** Rows that the probe reads from it, and lines it does not understand. */
  rows: number
  unparsed: number
  /** The newest heartbeat among them, or null. */
  heartbeatMs: number | null
}

const failure =
  /: command not found|: not found$|No such file or directory|^(?:ERROR|Error|error)\b|^Unable to |^Cannot |^The connection to the server |^System has not been booted with systemd|^Failed to /

/** `nowMs` only serves parsers that want a time; nothing of it is kept. `isFiltered`: nothing may have passed a filter. */
export function judgeOutput(
  probe: Probe,
  command: string,
  stdout: string,
  nowMs: number,
  isFiltered: boolean,
): Judgement {
  const parsed = probe.parse(stdout, { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command })
  const counts = { rows: parsed.rows.length, unparsed: parsed.unparsed.length }
  const judgement = (outcome: Outcome, message: Message | null): Judgement => ({
    ...{ outcome, message, heartbeatMs: null, ...counts },
  })
  const lines = stdout.split('\n')
  if (lines.some((line) => line.endsWith('^C')))
    return judgement('truncated', written('Interrupted with Ctrl-C: the output may lack its end.'))
  if (counts.rows > 0) {
    const beats = parsed.rows.map(({ fields }) =>
      typeof fields.updatedAt === 'string' ? Date.parse(fields.updatedAt) : Number.NaN,
    )
    const known = beats.filter((beat) => !Number.isNaN(beat))
    const heartbeatMs = known.length === 0 ? null : known.reduce((newest, beat) => Math.max(newest, beat))
    return { ...judgement('ok', null), heartbeatMs }
  }
  if (stdout.trim() === '')
    return isFiltered ? judgement('ok', null) : judgement('truncated', written('There is no output of this command.'))
  const diagnosis = probe.diagnose?.({ stdout: '', stderr: stdout, exitCode: 1 }, null) ?? null
  if (diagnosis !== null) return judgement(diagnosis.outcome, diagnosis.message)
  const complaint = lines.find((line) => failure.test(line.slice(0, 2000)))
  if (complaint === undefined) return judgement('ok', null)
  if (/command not found|not found$/.test(complaint))
    return judgement(
      'unavailable',
      written(`The command is not installed there, or not on the path: ${complaint.trim()}`),
    )
  return judgement('failed', written(complaint.trim()))
}
