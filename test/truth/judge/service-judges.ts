/** Judges of what is said of services and agents. */
import type { Shown } from '../capture/snapshot.ts'
import type { ServiceProbe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import { type Period, periodAt } from '../world/periods.ts'
import { downTimeMs, isSilent, lastBeatMs, writerOf } from '../world/services.ts'
import type { Service } from '../world/things.ts'
import type { Placed, Reading } from './reading.ts'
import { beginningOf, type Judge, literal, no, rowOf, yes } from './verdict.ts'

/** From its last beat until others could call it down. */
function silentSince({ world }: Reading, service: Service, atMs: number): Period[] {
  const beatMs = lastBeatMs(service, atMs)
  const gap = periodAt(service.gaps, atMs)
  const fromMs = Math.min(beatMs, gap?.fromMs ?? beatMs) - second
  return [{ fromMs, toMs: (gap?.fromMs ?? beatMs) + downTimeMs(world, service) + 12 * second }]
}

function whyAlive({ world }: Reading, service: Service, atMs: number): string {
  const skewed = world.nodes.filter((node) => Math.abs(world.offsetMs(node, atMs)) > 20 * second)
  if (skewed.length === 0) return 'it beats'
  const writer = writerOf(world, service, lastBeatMs(service, atMs))
  const isWriter = writer !== undefined && skewed.includes(writer)
  return `it beats; the clock of ${isWriter ? 'its writer' : 'another node'} is off`
}

const serviceProbes: ServiceProbe[] = ['nova-service-list', 'cinder-service-list', 'neutron-agent-list']
type About = Pick<Placed, 'subject' | 'later'>
function serviceAt(reading: Reading, placed: About, index = placed.later): Shown<ServiceProbe> | null {
  const probe = serviceProbes.find((each) => each === placed.subject.probe)
  return probe === undefined ? null : rowOf(reading, probe, placed, index)
}

const isAway: Judge = (reading, placed) => {
  const shown = serviceAt(reading, placed)
  if (shown === null) return no('no such row')
  const { service } = shown.row
  if (!isSilent(service, shown.atMs)) return no(whyAlive(reading, service, shown.atMs))
  return yes(silentSince(reading, service, shown.atMs))
}

const agentDown: Judge = (reading, placed) => {
  const shown = serviceAt(reading, placed)
  if (shown === null || shown.row.state !== 'down') return no('the list does not say so')
  const { service } = shown.row
  return isSilent(service, shown.atMs)
    ? yes(silentSince(reading, service, shown.atMs))
    : no(whyAlive(reading, service, shown.atMs))
}

const recovered: Judge = (reading, placed) => {
  const [a, b] = [serviceAt(reading, placed, placed.earlier ?? -1), serviceAt(reading, placed)]
  if (a === null || b === null) return no('no such rows')
  const { service } = a.row
  if (!isSilent(service, a.atMs)) return no(`it was never away: ${whyAlive(reading, service, a.atMs)}`)
  // It came back with the first beat behind a silence; the list may have read `down` for some seconds more.
  const gap = service.gaps.findLast(({ toMs }) => toMs > a.atMs - 2 * service.intervalMs && toMs <= b.atMs)
  if (gap === undefined) return no('it is still away')
  return yes([{ fromMs: gap.toMs - second, toMs: Math.max(a.atMs, gap.toMs) + service.intervalMs + 2 * second }])
}

/** How often it was down in truth, as far as snapshots up to that one show it. */
export function episodesOf(reading: Reading, { subject, later }: About): number {
  let wasUp = true
  let episodes = 0
  for (let index = 0; index <= later; index++) {
    const shown = serviceAt(reading, { subject, later }, index)
    if (shown === null) continue
    if (shown.row.state === 'down' && wasUp && isSilent(shown.row.service, shown.atMs)) episodes++
    wasUp = shown.row.state === 'up'
  }
  return episodes
}

export const serviceJudges: Record<string, Judge> = {
  'service-went-down': isAway,
  'service-down': isAway,
  'service-going-down': isAway,
  'service-recovered': recovered,
  'service-flapping': (reading, placed) => {
    const episodes = episodesOf(reading, placed)
    return episodes >= Number(placed.finding.params.episodes) ? yes() : no(`${episodes} times in truth`)
  },
  'service-disabled': literal(
    'nova-service-list',
    ({ status }) => status === 'disabled',
    ({ service }, { atMs }) => beginningOf(service.disabled, atMs),
  ),
  'service-forced-down': literal('nova-service-list', ({ isForced }) => isForced),
  'agent-down': agentDown,
}
