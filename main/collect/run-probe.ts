/** Asks one node one question: tries a probe's variants, and says how it ended. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import { sudoMessages } from '../../shared/messages/collect/sudo.ts'
import type { Section } from '../../shared/model.ts'
import { kubectl } from '../../shared/probes/families/kubectl.ts'
import { quoted } from '../../shared/probes/families/shell.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { unsupportedPattern, verdictMessages, verdictOfExit } from '../../shared/probes/verdict.ts'
import type { Exec, ExecResult } from './exec.ts'
import { NodeDeadline } from './node-deadline.ts'
import { diagnoseSudo } from './sudo.ts'

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

/** How a node is asked. */
export interface Asking {
  exec: Exec
  settings: ProfileSettings
  signal: AbortSignal
  /** Told how much of the output has come. */
  onBytes: (bytes: number) => void
}

/** Runs the probe on the node, or in the pod when one is given. Never rejects. */
export async function runProbe(probe: Probe, pod: Pod | null, asking: Asking): Promise<ProbeRun> {
  const { exec, settings, signal, onBytes } = asking
  let last: ProbeRun | null = null
  for (const [index, variant] of probe.variants.entries()) {
    const inner = variant.command(settings)
    const command = pod === null ? commandOn(probe, inner) : inPod(inner, pod, settings)
    const limits = { timeoutMs: probe.timeoutMs, maxBytes: probe.maxBytes, signal, onBytes, begin }
    const result = await exec(underPosixShell(command), limits)
    const verdict = verdictOf(probe, result, settings, signal)
    last = runOf(probe, pod, command, result, verdict)
    const isAbsent = verdict.outcome === 'unavailable' && result.exitCode === 127
    const next = probe.variants[index + 1]
    if (!isUnsupported(result) && !(isAbsent && next?.evenIfAbsent === true)) break
  }
  if (last === null) throw new Error(`Probe ${probe.name} has no command`)
  return last
}

function runOf(probe: Probe, pod: Pod | null, command: string, result: ExecResult, verdict: Verdict): ProbeRun {
  const { stdout, stderr, exitCode, startedAtMs, endedAtMs, firstOutputAtMs } = result
  const section: Section = {
    // The node has no name yet.
    node: '',
    probe: probe.name,
    pod: pod?.name ?? null,
    command,
    outcome: verdict.outcome,
    message: verdict.message,
    exitCode,
    startedAtMs,
    endedAtMs,
    stdout,
    stderr,
    partialView: null,
  }
  return { section, firstOutputAtMs }
}

/** The command on a node. `source` of an openrc is bash's word, there as in the pod. */
export const commandOn = (probe: Probe, command: string): string =>
  probe.runsIn === 'nova-pod' ? `bash -c ${quoted(command)}` : command

/** The command inside the pod, as the field types it, but without a terminal. */
export function inPod(command: string, pod: Pod, settings: ProfileSettings): string {
  const where = `-n ${quoted(pod.namespace)} ${quoted(pod.name)}`
  return `${kubectl(settings)} exec ${where} -- bash -c ${quoted(command)}`
}

/** Where tools are that a login without a terminal does not search. */
export const searchPath = '$PATH:/usr/local/bin:/usr/sbin:/sbin:/opt/bin'

/** Printed ahead of a command's own output: a profile may print when it logs in, too. */
const begin = '-- output --\n'

/**
 * What is sent. The login shell may be csh or fish, so it only has to start `sh`; messages come untranslated; tools in
 * places that a login without a terminal does not search are found. Nothing here outlives the command.
 */
export function underPosixShell(command: string): string {
  return `sh -c ${quoted(`LC_ALL=C PATH=${searchPath}; export LC_ALL PATH; echo '${begin.trim()}'; ${command}`)}`
}

const unsupported = new RegExp(unsupportedPattern, 'i')

/** An old tool that does not know a flag or a format: the next variant asks in its words. */
function isUnsupported(result: ExecResult): boolean {
  if (result.ending !== 'exited' || result.exitCode === 0 || result.exitCode === 127) return false
  // Such a tool prints the complaint first or, with its usage text, last; both ends suffice.
  const said = [result.stderr, result.stdout].map((text) => text.slice(0, 8192) + text.slice(-2048)).join('\n')
  return unsupported.test(said)
}

type Verdict = Pick<Section, 'outcome' | 'message'>

function verdictOf(probe: Probe, result: ExecResult, settings: ProfileSettings, signal: AbortSignal): Verdict {
  switch (result.ending) {
    case 'timed-out':
      return { outcome: 'timed-out', message: verdictMessages.timedOut({ seconds: probe.timeoutMs / 1000 }) }
    case 'aborted':
      return verdictOfAbort(result, signal)
    case 'truncated':
      return { outcome: 'truncated', message: verdictMessages.truncated({ bytes: probe.maxBytes }) }
    case 'lost':
      return { outcome: 'failed', message: captureMessages.sectionLost() }
    case 'not-started':
      return { outcome: 'failed', message: captureMessages.noChannel({ said: result.stderr }) }
    case 'not-accepted':
      return { outcome: 'refused', message: sudoMessages.notAccepted() }
    case 'exited':
      return verdictOfEnd(probe, result, settings)
  }
}

function verdictOfAbort({ stdout }: ExecResult, { reason }: AbortSignal): Verdict {
  if (reason instanceof NodeDeadline) return { outcome: 'timed-out', message: captureMessages.sectionLate() }
  if (stdout === '') return { outcome: 'skipped', message: captureMessages.sectionCancelledEmpty() }
  return { outcome: 'truncated', message: captureMessages.sectionCancelled() }
}

function verdictOfEnd(probe: Probe, result: ExecResult, settings: ProfileSettings): Verdict {
  const { killedBy, exitCode, stderr } = result
  if (killedBy !== null) return { outcome: 'failed', message: captureMessages.killed({ signal: killedBy }) }
  const sudoSays = exitCode === 0 ? null : diagnoseSudo(stderr)
  return sudoSays ?? verdictOfExit(probe, result, settings)
}
