/** `docker ps` and `docker inspect`. */
import { second } from '../world/durations.ts'
import { inside } from '../world/periods.ts'
import { type ClusterNode, isOver, type Pod, type Run, type Standalone } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { dockerAge } from './ages.ts'
import { columns, local, zoneText } from './print.ts'
import type { Answer, ContainerRow } from './rows.ts'

/** `hand`: `docker ps -a` with short ids; `running`: `docker ps`. */
export type DockerAsked = 'json' | 'table' | 'hand' | 'running'

type Details = Pick<ContainerRow, 'key' | 'id' | 'name' | 'image' | 'createdMs' | 'run'> & Partial<ContainerRow>

/** Every container docker knows on the node, newest first. */
export function containersOn(world: World, node: ClusterNode, atMs: number): ContainerRow[] {
  const list: ContainerRow[] = []
  const add = (details: Details) => list.push(rowOf(details, atMs))
  for (const container of world.standalone)
    if (container.node === node && container.createdMs <= atMs && atMs < container.removedMs)
      add(standaloneDetails(container, atMs))
  for (const pod of world.podsOn(node, atMs)) for (const details of detailsOfPod(world, pod, atMs)) add(details)
  return list.sort((a, b) => b.createdMs - a.createdMs)
}

function rowOf(details: Details, atMs: number): ContainerRow {
  const { run } = details
  const isEnded = run !== null && isOver(run, atMs)
  return {
    imageText: '',
    runs: run === null ? [] : [run],
    state: run === null ? 'created' : isEnded ? 'exited' : 'running',
    health: null,
    restartCount: 0,
    isOom: false,
    pod: null,
    part: '',
    attempt: 0,
    standalone: null,
    endedMs: run === null ? null : (run.shownMs ?? run.endMs),
    status: '',
    age: '',
    ...details,
  }
}

function standaloneDetails(container: Standalone, atMs: number): Details {
  const { id, name, image, createdMs, runs, policy } = container
  const run = runs.findLast(({ startMs }) => startMs <= atMs) ?? null
  const details: Details = { key: name, id, name, image, createdMs, run, runs, standalone: container }
  details.restartCount = run?.attempt ?? 0
  if (container.hasHealth) details.health = inside(container.unhealthy, atMs) ? 'unhealthy' : 'healthy'
  const willStart = policy !== 'no' && runs.some(({ startMs }) => startMs > atMs)
  if (run !== null && isOver(run, atMs) && willStart) details.state = 'restarting'
  return details
}

function detailsOfPod(world: World, pod: Pod, atMs: number): Details[] {
  const tail = `${pod.name}_${pod.ns}_${pod.uid}`
  const of = (run: Run, part: string, image: string, createdMs: number): Details => ({
    key: `${pod.ns}/${pod.name}/${part}`,
    id: run.id,
    name: `k8s_${part}_${tail}_${run.attempt}`,
    image,
    createdMs,
    run,
    pod,
    part,
    attempt: run.attempt,
  })
  const pause = `${world.traits.registryAddress}/cloudos/pause-amd64:3.0`
  // kubelet removes a sandbox some time after the next one came.
  const sandboxes = pod.sandboxes.filter((each, index) => {
    const next = pod.sandboxes[index + 1]
    return each.startMs <= atMs && (next === undefined || next.startMs > atMs - 90 * second)
  })
  const list = sandboxes.map((run) => of(run, 'POD', pause, run.startMs))
  const { init } = pod
  if (init?.run && init.run.startMs <= atMs) list.push(of(init.run, 'init', init.image, init.run.startMs))
  for (const { name, runs } of pod.containers) {
    const known = runs.filter(({ startMs, forgottenAtMs }) => startMs <= atMs && forgottenAtMs > atMs)
    for (const run of known.slice(-2)) list.push(of(run, name, run.image, run.startMs - 0.2 * second))
  }
  return list
}

function imageShown(world: World, image: string, isWhole: boolean): string {
  if (!world.traits.showsImagesById) return image
  const mask = (1n << 256n) - 1n
  let hash = 0xdeadbeefn
  for (const char of image) hash = (hash * 1099511628211n + BigInt(char.charCodeAt(0))) & mask
  const hex = ((hash * hash * hash * hash * 0x9e3779b97f4a7c15n) & mask).toString(16).padStart(64, 'a').slice(-64)
  return isWhole ? `sha256:${hex}` : hex.slice(0, 12)
}

export function dockerText(world: World, node: ClusterNode, atMs: number, asked: DockerAsked): Answer<'docker-ps'> {
  const { print } = world.traits
  const nowMs = world.clockOf(node, atMs)
  const age = (ms: number) => dockerAge(nowMs - world.clockOf(node, ms), print.dockerAges)
  const isWhole = asked === 'json' || asked === 'table'
  const rows = containersOn(world, node, atMs).filter(
    ({ state }) => asked !== 'running' || state === 'running' || state === 'restarting',
  )
  for (const row of rows) {
    row.imageText = imageShown(world, row.image, isWhole)
    const momentMs = row.state === 'running' ? row.run?.startMs : row.endedMs
    row.age = row.run === null ? '' : age(momentMs ?? atMs)
    row.status = statusOf(row)
  }
  const line = (row: ContainerRow) => {
    const id = isWhole ? row.id : row.id.slice(0, 12)
    return [id, row.imageText, '"/usr/bin/start.sh"', `${age(row.createdMs)} ago`, row.status, '', row.name]
  }
  const header = ['CONTAINER ID', 'IMAGE', 'COMMAND', 'CREATED', 'STATUS', 'PORTS', 'NAMES']
  if (asked !== 'json') return { text: columns([header, ...rows.map(line)]), rows }
  const object = (row: ContainerRow) => {
    const made = local(world.clockOf(node, row.createdMs), node.zoneMinutes)
    const json: Record<string, string> = {
      Command: '"/usr/bin/start.sh"',
      CreatedAt: `${made.slice(0, 10)} ${made.slice(11, 19)} ${zoneText(node.zoneMinutes)} CST`,
      ID: row.id,
      Image: row.imageText,
      Labels: '',
      LocalVolumes: '0',
      Mounts: '',
      Names: row.name,
      Networks: '',
      Ports: '',
      RunningFor: `${age(row.createdMs)} ago`,
      Size: '0B',
    }
    if (print.hasDockerState) json.State = row.state
    json.Status = row.status
    return `${JSON.stringify(json)}\n`
  }
  return { text: rows.map(object).join(''), rows }
}

function statusOf({ state, age, health, run }: ContainerRow): string {
  if (state === 'created') return 'Created'
  if (state === 'running') return `Up ${age}${health === null ? '' : ` (${health})`}`
  return `${state === 'exited' ? 'Exited' : 'Restarting'} (${run?.exitCode ?? 0}) ${age} ago`
}

export function inspectText(world: World, node: ClusterNode, atMs: number): Answer<'docker-inspect'> {
  const iso = (ms: number | null | undefined) =>
    ms === null || ms === undefined
      ? '0001-01-01T00:00:00Z'
      : `${new Date(world.clockOf(node, ms)).toISOString().slice(0, 23)}412345Z`
  const rows = containersOn(world, node, atMs)
  const lines = rows.map((row) => {
    const { run, state } = row
    const ended = row.runs.findLast((each) => each.startMs <= atMs && isOver(each, atMs))
    row.isOom = state === 'running' ? ended?.isOom === true && row.standalone !== null : run?.isOom === true
    const object = {
      Id: row.id,
      Name: `/${row.name}`,
      RestartCount: row.restartCount,
      Created: iso(row.createdMs),
      State: {
        Status: state,
        Running: state !== 'exited',
        Paused: false,
        Restarting: state === 'restarting',
        OOMKilled: row.isOom,
        Dead: false,
        Pid: state === 'running' ? 4242 : 0,
        ExitCode: state === 'running' ? 0 : (run?.exitCode ?? 0),
        Error: '',
        StartedAt: iso(run?.startMs),
        FinishedAt: iso(ended === undefined ? null : (ended.shownMs ?? ended.endMs)),
      },
      Config: { Image: imageShown(world, row.image, true) },
    }
    return `${JSON.stringify(object)}\n`
  })
  return { text: lines.join(''), rows }
}
