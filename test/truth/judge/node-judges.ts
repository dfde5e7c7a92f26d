/** Judges of what is said of nodes, disks, logs and the capture itself. */
import { second } from '../world/durations.ts'
import { beginningOf, type Judge, literal, moment, no, rowOf, yes } from './verdict.ts'

/** What a capture takes. */
const captureMs = 200 * second

const clockSkew: Judge = (reading, { finding, later }) => {
  const { world, snapshots } = reading
  const node = reading.nodeNamed(String(finding.params.node))
  if (node === undefined) return no('no such node')
  const atMs = snapshots[later]?.trueMs ?? 0
  const ahead = Number(finding.params.aheadSeconds)
  const isSo = [atMs, atMs + 3 * second].some((each) => Math.abs(world.offsetMs(node, each) / second - ahead) < 4)
  if (!isSo) return no(`the offset is ${world.offsetMs(node, atMs)} ms`)
  const settings = node.clock.map(({ fromMs }, index) => ({
    fromMs,
    toMs: node.clock[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY,
  }))
  return yes(beginningOf(settings, atMs))
}

const rebooted: Judge = (reading, placed) => {
  const [a, b] = [rowOf(reading, 'host', placed, placed.earlier), rowOf(reading, 'host', placed)]
  if (a === null || b === null || a.row.bootMs === b.row.bootMs) return no('it was not')
  return yes([moment(b.row.bootMs)])
}

/** Its subject is the node, its lines are of containers there. */
const dockerRestarted: Judge = (reading, { finding, later, earlier }) => {
  const node = reading.nodeNamed(finding.subject.place)
  const [a, b] = [reading.snapshots[earlier ?? -1], reading.snapshots[later]]
  if (node === undefined || a === undefined || b === undefined) return no('no such node or snapshots')
  const away = node.dockerDown.find(({ fromMs, toMs }) => toMs > a.trueMs && fromMs < b.trueMs + captureMs)
  return away === undefined ? no('docker ran on') : yes([away])
}

/** The pods that ran on the node when the earlier listing was made, and do not now. */
const lostPods: Judge = (reading, { finding, later, earlier }) => {
  const { world, snapshots } = reading
  const node = reading.nodeNamed(String(finding.params.node))
  const [a, b] = [snapshots[earlier ?? -1], snapshots[later]]
  if (node === undefined || a === undefined || b === undefined) return no('no such node or snapshots')
  const runs = (atMs: number) => world.pods.filter((pod) => pod.node === node && world.isLive(pod, atMs)).length
  return runs(b.trueMs + captureMs) < runs(a.trueMs) || node.notReady.length > 0 ? yes() : no('they are there')
}

const probeFailed: Judge = ({ snapshots }, { finding, later }) => {
  const snapshot = snapshots[later]
  if (snapshot === undefined) return no('no such snapshot')
  const { node, probe } = finding.params
  const isSo =
    probe === undefined || probe === ''
      ? snapshot.nodes.some((each) => each.outcome !== 'ok' && each.name === node)
      : snapshot.outputs.some((each) => each.probe === probe && each.node === node && each.outcome !== 'ok')
  return isSo ? yes() : no('it did not fail')
}

const logRotated: Judge = (reading, placed) => {
  const [a, b] = [rowOf(reading, 'var-log', placed, placed.earlier), rowOf(reading, 'var-log', placed)]
  if (a === null || b === null) return no('no such rows')
  const last = b.row.log?.rotations.findLast(({ atMs }) => atMs > a.atMs && atMs <= b.atMs)
  return last === undefined ? no('it was not rotated') : yes([moment(last.atMs)])
}

export const nodeJudges: Record<string, Judge> = {
  'node-not-ready': literal(
    'kubectl-get-nodes',
    ({ status }) => status.startsWith('NotReady'),
    ({ node }, { atMs }) => beginningOf(node.notReady, atMs),
  ),
  'node-rebooted': rebooted,
  'docker-restarted': dockerRestarted,
  'node-lost-pods': lostPods,
  // A log has no service in this world.
  'log-silent': literal('var-log', ({ log }) => log !== null && log.stops.length > 0),
  'clock-not-kept': literal('time-sync', ({ isLost }) => isLost),
  'clock-skew': clockSkew,
  'disk-full': literal('df', ({ percent }, { finding }) => percent === finding.params.percent),
  'unit-failed': literal('systemctl-failed', () => true),
  'log-grew-fast': (reading, placed) => {
    const [a, b] = [rowOf(reading, 'var-log', placed, placed.earlier), rowOf(reading, 'var-log', placed)]
    const grown = a === null || b === null ? null : b.row.size - a.row.size
    return grown === placed.finding.params.grownBytes ? yes() : no('other sizes')
  },
  'log-missing': (reading, placed) => {
    const before = rowOf(reading, 'var-log', placed, placed.earlier)
    if (before === null || rowOf(reading, 'var-log', placed) !== null) return no('it is there')
    const removedMs = before.row.log?.removedMs ?? Number.POSITIVE_INFINITY
    return yes(removedMs < Number.POSITIVE_INFINITY ? [moment(removedMs)] : null)
  },
  'log-rotated': logRotated,
  'snapshot-incomplete': ({ snapshots }, { finding, later }) => {
    const { node } = finding.params
    const isThere = snapshots[later]?.nodes.some(({ outcome, name }) => outcome === 'ok' && name === node) ?? true
    return isThere ? no('the node is in it') : yes()
  },
  'probe-failed': probeFailed,
}
