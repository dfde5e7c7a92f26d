/** Questions that a site answers once: they go to its nodes one after another until one answers. */
import { captureMessages } from '../../shared/messages/collect/capture.ts'
import type { Outcome, Section } from '../../shared/model.ts'
import { kubectlGetPods } from '../../shared/probes/kubectl-get-pods/probe.ts'
import type { Probe, ProfileSettings } from '../../shared/probes/probe.ts'
import type { Pod, ProbeRun } from './run-probe.ts'

interface Answer {
  /** The node that gave it, as it was typed. */
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
  private readonly inPod: Probe[]
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
    this.inPod = hasPod ? probes.filter((probe) => probe.runsIn !== 'node') : []
    this.settings = settings
    this.now = now
    this.questionCount = this.onNode.length + this.inPod.length
  }

  /** Asks this node what no node before it could answer. Nodes take turns in the order in which they connected. */
  ask(text: string, askNode: AskNode): Promise<void> {
    const turn = this.lastTurn.then(() => this.takeTurn(text, askNode))
    this.lastTurn = turn.catch(() => {})
    return turn
  }

  /** What this node answered; where no node did, its attempt if that says most about why. */
  answersOf(text: string): Section[] {
    const answers = [...this.onNode, ...this.inPod].flatMap(
      ({ name }) => this.answered.get(name) ?? this.inVain.get(name) ?? [],
    )
    return answers.filter((answer) => answer.text === text).map(({ section }) => section)
  }

  private async takeTurn(text: string, askNode: AskNode): Promise<void> {
    const open = (probe: Probe) => !this.answered.has(probe.name)
    const keep = (section: Section) => this.keep({ text, section })
    await Promise.all(
      this.onNode.filter(open).map(async (probe) => {
        const { section } = await askNode(probe, null)
        keep(section)
        if (probe.name === kubectlGetPods.name) this.pod ??= findPod(section, this.settings)
      }),
    )
    await Promise.all(
      this.inPod.filter(open).map(async (probe) => {
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
    const isListed = this.answered.has(kubectlGetPods.name)
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
function findPod(section: Section, settings: ProfileSettings): Pod | null {
  const { startedAtMs, command, stdout } = section
  const context = { takenAtMs: startedAtMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command }
  const pods = kubectlGetPods
    .parse(stdout, context)
    .rows.map(({ fields }) => fields)
    .filter(({ name, status }) => name.startsWith(settings.novaPodPrefix) && status === 'Running')
    .map(({ namespace, name }) => ({ namespace: namespace === '' ? 'default' : namespace, name }))
  return pods.find((pod) => pod.namespace === settings.novaPodNamespace) ?? pods[0] ?? null
}
