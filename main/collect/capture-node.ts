/** One node of a capture: logs in, asks it everything side by side, says how that ended. */
import { CallError } from '../../shared/contract/call-error.ts'
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { ClusterNode, Section } from '../../shared/model.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import type { ProgressMeter } from './capture-progress.ts'
import { type ClusterQuestions, isAnswer } from './cluster-questions.ts'
import { ConnectionError } from './connection-error.ts'
import type { KeyRing } from './key-ring.ts'
import { deadlineIn, NodeDeadline } from './node-deadline.ts'
import { type NodeSelf, selfOf, unknownSelf } from './node-self.ts'
import type { Ask } from './prompts.ts'
import type { Route } from './route.ts'
import { type ProbeRun, runProbe } from './run-probe.ts'
import type { SshConnection } from './ssh-connection.ts'
import { withSudo } from './sudo.ts'
import { addressOf, type Target } from './target.ts'
import type { Ways } from './ways.ts'

/** A node that is to be captured. */
export interface AskedNode {
  /** As it was typed. */
  text: string
  route: Route
  keyRing: KeyRing
}

/** What the nodes of a capture share. */
export interface CaptureRun {
  settings: ProfileSettings
  /** What every node is asked. */
  nodeProbes: readonly Probe[]
  /** What the site is asked once. */
  cluster: ClusterQuestions
  ways: Ways
  meter: ProgressMeter
  ask: Ask | undefined
  /** Aborted by a person. */
  signal: AbortSignal
  nodeDeadlineMs: number
}

type Ending = Pick<ClusterNode, 'outcome' | 'message'>

export interface NodeResult extends Ending {
  /** As it was typed. */
  text: string
  target: Target
  self: NodeSelf
  /** The answers to the probes of every node. */
  sections: Section[]
  /** Why its host key was not trusted, where that is the reason. */
  hostKeyError: CallError | null
}

/** Rejects only where the program itself is wrong. */
export async function captureNode(node: AskedNode, run: CaptureRun): Promise<NodeResult> {
  const { text, route } = node
  const { target } = route.hop
  const connection = await login(node, run)
  if (connection instanceof ConnectionError) {
    const hostKeyError = connection.cause instanceof CallError ? connection.cause : null
    const { outcome, told } = connection
    return { text, target, outcome, message: told, self: unknownSelf, sections: [], hostKeyError }
  }
  // A person may have read a fingerprint for minutes; a node's time begins with its login.
  const deadline = deadlineIn(run.nodeDeadlineMs, run.signal)
  try {
    const runs = await askNode(node, connection, run, deadline.signal)
    const sections = runs.map(({ section }) => section)
    const ending = endingOf(addressOf(target), connection, deadline.signal)
    return { text, target, ...ending, self: selfOf(runs), sections, hostKeyError: null }
  } finally {
    deadline.clear()
    connection.close()
  }
}

async function login({ route, keyRing }: AskedNode, run: CaptureRun): Promise<SshConnection | ConnectionError> {
  const node = addressOf(route.hop.target)
  const startedAtMs = performance.now()
  const elapsedMs = () => Math.round(performance.now() - startedAtMs)
  try {
    const connection = await run.ways.reach(route, keyRing)
    run.meter.noteLogin(node, elapsedMs())
    return connection
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error
    const { outcome, told } = error
    run.meter.noteRefusal(told, { node, outcome, elapsedMs: elapsedMs() }, stepsOfNode(run))
    return error
  }
}

/** Its login, and each of its probes. */
export const stepsOfNode = ({ nodeProbes }: Pick<CaptureRun, 'nodeProbes'>): number => 1 + nodeProbes.length

/** Asks the probes of every node and, in its turn, those of the site. */
async function askNode(
  { text, route }: AskedNode,
  connection: SshConnection,
  { settings, nodeProbes, cluster, meter, ask }: CaptureRun,
  signal: AbortSignal,
): Promise<ProbeRun[]> {
  const { target } = route.hop
  const node = addressOf(target)
  const exec = settings.sudo ? withSudo(connection.exec, `${target.user}@${node}`, ask) : connection.exec
  const runs = nodeProbes.map((probe) =>
    meter.watch(
      node,
      probe.name,
      (onBytes) => runProbe(probe, null, { exec, settings, signal, onBytes }),
      () => true,
    ),
  )
  const turn = cluster.ask(text, (probe, pod) =>
    meter.watch(
      node,
      probe.name,
      (onBytes) => runProbe(probe, pod, { exec, settings, signal, onBytes }),
      // What one node does not answer, another one may.
      isAnswer,
    ),
  )
  const [answers] = await Promise.all([Promise.all(runs), turn])
  return answers
}

function endingOf(node: string, connection: SshConnection, { aborted, reason }: AbortSignal): Ending {
  if (reason instanceof NodeDeadline) return { outcome: 'timed-out', message: captureMessages.nodeLate({ node }) }
  if (aborted) return { outcome: 'truncated', message: captureMessages.cancelled() }
  const lost = connection.lostBecause()
  return lost === null ? { outcome: 'ok', message: null } : { outcome: 'failed', message: lost }
}
