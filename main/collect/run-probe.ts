/** Asks one node one question: tries a probe's variants, and says how it ended. */
import { written } from '../../shared/messages/written.ts'
import type { Section } from '../../shared/model.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { unsupportedPattern, verdictMessages, verdictOfExit } from '../../shared/probes/verdict.ts'
import { type Exec, type ExecResult, NodeDeadline } from './channels.ts'
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

/** Runs the probe on the node, or in the pod when one is given. Never rejects. */
export async function runProbe(
  probe: Probe,
  connection: { exec: Exec },
  settings: ProfileSettings,
  pod: Pod | null,
  signal: AbortSignal,
  onBytes: (bytes: number) => void = () => {},
): Promise<ProbeRun> {
  let last: ProbeRun | null = null
  for (const [index, variant] of probe.variants.entries()) {
    const inner = variant.command(settings)
    const command = pod === null ? commandOn(probe, inner) : inPod(inner, pod, settings)
    const limits = { timeoutMs: probe.timeoutMs, maxBytes: probe.maxBytes, signal, onBytes, begin }
    const result = await connection.exec(underPosixShell(command), limits)
    last = {
      section: sectionOf(probe, command, pod?.name ?? null, result, settings, signal),
      firstOutputAtMs: result.firstOutputAtMs,
    }
    const isAbsent = last.section.outcome === 'unavailable' && result.exitCode === 127
    const next = probe.variants[index + 1]
    if (!isUnsupported(result) && !(isAbsent && next?.evenIfAbsent === true)) break
  }
  if (last === null) throw new Error(`Probe ${probe.name} has no command`)
  return last
}

/** The command on a node. `source` of an openrc is bash's word, there as in the pod. */
export const commandOn = (probe: Probe, command: string): string =>
  probe.runsIn === 'nova-pod' ? `bash -c ${quote(command)}` : command

/** The command inside the pod, as the field types it, but without a terminal. */
export function inPod(command: string, pod: Pod, settings: ProfileSettings): string {
  const server = settings.kubectlServer === '' ? '' : ` -s ${quote(settings.kubectlServer)}`
  const where = `-n ${quote(pod.namespace)} ${quote(pod.name)}`
  return `${quote(settings.kubectlPath)}${server} exec ${where} -- bash -c ${quote(command)}`
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
  return `sh -c ${quote(`LC_ALL=C PATH=${searchPath}; export LC_ALL PATH; echo '${begin.trim()}'; ${command}`)}`
}

/** One word for a POSIX shell; left bare where it needs no quotes, so that a person can read the command. */
export function quote(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}

const unsupported = new RegExp(unsupportedPattern, 'i')

/** An old tool that does not know a flag or a format: the next variant asks in its words. */
function isUnsupported(result: ExecResult): boolean {
  if (result.ending !== 'exited' || result.exitCode === 0 || result.exitCode === 127) return false
  // Such a tool prints the complaint first or, with its usage text, last; both ends suffice.
  const said = [result.stderr, result.stdout].map((text) => text.slice(0, 8192) + text.slice(-2048)).join('\n')
  return unsupported.test(said)
}

function sectionOf(
  probe: Probe,
  command: string,
  pod: string | null,
  result: ExecResult,
  settings: ProfileSettings,
  signal: AbortSignal,
): Section {
  const { stdout, stderr, exitCode, startedAtMs, endedAtMs } = result
  const verdict = verdictOf(probe, result, settings, signal)
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

function verdictOf(
  probe: Probe,
  result: ExecResult,
  settings: ProfileSettings,
  signal: AbortSignal,
): Pick<Section, 'outcome' | 'message'> {
  const { exitCode, killedBy, ending } = result
  if (ending === 'timed-out') {
    const message = verdictMessages.timedOut({ seconds: probe.timeoutMs / 1000 })
    return { outcome: 'timed-out', message }
  }
  if (ending === 'aborted') {
    if (signal.reason instanceof NodeDeadline)
      return { outcome: 'timed-out', message: written('The time for this node was over before it ended.') }
    return result.stdout === ''
      ? { outcome: 'skipped', message: written('The capture was cancelled before it had printed anything.') }
      : { outcome: 'truncated', message: written('The capture was cancelled; what it had printed by then is kept.') }
  }
  if (ending === 'truncated') {
    const message = verdictMessages.truncated({ bytes: probe.maxBytes })
    return { outcome: 'truncated', message }
  }
  if (ending === 'lost')
    return { outcome: 'failed', message: written('The connection to the node ended before the command did.') }
  if (killedBy !== null)
    return { outcome: 'failed', message: written(`It was killed on the node (signal ${killedBy}).`) }
  return (exitCode === 0 ? null : diagnoseSudo(result.stderr)) ?? verdictOfExit(probe, result, settings)
}
