/** Questions to one node. */
import { dockerText, inspectText } from '../tools/docker.ts'
import { dfText, failedUnitsText, freeText, hostText, timeSyncText } from '../tools/host.ts'
import { filesOfLog, lsText } from '../tools/ls.ts'
import type { Probe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import { inside } from '../world/periods.ts'
import type { ClusterNode } from '../world/things.ts'
import type { Capture, CommandRun } from './capture.ts'

const noDaemon = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n'
const noTime = 'It did not end within 30 s; what it had printed by then is kept.'

export function askNode(capture: Capture, node: ClusterNode, loginMs: number): void {
  askHost(capture, node, loginMs)
  askDocker(capture, node, loginMs)
  const { world } = capture
  const logs = capture.run(loginMs, 0.1)
  if (!isUnlucky(capture, node, loginMs, 'var-log', 0.1, 'LC_ALL=C ls -la --time-style=full-iso /var/log'))
    listLogs(capture, node, logs, world.traits.print.logs)
  const units = capture.run(loginMs, 0.2)
  const df = capture.run(loginMs, 0.1)
  const sync = capture.run(loginMs, 0.3)
  capture.add(node, 'systemctl-failed', units, {
    answer: failedUnitsText(node, units.atMs),
    command: 'systemctl list-units --state=failed --all --no-legend --no-pager --plain --full',
  })
  if (!isUnlucky(capture, node, loginMs, 'df', 0.1, 'df -P -k -l'))
    capture.add(node, 'df', df, { answer: dfText(node, df.atMs), command: 'df -P -k -l' })
  capture.add(node, 'free', df, { answer: { text: freeText(), rows: [] }, command: 'free -k' })
  capture.add(node, 'time-sync', sync, {
    answer: timeSyncText(world, node, sync.atMs),
    command: 'timedatectl; chronyc -n tracking',
  })
}

/** Now and then a command fails for no reason of the site's. */
function isUnlucky(
  capture: Capture,
  node: ClusterNode,
  loginMs: number,
  probe: Probe,
  usualSeconds: number,
  command: string,
): boolean {
  const { random } = capture.world
  if (!random.chance(0.0015)) return false
  const run = capture.run(loginMs, usualSeconds)
  if (random.chance(0.5)) run.endedMs = run.startedMs + 30 * second
  if (random.chance(0.5)) capture.add(node, probe, run, { outcome: 'timed-out', message: noTime, command })
  else capture.add(node, probe, run, { exitCode: 1, stderr: 'Killed\n', command })
  return true
}

function askHost(capture: Capture, node: ClusterNode, loginMs: number): void {
  const { world, how } = capture
  const run = capture.run(loginMs, 0.15)
  const tripMs = world.random.log(0.02, 0.4) * second * capture.load
  const readMs = run.startedMs + world.random.float(0.1, 0.9) * tripMs
  const nodeMs = Math.floor(world.clockOf(node, readMs) / second) * second
  const command = 'echo "hostname: $(hostname)"; date; uptime'
  capture.add(node, 'host', run, { answer: hostText(world, node, readMs, nodeMs), command })
  const met = capture.nodes.find((each) => each.node === node)
  if (met === undefined) return
  // As the collector measures it: half a second past the printed second, against the middle of the wait for the first byte.
  met.clockOffsetMs = how === 'script' ? 0 : Math.round(nodeMs + second / 2 - (run.startedMs + tripMs / 2))
}

function askDocker(capture: Capture, node: ClusterNode, loginMs: number): void {
  const { world } = capture
  const { print } = world.traits
  const json = "docker ps -a --no-trunc --format '{{json .}}'"
  const command = print.docker === 'json' ? json : 'docker ps -a --no-trunc'
  const list = 'ids=$(docker ps -aq --no-trunc) || exit $?; '
  const run = capture.run(loginMs, 0.6)
  if (inside(node.dockerDown, run.atMs)) {
    const refused = { exitCode: 1, stderr: noDaemon, isByWorld: true }
    capture.add(node, 'docker-ps', run, { ...refused, command })
    capture.add(node, 'docker-inspect', run, { ...refused, command: `${list}docker inspect` })
    return
  }
  if (!isUnlucky(capture, node, loginMs, 'docker-ps', 0.6, command))
    capture.add(node, 'docker-ps', run, { answer: dockerText(world, node, run.atMs, print.docker), command })
  if (!print.hasInspect || isUnlucky(capture, node, loginMs, 'docker-inspect', 1.2, 'docker inspect')) return
  const later = capture.run(loginMs, 1.2)
  if (inside(node.dockerDown, later.atMs)) return
  capture.add(node, 'docker-inspect', later, {
    answer: inspectText(world, node, later.atMs),
    command: `${list}[ -z "$ids" ] || docker inspect --type container`,
  })
}

const commandOf = (style: 'full-iso' | 'plain'): string =>
  style === 'full-iso' ? 'LC_ALL=C ls -la --time-style=full-iso /var/log' : 'LC_ALL=C ls -la /var/log'

export function listLogs(
  capture: Capture,
  node: ClusterNode,
  run: CommandRun,
  style: 'full-iso' | 'plain',
  command = commandOf(style),
): void {
  const { world } = capture
  const rows = world.logs.filter((log) => log.node === node).flatMap((log) => filesOfLog(world, log, run.atMs))
  const nodeMs = world.clockOf(node, run.atMs)
  const offsetMs = world.offsetMs(node, run.atMs)
  const text = lsText(rows, { nodeMs, offsetMs, zoneMinutes: node.zoneMinutes, style })
  capture.add(node, 'var-log', run, { answer: { text, rows }, command })
}
