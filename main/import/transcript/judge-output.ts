/** What became of a command, told from its output alone: nobody kept its exit status. */
import { importMessages } from '../../../shared/messages/import.ts'
import { written } from '../../../shared/messages/written.ts'
import type { Message, Outcome, Parsed } from '../../../shared/model.ts'
import type { Probe } from '../../../shared/probes/probe.ts'
import { readOutput } from '../../../shared/reading/read-output.ts'
import type { Heartbeat } from './times.ts'

export interface Judgement {
  outcome: Outcome
  message: Message | null
  /** Rows that the probe reads from it, and lines it does not understand. */
  rows: number
  unparsed: number
  /** The newest heartbeat among the rows, or null. */
  heartbeat: Heartbeat | null
}

const failure =
  /: command not found|: not found$|No such file or directory|^(?:ERROR|Error|error)\b|^Unable to |^Cannot |^The connection to the server |^System has not been booted with systemd|^Failed to /

/** What a probe reads, where only rows and their keys count: `nowMs` serves parsers that want a time, nothing of it is kept. */
export const parseLoosely = (probe: Probe, text: string, command: string, nowMs: number): Parsed =>
  readOutput(probe, text, { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command })

/** `isFiltered`: nothing may have passed a filter. */
export function judgeOutput(
  probe: Probe,
  command: string,
  stdout: string,
  nowMs: number,
  isFiltered: boolean,
): Judgement {
  const parsed = parseLoosely(probe, stdout, command, nowMs)
  const ending = endingOf(probe, stdout, parsed.rows.length, isFiltered)
  return {
    outcome: ending.outcome,
    message: ending.message,
    rows: parsed.rows.length,
    unparsed: parsed.unparsed.length,
    heartbeat: newestHeartbeat(probe, parsed),
  }
}

function endingOf(
  probe: Probe,
  stdout: string,
  rows: number,
  isFiltered: boolean,
): Pick<Judgement, 'outcome' | 'message'> {
  const lines = stdout.split('\n')
  const fine = { outcome: 'ok', message: null } as const
  if (lines.some((line) => line.endsWith('^C'))) return { outcome: 'truncated', message: importMessages.interrupted() }
  if (rows > 0) return fine
  if (stdout.trim() === '') return isFiltered ? fine : { outcome: 'truncated', message: importMessages.noOutput() }
  const diagnosis = probe.diagnose?.({ stdout: '', stderr: stdout, exitCode: 1 }, null) ?? null
  if (diagnosis !== null) return diagnosis
  const complaint = lines.find((line) => failure.test(line.slice(0, 2000)))?.trim()
  if (complaint === undefined) return fine
  if (/command not found|not found$/.test(complaint))
    return { outcome: 'unavailable', message: importMessages.notInstalled({ said: complaint }) }
  return { outcome: 'failed', message: written(complaint) }
}

function newestHeartbeat({ heartbeat }: Probe, { rows }: Parsed): Heartbeat | null {
  if (heartbeat === undefined) return null
  let newest: Heartbeat | null = null
  for (const { fields } of rows) {
    const atMs = Date.parse(heartbeat.at(fields) ?? '')
    if (!Number.isNaN(atMs) && atMs > (newest?.atMs ?? 0)) newest = { atMs, service: heartbeat.of }
  }
  return newest
}
