/** The nova services of the simulated site, told as nova's database would. */
import { minuteMs, secondMs } from '../../shared/parse/time.ts'
import { uuidFor } from './site-pods.ts'
import type { Story } from './story.ts'

export interface SiteService {
  id: string
  binary: string
  host: string
  zone: string
  state: 'up' | 'down'
  updatedAtMs: number
}

const beatEveryMs = 10 * secondMs
const serviceDownTimeMs = minuteMs

// nova-compute has no database of its own: its heartbeats go through the conductor and stop with it.
const plans = [
  { binary: 'nova-conductor', host: 'nova-service', zone: 'internal', phaseMs: 5000, needsConductor: true },
  { binary: 'nova-scheduler', host: 'nova-service', zone: 'internal', phaseMs: 6000, needsConductor: false },
  { binary: 'nova-consoleauth', host: 'nova-service', zone: 'internal', phaseMs: 9000, needsConductor: false },
  { binary: 'nova-cert', host: 'nova-service', zone: 'internal', phaseMs: 2000, needsConductor: false },
  { binary: 'nova-compute', host: 'cvk1rc', zone: 'keyong', phaseMs: 4000, needsConductor: true },
  { binary: 'nova-compute', host: 'cvk2rc', zone: 'keyong', phaseMs: 1000, needsConductor: true },
  { binary: 'nova-compute', host: 'cvk3rc', zone: 'keyong', phaseMs: 3000, needsConductor: true },
]

export function servicesAt(story: Story, atMs: number): SiteService[] {
  const { conductorStoppedAtMs, conductorStartedAtMs } = story
  const isStopped = atMs >= conductorStoppedAtMs && atMs < conductorStartedAtMs + beatEveryMs
  return plans.map(({ binary, host, zone, phaseMs, needsConductor }) => {
    const lastMs = needsConductor && isStopped ? conductorStoppedAtMs : atMs
    const updatedAtMs = Math.floor((lastMs - phaseMs) / beatEveryMs) * beatEveryMs + phaseMs
    const state = atMs - updatedAtMs <= serviceDownTimeMs ? 'up' : 'down'
    return { id: uuidFor(`${binary} ${host}`), binary, host, zone, state, updatedAtMs }
  })
}
