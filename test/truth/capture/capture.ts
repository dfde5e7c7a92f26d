/**
 * One capture while it runs: commands take their time and look at a moment within it. Beside the texts it keeps what each text
 * showed and whether it showed everything, which is what the judge may ask for.
 */
import type { Answer, Probe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import type { ClusterNode } from '../world/things.ts'
import type { World } from '../world/world.ts'
import type { Coverage, How, NodeMet, Output, Shown } from './snapshot.ts'

export const clusterProbes: ReadonlySet<Probe> = new Set<Probe>([
  'kubectl-get-pods',
  'kubectl-get-nodes',
  'kubectl-get-events',
  'nova-service-list',
  'cinder-service-list',
  'neutron-agent-list',
])

/** When a command began, when it ended, and the moment at which it looked. */
export interface CommandRun {
  startedMs: number
  endedMs: number
  atMs: number
}

export interface Said<P extends Probe> {
  command: string
  answer?: Answer<P>
  stderr?: string
  exitCode?: number | null
  outcome?: Output['outcome']
  message?: string
  pod?: string
  place?: string
  /** Why only a part was listed; `partial` coverage may also come of what was asked. */
  partialView?: string | null
  isPartial?: boolean
  isByWorld?: boolean
}

export class Capture {
  readonly world: World
  readonly atMs: number
  readonly how: How
  readonly targets: readonly ClusterNode[]
  readonly nodes: NodeMet[] = []
  readonly outputs: Output[] = []
  readonly shown: Shown[] = []
  readonly coverage = new Map<string, Coverage>()
  /** How much longer everything takes than usual. */
  readonly load: number

  constructor(world: World, atMs: number, how: How, targets: readonly ClusterNode[]) {
    this.world = world
    this.atMs = atMs
    this.how = how
    this.targets = targets
    this.load = world.random.chance(0.15) ? world.random.float(2, 6) : 1
  }

  run(fromMs: number, usualSeconds: number): CommandRun {
    const { random } = this.world
    const tookMs = usualSeconds * random.float(0.5, 2) * this.load * (random.chance(0.04) ? 5 : 1) * second
    const startedMs = fromMs + random.float(0, 0.15) * second
    return { startedMs, endedMs: startedMs + tookMs, atMs: startedMs + tookMs * random.float(0.3, 0.95) }
  }

  add<P extends Probe>(node: ClusterNode | null, probe: P, run: CommandRun, said: Said<P>): void {
    const exitCode = said.exitCode === undefined ? 0 : said.exitCode
    const outcome = said.outcome ?? (exitCode === 0 ? 'ok' : 'failed')
    const place = said.place ?? (clusterProbes.has(probe) ? '' : (node?.name ?? ''))
    const rows = said.answer?.rows ?? []
    const partialView = said.partialView ?? null
    this.outputs.push({
      node: node?.name ?? '',
      probe,
      pod: said.pod ?? null,
      place,
      command: said.command,
      outcome,
      message: said.message ?? '',
      exitCode: outcome === 'timed-out' ? null : exitCode,
      startedAtMs: this.#stampOf(node, run.startedMs),
      endedAtMs: this.#stampOf(node, run.endedMs),
      stdout: said.answer?.text ?? '',
      stderr: said.stderr ?? '',
      partialView,
      isByWorld: said.isByWorld ?? false,
      trueMs: run.atMs,
      trueEndMs: run.endedMs,
    })
    const id = `${probe}|${place}`
    const isPartial = said.isPartial === true || partialView !== null
    const covered = outcome === 'ok' ? (isPartial ? 'partial' : 'full') : 'none'
    if (!this.coverage.has(id) || covered === 'full') this.coverage.set(id, covered)
    if (outcome !== 'ok') return
    // A second row of one key (an older attempt of a container) is told from the first, as the product does: `#2`.
    const counts = new Map<string, number>()
    for (const row of rows) {
      const count = (counts.get(row.key) ?? 0) + 1
      counts.set(row.key, count)
      const key = count === 1 ? row.key : `${row.key}#${count}`
      const shown = { probe, place, key, row, atMs: run.atMs, startedAtMs: run.startedMs, node, isOlder: count > 1 }
      this.shown.push(shown)
    }
  }

  /** The script knows the node's clock only, and whole seconds. */
  #stampOf(node: ClusterNode | null, ms: number): number {
    if (this.how !== 'script') return ms
    return Math.floor((node === null ? ms : this.world.clockOf(node, ms)) / second) * second
  }
}
