/** The shell of a simulated node: it answers what the probes ask, and knows nothing else. */
import { probes, profileSettings } from '../../shared/probes/index.ts'
import { inPod, underPosixShell } from '../collect/run-probe.ts'
import { dockerPsOutput } from './outputs-docker.ts'
import { podListOutput } from './outputs-kubectl.ts'
import { hostOutput, nodeLogsOutput, novaPodLogsOutput, novaServiceListOutput } from './outputs-node.ts'
import { novaPod, type SiteNode, type Story, siteNodes } from './story.ts'

export interface ShellAnswer {
  stdout: string
  stderr: string
  exitCode: number
}

/** A node at a moment of the story, told by the collector's clock. */
export interface Place {
  story: Story
  node: SiteNode
  atMs: number
}
type Program = (place: Place) => string

/** What the commands of the probes print on a node; all but docker's ages and nova's states come from the node's clock. */
const onNode: Record<string, Program> = {
  host: ({ story, node, atMs }) => hostOutput(story, node, atMs + node.clockAheadMs),
  'docker-ps': ({ story, node, atMs }) => dockerPsOutput(story, node, atMs),
  'kubectl-get-pods': ({ story, atMs }) => podListOutput(story, atMs),
  'var-log': ({ story, node, atMs }) => nodeLogsOutput(story, node, atMs + node.clockAheadMs),
}
const inNovaPod: Record<string, Program> = {
  'nova-service-list': ({ story, atMs }) => novaServiceListOutput(story, atMs),
  'var-log': ({ story, atMs }) => novaPodLogsOutput(story, atMs),
}

/** By the very text that a capture sends. The tools are new, so that the first variant of a probe is answered. */
const programs = new Map<string, { run: Program; needsApiServer: boolean }>()
for (const probe of probes) {
  const command = probe.variants[0]?.command(profileSettings)
  if (command === undefined) continue
  const [node, pod] = [onNode[probe.name], inNovaPod[probe.name]]
  if (node !== undefined) {
    programs.set(underPosixShell(command), { run: node, needsApiServer: probe.scope === 'cluster' })
  }
  if (pod !== undefined) {
    programs.set(underPosixShell(inPod(command, novaPod, profileSettings)), { run: pod, needsApiServer: true })
  }
}

/** Runs one command line. */
export function answer(commandLine: string, place: Place): ShellAnswer {
  const program = programs.get(commandLine)
  if (program === undefined) {
    return { stdout: '', stderr: `sh: ${nameOfCommand(commandLine)}: not found\n`, exitCode: 127 }
  }
  // The API server listens on the loopback address of the first node.
  if (program.needsApiServer && place.node !== siteNodes[0]) {
    const server = profileSettings.kubectlServer
    const stderr = `The connection to the server ${server} was refused - did you specify the right host or port?\n`
    return { stdout: '', stderr, exitCode: 1 }
  }
  return { stdout: program.run(place), stderr: '', exitCode: 0 }
}

/** The first word behind the settings that a capture puts ahead of its commands. */
function nameOfCommand(commandLine: string): string {
  const inner = commandLine.startsWith('sh -c ')
    ? commandLine.slice(commandLine.lastIndexOf('export LC_ALL PATH; '))
    : ''
  const command = inner.startsWith('export LC_ALL PATH; ') ? inner.slice('export LC_ALL PATH; '.length) : commandLine
  return command.trim().split(/[\s';]/)[0] ?? ''
}
