/** What a person typed on one controller. */
import { dockerText } from '../tools/docker.ts'
import { podsText } from '../tools/kubectl.ts'
import type { ContainerRow } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import { inside } from '../world/periods.ts'
import type { ClusterNode, Pod } from '../world/things.ts'
import { askInPod } from './ask-in-pod.ts'
import { listLogs } from './ask-node.ts'
import type { Capture, CommandRun } from './capture.ts'
import { kubeErrorAt } from './kube-errors.ts'

/** Returns how the time was inferred, where no clock told it. */
export function typeByHand(capture: Capture): string | null {
  const { world, atMs, targets } = capture
  const { random } = world
  const [node] = targets
  if (node === undefined || !world.isUp(node, atMs) || inside(node.sshCut, atMs)) return null
  capture.nodes.push({
    node,
    name: node.name,
    address: node.ip,
    outcome: 'ok',
    message: '',
    clockOffsetMs: null,
    zoneOffsetMinutes: null,
    isByWorld: false,
  })
  const inferred = random.chance(0.4) ? 'From the time of the file.' : null
  let cursorMs = atMs + second
  const pause = (fromMs: number) => {
    cursorMs = fromMs + random.float(4, 40) * second
  }
  const step = (usualSeconds: number): CommandRun => {
    const run = capture.run(cursorMs, usualSeconds)
    pause(run.endedMs)
    return run
  }
  if (random.chance(0.8)) typeDockerPs(capture, node, step)
  const listed = random.chance(0.9) ? typeGetPod(capture, node, step) : []
  const pod = listed.find(({ name }) => name.startsWith('novarc'))
  if (pod !== undefined && random.chance(0.9)) {
    const asked = askInPod(capture, node, pod, 'nova-service-list', cursorMs)
    if (typeof asked === 'number') pause(asked)
    else capture.add(asked.node, 'nova-service-list', asked.run, { ...asked.said, command: asked.said.command })
  }
  if (random.chance(0.6)) listLogs(capture, node, step(0.1), 'plain', 'ls -la /var/log')
  return inferred
}

type Step = (usualSeconds: number) => CommandRun

function typeDockerPs(capture: Capture, node: ClusterNode, step: Step): void {
  const { world } = capture
  const isAll = world.random.chance(0.4)
  const word = world.random.chance(0.35) ? 'nova' : null
  const run = step(0.5)
  if (inside(node.dockerDown, run.atMs)) return
  const { text, rows } = dockerText(world, node, run.atMs, isAll ? 'hand' : 'running')
  const lines = text.split('\n').filter((line) => word === null || line.includes(word))
  const isShown = ({ id }: ContainerRow) => lines.some((line) => line.includes(id.slice(0, 12)))
  capture.add(node, 'docker-ps', run, {
    answer: { text: `${lines.join('\n').trimEnd()}\n`, rows: rows.filter(isShown) },
    command: isAll ? 'docker ps -a' : 'docker ps',
    partialView: word === null ? null : `| grep ${word}`,
    isPartial: !isAll,
  })
}

/** Returns the running pods that were listed. */
function typeGetPod(capture: Capture, node: ClusterNode, step: Step): Pod[] {
  const { world } = capture
  const run = step(1)
  const isAll = world.random.chance(0.5)
  const command = `kubectl -s 127.0.0.1:8888 get pod ${isAll ? '--all-namespaces ' : ''}-o wide`
  const error = kubeErrorAt(world, node, run.atMs)
  if (error !== null) {
    capture.add(node, 'kubectl-get-pods', run, { exitCode: 1, stderr: error, command, isByWorld: true })
    return []
  }
  const answer = podsText(world, run.atMs, node, isAll ? 'wide' : 'default')
  capture.add(node, 'kubectl-get-pods', run, { answer, command, isPartial: !isAll })
  return answer.rows.filter(({ status }) => status === 'Running').map(({ pod }) => pod)
}
