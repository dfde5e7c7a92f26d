/** Captures a site: logs in to its nodes side by side, asks every probe, makes one snapshot of the answers. */
import { randomBytes } from 'node:crypto'
import { CallError } from '../../shared/contract/call-error.ts'
import { targetMessages } from '../../shared/messages/collect/login.ts'
import type { SiteNode, Snapshot } from '../../shared/model.ts'
import { probes as allProbes } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { type AskedNode, type CaptureRun, captureNode, stepsOfNode } from './capture-node.ts'
import { type CaptureProgress, ProgressMeter } from './capture-progress.ts'
import { refusalOf, snapshotOf } from './capture-snapshot.ts'
import { ClusterQuestions } from './cluster-questions.ts'
import { HostKeys } from './host-keys.ts'
import { inParallel } from './in-parallel.ts'
import { type KeyRing, openKeyRing } from './key-ring.ts'
import { agentAddress } from './login.ts'
import { type Ask, oneAtATime } from './prompts.ts'
import { routeOf } from './route.ts'
import { readSshConfig, type SshConfig } from './ssh-config.ts'
import { connect } from './ssh-connection.ts'
import { parsePlace } from './target.ts'
import { type LogIn, Ways } from './ways.ts'

export interface CaptureOptions {
  /** Empty: it is called after its first node, as that was typed. */
  site: string
  nodes: readonly SiteNode[]
  /** Null: `~/.ssh/known_hosts`. */
  knownHostsFile: string | null
  /** Read from the usual files unless given. */
  sshConfig?: SshConfig
  /** Asks a person. Without it, an unknown host key refuses the node, and nothing but keys and the agent log in. */
  ask?: Ask | undefined
  settings: ProfileSettings
  /** What has come by the time it is aborted is kept. */
  signal?: AbortSignal
  onProgress?: (progress: CaptureProgress) => void
  now?: () => number
  source?: 'ssh' | 'sample'
  /** Nodes at a time. */
  parallel?: number
  /** The questions; all of them unless given. */
  probes?: readonly Probe[]
  connectTimeoutMs?: number
  nodeDeadlineMs?: number
}

const usualParallel = 8
const usualConnectTimeoutMs = 15_000
const usualNodeDeadlineMs = 300_000

/**
 * One snapshot of all nodes. A node that cannot be reached is in it with the reason; when no node can, a CallError
 * says why and there is no snapshot.
 */
export async function captureSite(options: CaptureOptions): Promise<Snapshot> {
  const now = options.now ?? Date.now
  const takenAtMs = now()
  const signal = options.signal ?? new AbortController().signal
  const ask = options.ask === undefined ? undefined : oneAtATime(options.ask, signal)
  const nodes = await askedNodes(options, ask)
  const run = runOf(options, nodes.length, ask, signal, now)
  try {
    const answered = await inParallel(nodes, options.parallel ?? usualParallel, (node) => captureNode(node, run))
    const results = answered.map((result) => ({
      ...result,
      sections: [...result.sections, ...run.cluster.answersOf(result.text)],
    }))
    const refusal = refusalOf(results, signal.aborted)
    if (refusal !== null) throw refusal
    const id = randomBytes(8).toString('hex')
    const site = options.site.trim() || parsePlace(results[0]?.text ?? '').host
    return snapshotOf(results, { id, site, takenAtMs, source: options.source ?? 'ssh' })
  } finally {
    run.meter.end()
    run.ways.close()
  }
}

/** The nodes with the ways to them, each one once, and their keys. Throws CallError. */
async function askedNodes(options: CaptureOptions, ask: Ask | undefined): Promise<AskedNode[]> {
  const nodes = new Map(options.nodes.map((node) => [node.target.trim(), node]))
  if (nodes.size === 0) throw new CallError('usage', targetMessages.none())
  const sshConfig = options.sshConfig ?? readSshConfig()
  const routed = [...nodes].map(([text, { jumps, identityFile }]) => ({
    text,
    route: routeOf(text, sshConfig, jumps),
    identityFile,
  }))
  const keyRings = new Map<string | null, KeyRing>()
  const asked: AskedNode[] = []
  for (const { text, route, identityFile } of routed) {
    const keyRing = keyRings.get(identityFile) ?? (await openKeyRing(identityFile, ask))
    keyRings.set(identityFile, keyRing)
    asked.push({ text, route, keyRing })
  }
  return asked
}

function runOf(
  options: CaptureOptions,
  nodeCount: number,
  ask: Ask | undefined,
  signal: AbortSignal,
  now: () => number,
): CaptureRun {
  const { settings, probes = allProbes } = options
  const cluster = new ClusterQuestions(probes, settings, now)
  const runsOnNode = (probe: Probe) => probe.runsIn !== 'nova-pod' || settings.novaPodPrefix === ''
  const nodeProbes = probes.filter((probe) => probe.scope === 'node' && runsOnNode(probe))
  const steps = nodeCount * stepsOfNode({ nodeProbes }) + cluster.questionCount
  return {
    settings,
    nodeProbes,
    cluster,
    ways: new Ways(logInWith(options, ask, signal, now)),
    meter: new ProgressMeter(steps, options.onProgress ?? (() => {})),
    ask,
    signal,
    nodeDeadlineMs: options.nodeDeadlineMs ?? usualNodeDeadlineMs,
  }
}

function logInWith(
  { knownHostsFile, connectTimeoutMs = usualConnectTimeoutMs }: CaptureOptions,
  ask: Ask | undefined,
  signal: AbortSignal,
  now: () => number,
): LogIn {
  const hostKeys = new HostKeys(knownHostsFile, ask)
  const agent = agentAddress()
  return (hop, keyRing, stream) =>
    connect(hop, { hostKeys, keyRing, agent, ask, stream, connectTimeoutMs, signal, now })
}
