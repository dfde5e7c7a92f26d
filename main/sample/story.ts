/** What happens to the simulated site, and when. All times of the incident are UTC; the nodes live in UTC+8. */
import { dayMs, hourMs, minuteMs, secondMs } from '../../shared/parse/time.ts'

export interface SiteNode {
  name: string
  address: string
  /** How far its clock runs ahead of the collector's. */
  clockAheadMs: number
}

export const siteName = 'cloudos-demo'
export const siteZoneOffsetMinutes = 480
export const siteNodes: readonly SiteNode[] = [
  { name: 'cloudos1', address: '192.168.12.11', clockAheadMs: 0 },
  { name: 'cloudos2', address: '192.168.12.12', clockAheadMs: 0 },
  { name: 'cloudos3', address: '192.168.12.13', clockAheadMs: 3 * secondMs },
]

/** The nova client's pod. */
export const novaPod = { namespace: 'default', name: 'novarc-1lj17' }

export interface OperatorAction {
  atMs: number
  node: string
  kind: 'service-stopped' | 'service-started'
  subject: string
  text: string
}

export interface Moment {
  atMs: number
  /** Names of nodes whose sshd does not run. */
  unreachable: string[]
  /** What the operator did since the moment before. */
  actions: OperatorAction[]
}

export interface Story {
  moments: Moment[]
  conductorStoppedAtMs: number
  conductorStartedAtMs: number
  /** From here on cloudos2 starts no sandbox for a new pod, until its volume plugin answers again. */
  volumesStuckAtMs: number
  volumesBackAtMs: number
  /** The starts after the first one of the container that crashes, and its ends; the last start holds. */
  crashStartsMs: number[]
  crashEndsMs: number[]
  /** While it lasts, the retries of the boot script fill its log. */
  logFloodsAtMs: number
  logFloodEndsAtMs: number
  logRotatedAtMs: number
}

/** The last day on which the incident was over by `nowMs`. */
export function storyBefore(nowMs: number): Story {
  const incidentEndMs = 14 * hourMs + 10 * minuteMs
  const dayStartMs = Math.floor((nowMs - incidentEndMs) / dayMs) * dayMs
  const at = (hours: number, minutes: number, seconds = 0, ms = 0): number =>
    dayStartMs + hours * hourMs + minutes * minuteMs + seconds * secondMs + ms

  const conductorStoppedAtMs = at(13, 21, 36)
  const conductorStartedAtMs = at(13, 52, 10)
  const systemctl = (verb: 'stop' | 'start', atMs: number): OperatorAction => ({
    atMs,
    node: 'cloudos1',
    kind: verb === 'stop' ? 'service-stopped' : 'service-started',
    subject: 'nova-conductor',
    text: `systemctl ${verb} openstack-nova-conductor.service`,
  })
  const moment = (minutes: number, seconds: number, more: Partial<Moment> = {}): Moment => ({
    // A capture is over long before the second is, so that the same second is printed by every command of it.
    atMs: at(13, minutes, seconds, 300),
    unreachable: [],
    actions: [],
    ...more,
  })
  return {
    moments: [
      moment(10, 0),
      moment(16, 0),
      // 55 s after the last heartbeat: nova still says up.
      moment(22, 30, { actions: [systemctl('stop', conductorStoppedAtMs)] }),
      moment(25, 0),
      moment(31, 0),
      moment(47, 0, { unreachable: ['cloudos3'] }),
      moment(57, 0, { actions: [systemctl('start', conductorStartedAtMs)] }),
      moment(65, 0),
    ],
    conductorStoppedAtMs,
    conductorStartedAtMs,
    volumesStuckAtMs: at(13, 29, 4),
    volumesBackAtMs: at(13, 49, 40),
    ...crashes(at(13, 26)),
    logFloodsAtMs: at(13, 25, 10),
    logFloodEndsAtMs: at(13, 30, 50),
    logRotatedAtMs: at(13, 50, 1),
  }
}

/** kubelet waits 10 s before it starts a container again, then twice as long each time, but at most 5 minutes. */
function crashes(firstEndMs: number): Pick<Story, 'crashStartsMs' | 'crashEndsMs'> {
  const crashStartsMs: number[] = []
  const crashEndsMs = [firstEndMs]
  let endMs = firstEndMs
  for (let restart = 1; restart <= 10; restart++) {
    const startMs = endMs + Math.min(10 * secondMs * 2 ** (restart - 1), 5 * minuteMs)
    crashStartsMs.push(startMs)
    endMs = startMs + 4 * secondMs
    if (restart < 10) crashEndsMs.push(endMs)
  }
  return { crashStartsMs, crashEndsMs }
}
