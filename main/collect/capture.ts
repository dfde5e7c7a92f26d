/** Captures a site: logs in to its nodes side by side, asks every probe, makes one snapshot of the answers. */
import { randomBytes } from 'node:crypto'
import { CallError } from '../../shared/contract/contract.ts'
import type { ClusterNode, Section, Snapshot } from '../../shared/model.ts'
import { probes as allProbes } from '../../shared/probes/index.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import { ClusterQuestions } from './cluster-questions.ts'
import { hostKeyVerifier } from './host-key-verifier.ts'
import { knownAlgorithms, knownHostsFiles, readKnownHosts } from './known-hosts.ts'
import { type ProbeRun, runProbe } from './run-probe.ts'
import { agentAddress, ConnectionError, connect, loadKeys, type SshConnection } from './ssh-connection.ts'
import { addressOf, parseTarget, type Target } from './target.ts'

export interface CaptureOptions {
  site: string
  /** `[user@]host[:port]` each. */
  targets: string[]
  identityFile: string | null
  /** Null: `~/.ssh/known_hosts`. */
  knownHostsFile: string | null
  /** Fingerprints (`SHA256:...`) that the user has agreed to, by target as written. */
  acceptedHostKeys: Record<string, string>
  /** Asks a person about an unknown host key. Without it, an unknown key refuses the node. */
  askHostKey?: (target: string, fingerprint: string) => Promise<boolean>
  settings: ProfileSettings
  passphrase?: () => Promise<string>
  signal?: AbortSignal
  onProgress?: (progress: { text: string; done: number; total: number }) => void
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
  message: string
  hostname: string | null
  clockOffsetMs: number | null
  zoneOffsetMinutes: number | null
  sections: Section[]
  hostKeyError: CallError | null
}

/**
 * One snapshot of all targets. A node that cannot be reached is in it with the reason; when no node can, a CallError
 * says why and there is no snapshot.
 */
export async function captureSite(options: CaptureOptions): Promise<Snapshot> {
  const now = options.now ?? Date.now
  const takenAtMs = now()
  const texts = [...new Set(options.targets.map((text) => text.trim()))]
  if (texts.length === 0) throw new CallError('usage', 'Name at least one node to capture: [user@]host[:port].')
  const targets = texts.map(parseTarget)
  const keys = await loadKeys(options.identityFile, options.passphrase)
  const probes = options.probes ?? allProbes
  const files = knownHostsFiles(options.knownHostsFile)
  const knownHosts = readKnownHosts(files)
  const verifierFor = hostKeyVerifier(files, knownHosts, options)
  const cluster = new ClusterQuestions(probes, options.settings, now)
  const nodeProbes = probes.filter((probe) => probe.scope === 'node' && probe.runsIn !== 'nova-pod')

  const stepsPerNode = 1 + nodeProbes.length
  const total = texts.length * stepsPerNode + cluster.questionCount
  let done = 0
  const report = (text: string, steps: number) => {
    done = Math.min(total, done + steps)
    options.onProgress?.({ text, done, total })
  }

  const captureNode = async (text: string, target: Target): Promise<NodeResult> => {
    const address = addressOf(target)
    const deadline = AbortSignal.timeout(options.nodeDeadlineMs ?? 300_000)
    const signal = options.signal === undefined ? deadline : AbortSignal.any([deadline, options.signal])
    const result: NodeResult = {
      ...{ text, target, outcome: 'ok', message: '', hostname: null, clockOffsetMs: null, zoneOffsetMinutes: null },
      ...{ sections: [], hostKeyError: null },
    }
    let connection: SshConnection
    try {
      connection = await connect(target, {
        keys,
        agent: agentAddress(),
        preferredHostKeys: knownAlgorithms(knownHosts, target.host, target.port),
        verifyHostKey: verifierFor(text, target),
        connectTimeoutMs: options.connectTimeoutMs ?? 15_000,
        signal,
        now,
      })
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error
      report(error.message, stepsPerNode)
      const hostKeyError = error.cause instanceof CallError ? error.cause : null
      return { ...result, outcome: error.outcome, message: error.message, hostKeyError }
    }
    report(`${address}: connected`, 1)
    try {
      const runs = nodeProbes.map(async (probe) => {
        const run = await runProbe(probe, connection, options.settings, null, signal)
        report(`${address}: ${probe.name} ${run.section.outcome}`, 1)
        readHost(probe, run, result)
        return run.section
      })
      const tell = (section: Section) => report(`${address}: ${section.probe} ${section.outcome}`, 1)
      const [sections] = await Promise.all([Promise.all(runs), cluster.ask(text, connection, signal, tell)])
      result.sections.push(...sections)
      const lost = connection.lostBecause()
      if (deadline.aborted) {
        Object.assign(result, { outcome: 'timed-out', message: `${address} took too long; what came in time is kept.` })
      } else if (lost !== null) {
        Object.assign(result, { outcome: 'failed', message: `The connection to ${address} was lost: ${lost}.` })
      }
      return result
    } finally {
      connection.close()
    }
  }

  const results = await inParallel(texts, options.parallel ?? 8, (text, index) =>
    captureNode(text, targets[index] ?? parseTarget(text)),
  )
  if (options.signal?.aborted) throw new CallError('refused', 'The capture was cancelled; nothing was stored.')
  if (results.every((result) => result.outcome !== 'ok' && result.sections.length === 0)) throw refusalOf(results)
  for (const { text, section } of cluster.answers())
    results.find((result) => result.text === text)?.sections.push(section)

  const names = namesOf(results)
  return {
    id: randomBytes(8).toString('hex'),
    site: options.site.trim() === '' ? (targets[0]?.host ?? '') : options.site,
    takenAtMs,
    takenAtInferred: null,
    source: options.source ?? 'ssh',
    origin: texts.join(', '),
    nodes: results.map(({ target, outcome, message, clockOffsetMs, zoneOffsetMinutes }, index) => ({
      ...{ name: names[index] ?? '', address: addressOf(target), outcome, message, clockOffsetMs, zoneOffsetMinutes },
    })),
    sections: results.flatMap((result, index) =>
      result.sections.map((section) => ({ ...section, node: names[index] ?? '' })),
    ),
    events: [],
  }
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
  return new CallError('refused', results.map((result) => result.message).join('\n'), {
    target: results.map((result) => result.text).join(', '),
  })
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
