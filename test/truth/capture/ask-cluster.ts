/** Questions of the whole site: they go to one node after another, until one answers. */
import { eventsText, nodesText, podsText } from '../tools/kubectl.ts'
import type { Probe } from '../tools/rows.ts'
import type { ClusterNode, Pod } from '../world/things.ts'
import { askInPod, type Failure, type InPodProbe, inPodProbes } from './ask-in-pod.ts'
import type { Capture, CommandRun, Said } from './capture.ts'
import { apiRefused, kubeErrorAt } from './kube-errors.ts'

type KubeProbe = 'kubectl-get-pods' | 'kubectl-get-nodes' | 'kubectl-get-events'
const whatOf: Record<KubeProbe, string> = {
  'kubectl-get-pods': 'get pod --all-namespaces',
  'kubectl-get-nodes': 'get nodes',
  'kubectl-get-events': 'get events --all-namespaces',
}
const kubectl = '/opt/bin/kubectl -s 127.0.0.1:8888'
interface InVain {
  node: ClusterNode
  run: CommandRun
  said: Said<Probe>
}

export function askCluster(capture: Capture, reached: { node: ClusterNode; loginMs: number }[]): void {
  const open = new Set(Object.keys(whatOf) as KubeProbe[])
  const inVain = new Map<KubeProbe, InVain>()
  const openInPod = new Set<InPodProbe>(inPodProbes)
  const failures = new Map<InPodProbe, Failure>()
  let cursorMs = 0
  let pod: Pod | undefined
  for (const { node, loginMs } of reached) {
    cursorMs = Math.max(cursorMs, loginMs)
    let latestMs = cursorMs
    for (const probe of [...open]) {
      const run = capture.run(cursorMs, 1.1)
      latestMs = Math.max(latestMs, run.endedMs)
      const refusal = refusalOf(capture, node, run, probe)
      if (refusal !== null) {
        const before = inVain.get(probe)
        if (before === undefined || (before.said.outcome === 'unavailable' && refusal.outcome === undefined))
          inVain.set(probe, { node, run, said: refusal })
        continue
      }
      open.delete(probe)
      const running = answer(capture, node, run, probe)
      if (probe === 'kubectl-get-pods') pod ??= running
    }
    cursorMs = latestMs
    if (pod === undefined || !node.isController) continue
    for (const probe of [...openInPod]) {
      const asked = askInPod(capture, node, pod, probe, cursorMs)
      if (typeof asked === 'number') {
        openInPod.delete(probe)
        latestMs = Math.max(latestMs, asked)
      } else failures.set(probe, asked)
    }
    cursorMs = latestMs
  }
  for (const probe of open) {
    const last = inVain.get(probe)
    if (last !== undefined) capture.add(last.node, probe, last.run, last.said as Said<KubeProbe>)
  }
  if (pod === undefined) tellNobodyToAsk(capture, reached, cursorMs, { open, inVain })
  else
    for (const probe of openInPod) {
      const failure = failures.get(probe)
      if (failure !== undefined) capture.add(failure.node, probe, failure.run, failure.said)
    }
}

function commandOf(capture: Capture, probe: KubeProbe): string {
  const format = probe === 'kubectl-get-events' ? 'json' : capture.world.traits.print.pods
  return `${kubectl} ${whatOf[probe]} -o ${format}`
}

/** Null when it answers. */
function refusalOf(capture: Capture, node: ClusterNode, run: CommandRun, probe: KubeProbe): Said<Probe> | null {
  const { world } = capture
  const command = commandOf(capture, probe)
  if (!node.isController)
    return {
      exitCode: 127,
      stderr: 'sh: /opt/bin/kubectl: No such file or directory\n',
      outcome: 'unavailable',
      message: "There is no kubectl at the profile's path. Set the profile's path of kubectl.",
      command,
    }
  const error = kubeErrorAt(world, node, run.atMs)
  if (error !== null) return { exitCode: 1, stderr: error, command, isByWorld: true }
  return world.random.chance(0.003) ? { exitCode: 1, stderr: apiRefused, command, isByWorld: false } : null
}

/** Returns the pod in which more can be asked, when pods were listed and one is there. */
function answer(capture: Capture, node: ClusterNode, run: CommandRun, probe: KubeProbe): Pod | undefined {
  const { world } = capture
  const { pods } = world.traits.print
  const command = commandOf(capture, probe)
  if (probe === 'kubectl-get-nodes')
    capture.add(node, probe, run, { answer: nodesText(world, run.atMs, node, pods), command })
  if (probe === 'kubectl-get-events')
    capture.add(node, probe, run, { answer: { text: eventsText(world, run.atMs), rows: [] }, command })
  if (probe !== 'kubectl-get-pods') return undefined
  const listed = podsText(world, run.atMs, node, pods)
  capture.add(node, probe, run, { answer: listed, command })
  return listed.rows.find(({ pod, status }) => pod.name.startsWith('novarc') && status === 'Running')?.pod
}

function tellNobodyToAsk(
  capture: Capture,
  reached: { node: ClusterNode }[],
  atMs: number,
  { open, inVain }: { open: Set<KubeProbe>; inVain: Map<KubeProbe, InVain> },
): void {
  const [first] = reached
  if (first === undefined) return
  const run = capture.run(atMs, 0.01)
  const isListed = !open.has('kubectl-get-pods')
  const message = isListed
    ? 'No running pod has a name that begins with novarc, so nothing could be asked inside it.'
    : 'The pods could not be listed, so the pod novarc... was not found and nothing could be asked inside it.'
  const isByWorld = isListed || [...inVain.values()].some(({ said }) => said.isByWorld === true)
  for (const probe of inPodProbes)
    capture.add(capture.how === 'script' ? first.node : null, probe, run, {
      outcome: 'unavailable',
      message,
      pod: 'novarc',
      command: '',
      exitCode: null,
      isByWorld,
      place: probe === 'var-log' ? 'pod/novarc' : '',
    })
}
