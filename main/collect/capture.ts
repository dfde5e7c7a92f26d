/** Captures a site: logs in to its nodes side by side, asks every probe, makes one snapshot of the answers. */

import { randomBytes } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { CallError } from '../../shared/contract/call-error.ts'
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import { targetMessages } from '../../shared/messages/collect/login.ts'
import { linesOf } from '../../shared/messages/lines.ts'
import type { ClusterNode, Message, Outcome, Section, SiteNode, Snapshot } from '../../shared/model.ts'
import { probes as allProbes } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { NodeDeadline } from './channels.ts'
import { ClusterQuestions, isAnswer } from './cluster-questions.ts'
import { hostKeyVerifier, knownAs } from './host-key-verifier.ts'
import { type KeyRing, openKeyRing } from './key-ring.ts'
import { knownAlgorithms, knownHostsFiles, readKnownHosts } from './known-hosts.ts'
import { agentAddress } from './login.ts'
import { type Ask, oneAtATime } from './prompts.ts'
import { type Hop, type Route, routeOf } from './route.ts'
import { type Pod, type ProbeRun, runProbe } from './run-probe.ts'
import { readSshConfig, type SshConfig } from './ssh-config.ts'
import { ConnectionError, connect, type SshConnection } from './ssh-connection.ts'
import { withSudo } from './sudo.ts'
import { addressOf, type Target } from './target.ts'

/** Where one probe, or the login, of one node stands. */
export interface CaptureStep {
  node: string
  /** Empty: the login. */
  probe: string
  /** Null: still running. */
  outcome: Outcome | null
  bytes: number
  elapsedMs: number
}

export interface CaptureProgress {
  text: Message
  done: number
  total: number
  /** Null: of the capture as a whole. */
  step: CaptureStep | null
}

export interface CaptureOptions {
  site: string
  nodes: readonly SiteNode[]
  /** Null: `~/.ssh/known_hosts`. */
  knownHostsFile: string | null
  /** Read from the usual files unless given. */
  sshConfig?: SshConfig
  /** Asks a person. Without it, an unknown host key refuses the node, and nothing but keys and the agent log in. */
  ask?: Ask
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

interface NodeResult {
  text: string
  target: Target
  outcome: ClusterNode['outcome']
  message: Message | null
  hostname: string | null
  clockOffsetMs: number | null
  zoneOffsetMinutes: number | null
  sections: Section[]
  hostKeyError: CallError | null
}

/** How often a running command tells how much has come. */
const heartbeatMs = 500

/**
 * One snapshot of all targets. A node that cannot be reached is in it with the reason; when no node can, a CallError
 * says why and there is no snapshot.
 */
export async function captureSite(options: CaptureOptions): Promise<Snapshot> {
  const now = options.now ?? Date.now
  const takenAtMs = now()
  const nodes = [...new Map(options.nodes.map((node) => [node.target.trim(), node])).values()]
  const texts = nodes.map(({ target }) => target.trim())
  if (texts.length === 0) throw new CallError('usage', targetMessages.none())
  const sshConfig = options.sshConfig ?? readSshConfig()
  const routes = nodes.map(({ target, jumps }) => routeOf(target.trim(), sshConfig, jumps))
  const ask = options.ask === undefined ? undefined : oneAtATime(options.ask, options.signal)
  const keyRings = new Map<string | null, KeyRing>()
  for (const { identityFile } of nodes)
    if (!keyRings.has(identityFile)) keyRings.set(identityFile, await openKeyRing(identityFile, ask))
  const probes = options.probes ?? allProbes
  const files = knownHostsFiles(options.knownHostsFile)
  const knownHosts = readKnownHosts(files)
  const verifierFor = hostKeyVerifier(files, knownHosts, ask)
  const cluster = new ClusterQuestions(probes, options.settings, now)
  const runsOnNode = (probe: Probe) => probe.runsIn !== 'nova-pod' || options.settings.novaPodPrefix === ''
  const nodeProbes = probes.filter((probe) => probe.scope === 'node' && runsOnNode(probe))

  const stepsPerNode = 1 + nodeProbes.length
  const total = texts.length * stepsPerNode + cluster.questionCount
  let done = 0
  const report = (step: CaptureStep | null, steps: number, text: Message) => {
    done = Math.min(total, done + steps)
    options.onProgress?.({ text, done, total, step })
  }
  /** Runs a probe, and tells how it goes. */
  const asking = async (
    node: string,
    probe: string,
    isForSite: boolean,
    run: (onBytes: (bytes: number) => void) => Promise<ProbeRun>,
  ) => {
    const startedAtMs = performance.now()
    let bytes = 0
    const step = (outcome: Outcome | null) => ({
      node,
      probe,
      outcome,
      bytes,
      elapsedMs: Math.round(performance.now() - startedAtMs),
    })
    const heartbeat = setInterval(() => report(step(null), 0, stepText(step(null))), heartbeatMs)
    try {
      const result = await run((count) => {
        bytes = count
      })
      clearInterval(heartbeat)
      const { outcome } = result.section
      report(step(outcome), isForSite && !isAnswer(outcome) ? 0 : 1, stepText(step(outcome)))
      return result
    } finally {
      clearInterval(heartbeat)
    }
  }

  const runningSignal = options.signal ?? new AbortController().signal
  const login = (hop: Hop, keyRing: KeyRing, stream: Duplex | null) =>
    connect(hop, {
      ...{ keyRing, agent: agentAddress(), ask, stream, signal: runningSignal, now },
      preferredHostKeys: knownAlgorithms(knownHosts, ...knownAs(hop)),
      verifyHostKey: verifierFor(hop),
      connectTimeoutMs: options.connectTimeoutMs ?? 15_000,
    })
  // Nodes behind the same jump host share one login to it.
  const jumpHosts = new Map<string, Promise<SshConnection>>()
  const through = (hops: readonly Hop[], keyRing: KeyRing): Promise<SshConnection> => {
    const name = JSON.stringify(hops.map(({ target }) => target))
    const known = jumpHosts.get(name)
    if (known !== undefined) return known
    const opened = reach(hops as Route, keyRing)
    jumpHosts.set(name, opened)
    return opened
  }
  const reach = async (route: Route, keyRing: KeyRing): Promise<SshConnection> => {
    const ahead = route.slice(0, -1)
    const hop = route.at(-1) as Hop
    if (ahead.length === 0) return login(hop, keyRing, null)
    const jumpHost = await through(ahead, keyRing)
    return login(hop, keyRing, await jumpHost.forward(hop.target))
  }

  const captureNode = async (text: string, route: Route, keyRing: KeyRing): Promise<NodeResult> => {
    const { target } = route.at(-1) as Hop
    const address = addressOf(target)
    const startedAtMs = performance.now()
    const result: NodeResult = {
      ...{ text, target, outcome: 'ok', message: null, hostname: null, clockOffsetMs: null, zoneOffsetMinutes: null },
      ...{ sections: [], hostKeyError: null },
    }
    const loginStep = (outcome: Outcome): CaptureStep => ({
      ...{ node: address, probe: '', outcome, bytes: 0, elapsedMs: Math.round(performance.now() - startedAtMs) },
    })
    let connection: SshConnection
    try {
      connection = await reach(route, keyRing)
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error
      report(loginStep(error.outcome), stepsPerNode, error.told)
      const hostKeyError = error.cause instanceof CallError ? error.cause : null
      return { ...result, outcome: error.outcome, message: error.told, hostKeyError }
    }
    report(loginStep('ok'), 1, stepText(loginStep('ok')))
    // A person may have read a fingerprint for minutes; a node's time begins with its login.
    const over = new AbortController()
    const { signal } = over
    const timer = setTimeout(() => over.abort(new NodeDeadline()), options.nodeDeadlineMs ?? 300_000)
    const cancel = () => over.abort(runningSignal.reason)
    runningSignal.addEventListener('abort', cancel, { once: true })
    if (runningSignal.aborted) cancel()
    try {
      const exec = options.settings.sudo ? withSudo(connection.exec, `${target.user}@${address}`, ask) : connection.exec
      const run = (probe: Probe, pod: Pod | null, isForSite: boolean) =>
        asking(address, probe.name, isForSite, (onBytes) =>
          runProbe(probe, { exec }, options.settings, pod, signal, onBytes),
        )
      const runs = nodeProbes.map(async (probe) => {
        const answer = await run(probe, null, false)
        readHost(probe, answer, result)
        return answer.section
      })
      const [sections] = await Promise.all([
        Promise.all(runs),
        cluster.ask(text, (probe, pod) => run(probe, pod, true)),
      ])
      result.sections.push(...sections)
      const lost = connection.lostBecause()
      if (signal.reason instanceof NodeDeadline) {
        Object.assign(result, { outcome: 'timed-out', message: captureMessages.nodeLate({ node: address }) })
      } else if (runningSignal.aborted) {
        Object.assign(result, {
          outcome: 'truncated',
          message: captureMessages.cancelled(),
        })
      } else if (lost !== null) {
        Object.assign(result, { outcome: 'failed', message: lost })
      }
      return result
    } finally {
      clearTimeout(timer)
      runningSignal.removeEventListener('abort', cancel)
      connection.close()
    }
  }

  try {
    const results = await inParallel(routes, options.parallel ?? 8, (route, index) =>
      captureNode(texts[index] ?? '', route, keyRings.get(nodes[index]?.identityFile ?? null) as KeyRing),
    )
    for (const { text, section } of cluster.answers())
      results.find((result) => result.text === text)?.sections.push(section)
    const hasAny = results.some(({ sections }) => sections.some(({ outcome }) => outcome !== 'skipped'))
    if (runningSignal.aborted && !hasAny) throw new CallError('refused', captureMessages.cancelledEmpty())
    if (results.every((result) => result.outcome !== 'ok' && result.sections.length === 0)) throw refusalOf(results)
    return snapshotOf(results, texts, takenAtMs, options)
  } finally {
    // Questions that no node answered.
    if (done < total) report(null, total - done, captureMessages.ended())
    for (const opened of jumpHosts.values()) opened.then((connection) => connection.close()).catch(() => {})
  }
}

function snapshotOf(results: NodeResult[], texts: string[], takenAtMs: number, options: CaptureOptions): Snapshot {
  const names = namesOf(results)
  return {
    id: randomBytes(8).toString('hex'),
    site: options.site.trim() === '' ? (results[0]?.target.host ?? '') : options.site,
    takenAtMs,
    takenAtInferred: null,
    source: options.source ?? 'ssh',
    origin: texts.join(', '),
    nodes: results.map(({ target, outcome, message, clockOffsetMs, zoneOffsetMinutes }, index) => ({
      ...{
        name: names[index] ?? '',
        address: addressOf(target),
        outcome,
        message,
        clockOffsetMs,
        zoneOffsetMinutes,
      },
    })),
    sections: results.flatMap((result, index) =>
      result.sections.map((section) => ({ ...section, node: names[index] ?? '' })),
    ),
    events: [],
  }
}

/** One line of progress, e.g. `cloudos1: docker-ps ok, 11.7 KB, 0.4 s`. */
function stepText({ node, probe, outcome, bytes, elapsedMs }: CaptureStep): Message {
  if (probe === '') return captureMessages.connected({ node, elapsedMs })
  if (outcome === null) return captureMessages.running({ node, probe, bytes, elapsedMs })
  return captureMessages.answered({ node, probe, outcome, bytes, elapsedMs })
}

/** Name, zone and clock of the node, from what the host probe printed. */
function readHost(probe: Probe, run: ProbeRun, result: NodeResult): void {
  if (probe.name !== 'host') return
  const { stdout, command, startedAtMs } = run.section
  const context = { takenAtMs: startedAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
  const fields = probe.parse(stdout, context).rows[0]?.fields
  if (typeof fields?.hostname === 'string' && fields.hostname !== '') result.hostname = fields.hostname
  if (typeof fields?.zoneOffsetMinutes === 'number') result.zoneOffsetMinutes = fields.zoneOffsetMinutes
  const nodeMs = typeof fields?.nodeTime === 'string' ? Date.parse(fields.nodeTime) : Number.NaN
  if (Number.isNaN(nodeMs)) return
  // The node read its clock ahead of its first output, half a second past the whole second it printed on average.
  // The end of the section is no bound worth having: tools asked after the clock may take long.
  const midpointMs = (startedAtMs + run.firstOutputAtMs) / 2
  result.clockOffsetMs = Math.round(nodeMs + 500 - midpointMs)
}

/** Host names; nodes that share one are told apart by address. */
function namesOf(results: NodeResult[]): string[] {
  const plain = results.map((result) => result.hostname ?? addressOf(result.target))
  return plain.map((name, index) => {
    const target = results[index]?.target
    const isShared = plain.some((other, otherIndex) => otherIndex !== index && other === name)
    return isShared && target !== undefined ? `${name} (${addressOf(target)})` : name
  })
}

/** Why nothing could be captured. A changed key outweighs an unknown one, and that a node that is only away. */
function refusalOf(results: NodeResult[]): CallError {
  const errors = results.flatMap((result) => result.hostKeyError ?? [])
  const first = errors.find((error) => error.code === 'changed-host-key') ?? errors[0]
  if (first !== undefined) return first
  const why = linesOf(results.flatMap(({ message }) => message ?? []))
  return new CallError('refused', why, { target: results.map(({ text }) => text).join(', ') })
}

async function inParallel<T, R>(items: T[], limit: number, work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as T, index)
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker))
  return results
}
