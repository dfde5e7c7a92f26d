/** Questions inside the pod of nova: its services, those of cinder and neutron, its logs. */
import { filesInPod } from '../site/logs.ts'
import { lsText } from '../tools/ls.ts'
import { servicesText } from '../tools/openstack.ts'
import type { LogRow } from '../tools/rows.ts'
import { isAway } from '../world/outages.ts'
import { periodAt } from '../world/periods.ts'
import { endedBy } from '../world/pods.ts'
import type { ClusterNode, Pod, ServiceList } from '../world/things.ts'
import type { Capture, CommandRun, Said } from './capture.ts'

export const inPodProbes = ['nova-service-list', 'cinder-service-list', 'neutron-agent-list', 'var-log'] as const
export type InPodProbe = (typeof inPodProbes)[number]

const listOf: Record<Exclude<InPodProbe, 'var-log'>, ServiceList> = {
  'nova-service-list': 'nova',
  'cinder-service-list': 'cinder',
  'neutron-agent-list': 'neutron',
}

export interface Failure {
  node: ClusterNode
  run: CommandRun
  said: Said<InPodProbe>
}

const request = '(Request-ID: req-52826c44-5d89-4512-a133-abbb638c19b8)'
const ended = 'command terminated with exit code 1\n'
const unreachable =
  "ERROR (ConnectFailure): Unable to establish connection to http://127.0.0.1:5000/v3/auth/tokens: HTTPConnectionPool(host='127.0.0.1', port=5000): Max retries exceeded\n"
const refusals = {
  401: `ERROR (Unauthorized): The request you have made requires authentication. (HTTP 401) ${request}\n${ended}`,
  connect: `${unreachable}${ended}`,
  apiError: `ERROR (ClientException): Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ (HTTP 500) ${request}\n${ended}`,
  openrc: 'bash: line 1: /root/admin-openrc.sh: No such file or directory\ncommand terminated with exit code 1\n',
}

function clientOf(capture: Capture, probe: Exclude<InPodProbe, 'var-log'>): string {
  if (probe === 'cinder-service-list') return 'cinder service-list'
  if (probe === 'neutron-agent-list') return 'neutron agent-list'
  const isOpenstack = capture.world.traits.print.nova.startsWith('openstack')
  return isOpenstack ? 'openstack compute service list' : 'nova service-list'
}

/** When it ended, or why it could not be asked. */
export function askInPod(
  capture: Capture,
  node: ClusterNode,
  pod: Pod,
  probe: InPodProbe,
  fromMs: number,
): number | Failure {
  const { world } = capture
  const run = capture.run(fromMs, probe === 'var-log' ? 0.4 : 2.2)
  const client = probe === 'var-log' ? '' : clientOf(capture, probe)
  const inner =
    probe === 'var-log' ? 'LC_ALL=C ls -la --time-style=full-iso /var/log' : `source /root/admin-openrc.sh && ${client}`
  const command = `/opt/bin/kubectl -s 127.0.0.1:8888 exec -n default ${pod.name} -- bash -c '${inner}'`
  const place = probe === 'var-log' ? 'pod/novarc' : ''
  const asked = { command, pod: pod.name, place }
  const fails = (stderr: string, isByWorld: boolean): Failure => ({
    node,
    run,
    said: { ...asked, exitCode: 1, stderr, isByWorld },
  })
  if (pod.node === null || !world.hears(pod.node, run.atMs))
    return fails('Error from server: error dialing backend: dial tcp 10.0.0.1:10250: i/o timeout\n', true)
  const [main] = pod.containers
  if (main !== undefined && endedBy(main, run.atMs))
    return fails(`error: unable to upgrade connection: container not found ("nova")\n${ended}`, true)
  if (probe === 'var-log') {
    const files = filesInPod(pod, run.atMs).map(
      ({ name, size }): LogRow => ({
        key: `/var/log/${name}`,
        name,
        size,
        modifiedMs: run.atMs,
        log: null,
        pod,
        isOld: false,
      }),
    )
    const nodeMs = world.clockOf(node, run.atMs)
    const offsetMs = world.offsetMs(node, run.atMs)
    const text = lsText(files, { nodeMs, offsetMs, zoneMinutes: 0, style: 'full-iso' })
    capture.add(node, probe, run, { ...asked, answer: { text, rows: files } })
    return run.endedMs
  }
  const notice = client.startsWith('nova') ? 'nova CLI is deprecated and will be a removed in a future release\n' : ''
  const refusal = refusalOf(capture, run.atMs)
  if (refusal !== null) {
    const isNoticed = refusal !== refusals.openrc
    return fails(`${isNoticed ? notice : ''}${refusal}`, true)
  }
  if (world.random.chance(0.003)) return fails(`${notice}${refusals.connect}`, false)
  const apis = world.controllers(run.atMs)
  const api = apis[Math.floor(run.atMs) % Math.max(1, apis.length)] ?? node
  const answer = servicesText(world, listOf[probe], run.atMs, api)
  capture.add(node, probe, run, { ...asked, answer, stderr: notice })
  return run.endedMs
}

/** What the client complains of while what it needs is away; null when all is there. */
function refusalOf({ world }: Capture, atMs: number): string | null {
  const fault = periodAt(world.keystoneFaults, atMs)
  if (fault !== undefined) return refusals[fault.how]
  if (isAway(world, 'mariadb', atMs)) return refusals.apiError
  const isWithoutKeystone = isAway(world, 'keystone', atMs) || isAway(world, 'haproxy', atMs)
  return isWithoutKeystone ? refusals.connect : null
}
