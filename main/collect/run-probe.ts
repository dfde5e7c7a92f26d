/** Asks one node one question: tries a probe's variants, and says how it ended. */
import type { Section } from '../../shared/model.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import type { ExecResult, SshConnection } from './ssh-connection.ts'

/** The nova client's pod. */
export interface Pod {
  namespace: string
  name: string
}

/** A section before its node has a name, with what the clock needs. */
export interface ProbeRun {
  section: Section
  firstOutputAtMs: number
}

/** Runs the probe on the node, or in the pod when one is given. Never rejects. */
export async function runProbe(
  probe: Probe,
  connection: Pick<SshConnection, 'exec'>,
  settings: ProfileSettings,
  pod: Pod | null,
  signal: AbortSignal,
): Promise<ProbeRun> {
  let last: ProbeRun | null = null
  for (const variant of probe.variants) {
    const inner = variant.command(settings)
    const command = pod === null ? inner : inPod(inner, pod, settings)
    const limits = { timeoutMs: probe.timeoutMs, maxBytes: probe.maxBytes, signal }
    const result = await connection.exec(underPosixShell(command), limits)
    last = { section: sectionOf(probe, command, pod?.name ?? null, result), firstOutputAtMs: result.firstOutputAtMs }
    if (!isUnsupported(result)) break
  }
  if (last === null) throw new Error(`Probe ${probe.name} has no command`)
  return last
}

/** The command inside the pod, as the field types it, but without a terminal. */
export function inPod(command: string, pod: Pod, settings: ProfileSettings): string {
  const server = settings.kubectlServer === '' ? '' : ` -s ${quote(settings.kubectlServer)}`
  const where = `-n ${quote(pod.namespace)} ${quote(pod.name)}`
  return `${quote(settings.kubectlPath)}${server} exec ${where} -- bash -c ${quote(command)}`
}

/**
 * What is sent. The login shell may be csh or fish, so it only has to start `sh`; messages come untranslated; tools in
 * places that a login without a terminal does not search are found. Nothing here outlives the command.
 */
export function underPosixShell(command: string): string {
  return `sh -c ${quote(`LC_ALL=C PATH=$PATH:/usr/local/bin:/usr/sbin:/sbin:/opt/bin; export LC_ALL PATH; ${command}`)}`
}

/** One word for a POSIX shell; left bare where it needs no quotes, so that a person can read the command. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

/** An old tool that does not know a flag or a format: the next variant asks in its words. */
function isUnsupported(result: ExecResult): boolean {
  if (result.ending !== 'exited' || result.exitCode === 0 || result.exitCode === 127) return false
  // Such a tool prints the complaint first or, with its usage text, last; both ends suffice.
  const said = [result.stderr, result.stdout].map((text) => text.slice(0, 8192) + text.slice(-2048)).join('\n')
  return /unknown (shorthand )?flag|flag provided but not defined|unrecognized option|invalid option|unknown output format|unable to match a printer/i.test(
    said,
  )
}

function sectionOf(probe: Probe, command: string, pod: string | null, result: ExecResult): Section {
  const { stdout, stderr, exitCode, startedAtMs, endedAtMs } = result
  const verdict = verdictOf(probe, result)
  return {
    node: '',
    probe: probe.name,
    pod,
    command,
    ...verdict,
    exitCode,
    startedAtMs,
    endedAtMs,
    stdout,
    stderr,
    partialView: null,
  }
}

function verdictOf(probe: Probe, result: ExecResult): Pick<Section, 'outcome' | 'message'> {
  const { exitCode, killedBy, ending } = result
  if (ending === 'timed-out') {
    const message = `It did not end within ${probe.timeoutMs / 1000} s; what it had printed by then is kept.`
    return { outcome: 'timed-out', message }
  }
  if (ending === 'aborted') return { outcome: 'timed-out', message: 'The time for this node was over before it ended.' }
  if (ending === 'truncated') {
    const message = `It printed more than ${probe.maxBytes} bytes; only the beginning is kept.`
    return { outcome: 'truncated', message }
  }
  if (ending === 'lost')
    return { outcome: 'failed', message: 'The connection to the node ended before the command did.' }
  if (killedBy !== null) return { outcome: 'failed', message: `It was killed on the node (signal ${killedBy}).` }
  if (exitCode === 0) return { outcome: 'ok', message: '' }
  const diagnosis = probe.diagnose?.(result) ?? null
  if (exitCode === 127) {
    if (diagnosis?.outcome === 'unavailable') return diagnosis
    return { outcome: 'unavailable', message: `The command is not there: ${firstLine(result.stderr)}` }
  }
  return (
    diagnosis ?? {
      outcome: 'failed',
      message: `It ended with status ${exitCode}: ${firstLine(result.stderr || result.stdout)}`,
    }
  )
}

function firstLine(text: string): string {
  const line = text.slice(0, 4096).trim().split('\n')[0]?.trim() ?? ''
  return line === '' ? 'it said nothing.' : line
}
