/** What `docker ps` 18.09 prints on a node of the simulated site. */
import { hourMs, minuteMs, secondMs } from '../../shared/parse/time.ts'
import { digitsFor, podsAt, type SitePod } from './site-pods.ts'
import { type SiteNode, type Story, siteZoneOffsetMinutes } from './story.ts'

interface Container {
  name: string
  image: string
  command: string
  createdAtMs: number
  status: string
}

/** `docker ps -a --no-trunc --format '{{json .}}'`: newest first, as docker lists them. */
export function dockerPsOutput(story: Story, node: SiteNode, atMs: number): string {
  const containers = podsAt(story, atMs)
    .filter((pod) => pod.node === node.address)
    .flatMap((pod) => containersOf(pod, atMs))
    .sort((a, b) => b.createdAtMs - a.createdAtMs || (a.name < b.name ? -1 : 1))
  return containers.map((container) => `${JSON.stringify(lineOf(container, atMs))}\n`).join('')
}

function containersOf(pod: SitePod, atMs: number): Container[] {
  // Without its volumes kubelet makes neither the sandbox nor the container.
  if (pod.state.is === 'creating') return []
  const { startedAtMs } = pod.state
  const suffix = `${pod.name}_${pod.namespace}_${pod.uid}`
  const sandboxMs = pod.firstStartMs - 2 * secondMs
  const own = { image: pod.image, command: pod.command }
  const containers: Container[] = [
    {
      ...own,
      name: `k8s_${pod.container}_${suffix}_${pod.restarts}`,
      createdAtMs: startedAtMs,
      status:
        pod.state.is === 'crash-looping'
          ? `Exited (1) ${humanDuration(atMs - pod.state.endedAtMs)} ago`
          : `Up ${humanDuration(atMs - startedAtMs)}`,
    },
    {
      name: `k8s_POD_${suffix}_0`,
      image: '192.168.12.11:9999/cloudos/pause-amd64:3.0',
      command: '/pause',
      createdAtMs: sandboxMs,
      status: `Up ${humanDuration(atMs - sandboxMs)}`,
    },
  ]
  const { lastRun } = pod
  // kubelet keeps the last dead container of each container that it started again.
  if (pod.state.is === 'running' && lastRun !== null)
    containers.push({
      ...own,
      name: `k8s_${pod.container}_${suffix}_${pod.restarts - 1}`,
      createdAtMs: lastRun.startedAtMs,
      status: `Exited (${lastRun.exitCode}) ${humanDuration(atMs - lastRun.endedAtMs)} ago`,
    })
  return containers
}

function lineOf({ name, image, command, createdAtMs, status }: Container, atMs: number) {
  const local = new Date(createdAtMs + siteZoneOffsetMinutes * minuteMs).toISOString()
  return {
    Command: `"${command}"`,
    CreatedAt: `${local.slice(0, 10)} ${local.slice(11, 19)} +0800 CST`,
    ID: digitsFor(`container ${name}`),
    Image: image,
    Labels: '',
    LocalVolumes: '0',
    Mounts: '',
    Names: name,
    Networks: '',
    Ports: '',
    RunningFor: `${humanDuration(atMs - createdAtMs)} ago`,
    Size: '0B',
    Status: status,
  }
}

/** docker's own words: seconds and minutes are cut off, hours are rounded. */
export function humanDuration(ms: number): string {
  const seconds = Math.floor(ms / secondMs)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(ms / minuteMs)
  if (minutes === 1) return 'About a minute'
  if (minutes < 60) return `${minutes} minutes`
  const hours = Math.round(ms / hourMs)
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`
  return `${Math.floor(hours / 24 / 7)} weeks`
}
