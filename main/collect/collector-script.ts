/** One POSIX shell script that asks a profile's probes on the node it runs on, for sites where nobody may log in. */
import { quoted } from '../../shared/probes/families/shell.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { verdictMessages } from '../../shared/probes/verdict.ts'
import type { Language } from '../../shared/words/language.ts'
import { epilogue, type Producer, podFinder, prologue, quotedMessage } from './collector-shell.ts'
import type { Profile } from './profiles.ts'
import { commandOn, inPod } from './run-probe.ts'

// Stand for the pod until the script has found it; they are plain words, so that quoting leaves them as they are.
const foundPod = { namespace: 'NODELAPSE_POD_NAMESPACE', name: 'NODELAPSE_POD_NAME' }

/**
 * The script for a profile. It writes a snapshot file as `docs/snapshot-file.md` has it, and speaks `language` to who
 * reads and runs it.
 */
export function collectorScript(profile: Profile, producer: Producer, language: Language): string {
  const { settings, probes } = profile
  const hasPod = settings.novaPodPrefix !== ''
  const onNode = probes.filter((probe) => probe.runsIn !== 'nova-pod' || !hasPod)
  const inNovaPod = hasPod ? probes.filter((probe) => probe.runsIn !== 'node') : []
  const parts = [prologue(profile, producer.version, language), ...onNode.map((probe) => onNodeOnly(probe, settings))]
  if (inNovaPod.length > 0) parts.push(podFinder(settings), ...inNovaPod.map((probe) => insidePod(probe, settings)))
  parts.push(epilogue(producer, language))
  return parts.join('\n')
}

function onNodeOnly(probe: Probe, settings: ProfileSettings): string {
  const commands = probe.variants.map((variant) => commandOn(probe, variant.command(settings)))
  return `\n${question(probe, "''", commands)}\n`
}

function insidePod(probe: Probe, settings: ProfileSettings): string {
  const commands = probe.variants.map((variant) => inPod(variant.command(settings), foundPod, settings))
  const asked = question(probe, '"$pod"', commands)
  return `\nif [ -n "$pod" ]; then\n${asked}\nelse\nwithout_pod ${probe.name}\nfi\n`
}

/** `pod`: a word of the shell. `commands`: one for each variant of the probe. */
function question(probe: Probe, pod: string, commands: readonly string[]): string {
  const seconds = Math.ceil(probe.timeoutMs / 1000)
  const ifLate = quotedMessage(verdictMessages.timedOut({ seconds: probe.timeoutMs / 1000 }))
  const ifMuch = quotedMessage(verdictMessages.truncated({ bytes: probe.maxBytes }))
  const tries = commands.map((command, index) => {
    const ask = `try ${quotedWithPod(command)} ${quotedWithPod(JSON.stringify(command))}`
    if (index === 0) return ask
    return `again ${probe.variants[index]?.evenIfAbsent === true ? 'absent' : 'unsupported'} && ${ask}`
  })
  return [
    `begin ${probe.name} ${pod}`,
    `within ${seconds} ${ifLate}`,
    `at_most ${probe.maxBytes} ${ifMuch}`,
    ...tries,
    'finish',
  ].join('\n')
}

/** Quoted, with the pod that was found in place of its marks, which stand among blanks: there are quotes to leave. */
const quotedWithPod = (text: string): string =>
  quoted(text).replaceAll(foundPod.namespace, `'"$pod_namespace"'`).replaceAll(foundPod.name, `'"$pod"'`)
