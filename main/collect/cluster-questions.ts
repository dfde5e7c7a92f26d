/** Questions that a site answers once: they go to its nodes one after another until one answers. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { Outcome, Section } from '../../shared/model.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import type { Pod, ProbeRun } from './run-probe.ts'

interface Answer {
  /** The target that gave it. */
  text: string
  section: Section
}

/** Whether the question need not go to another node. */
export const isAnswer = (outcome: Outcome): boolean => outcome === 'ok' || outcome === 'truncated'

/** Asks the node whose turn it is. Never rejects. */
type AskNode = (probe: Probe, pod: Pod | null) => Promise<ProbeRun>

export class ClusterQuestions {
  readonly questionCount: number
  private readonly onNode: Probe[]
  private readonly podProbes: Probe[]
  private readonly settings: ProfileSettings
  private readonly now: () => number
  private readonly answered = new Map<string, Answer>()
  private readonly inVain = new Map<string, Answer>()
  private pod: Pod | null = null
  private lastTurn: Promise<unknown> = Promise.resolve()

  constructor(probes: readonly Probe[], settings: ProfileSettings, now: () => number) {
    const hasPod = settings.novaPodPrefix !== ''
    this.onNode = probes.filter((probe) => probe.scope === 'cluster' && (probe.runsIn === 'node' || !hasPod))
    // The pod is one for the site, so what runs in it is asked once, whatever its scope.
    this.podProbes = hasPod ? probes.filter((probe) => probe.runsIn !== 'node') : []
    this.settings = settings
    this.now = now
    this.questionCount = this.onNode.length + this.podProbes.length
  }

  /** Asks this node what no node before it could answer. Nodes take turns in the order in which they connected. */
  ask(text: string, askNode: AskNode): Promise<void> {
    const turn = this.lastTurn.then(() => this.takeTurn(text, askNode))
    this.lastTurn = turn.catch(() => {})
    return turn
  }

  /** The answer to every question; where there is none, the attempt that says most about why. */
  answers(): Answer[] {
    return [...this.onNode, ...this.podProbes].flatMap(
      (probe) => this.answered.get(probe.name) ?? this.inVain.get(probe.name) ?? [],
    )
  }

  private async takeTurn(text: string, askNode: AskNode): Promise<void> {
    const open = (probe: Probe) => !this.answered.has(probe.name)
    const keep = (section: Section) => this.keep({ text, section })
    await Promise.all(
      this.onNode.filter(open).map(async (probe) => {
        const { section } = await askNode(probe, null)
        keep(section)
        if (probe.name === 'kubectl-get-pods') this.pod ??= findPod(probe, section, this.settings)
      }),
    )
    await Promise.all(
      this.podProbes.filter(open).map(async (probe) => {
        if (this.pod === null) return keep(this.withoutPod(probe))
        const { section } = await askNode(probe, this.pod)
        keep(section)
      }),
    )
  }

  private keep(answer: Answer): void {
    const { probe, outcome } = answer.section
    if (isAnswer(outcome)) {
      this.answered.set(probe, answer)
      return
    }
    // "There is no kubectl here" says less than what kubectl said elsewhere.
    const before = this.inVain.get(probe)
    if (before === undefined || before.section.outcome === 'unavailable') this.inVain.set(probe, answer)
  }

  private withoutPod(probe: Probe): Section {
    const prefix = this.settings.novaPodPrefix
    const isListed = this.answered.has('kubectl-get-pods')
    const at = this.now()
    return {
      node: '',
      probe: probe.name,
      pod: prefix,
      command: '',
      outcome: 'unavailable',
      message: isListed ? captureMessages.noPod({ prefix }) : captureMessages.podsNotListed({ prefix }),
      exitCode: null,
      startedAtMs: at,
      endedAtMs: at,
      stdout: '',
      stderr: '',
      partialView: null,
    }
  }
}

/** The first running pod with the prefix, in the profile's namespace if there is one there. */
function findPod(probe: Probe, section: Section, settings: ProfileSettings): Pod | null {
  const { startedAtMs, command, stdout } = section
  const context = { takenAtMs: startedAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
  const pods = probe.parse(stdout, context).rows.flatMap(({ fields: { namespace, name, status } }) => {
    if (typeof name !== 'string' || !name.startsWith(settings.novaPodPrefix) || status !== 'Running') return []
    return [{ name, namespace: typeof namespace === 'string' && namespace !== '' ? namespace : 'default' }]
  })
  return pods.find((pod) => pod.namespace === settings.novaPodNamespace) ?? pods[0] ?? null
}
