/** What lists of services and agents show. */
import { episodesOf } from '../judge/service-judges.ts'
import type { ServiceProbe } from '../tools/rows.ts'
import { second } from '../world/durations.ts'
import { isSilent, lastBeatMs } from '../world/services.ts'
import type { Look } from './expectations.ts'

/** A beat as old as this is late to any reader. */
const surelyLateMs = 33 * second

export function expectOfService({ reading, index, shown, earlier, expect }: Look<ServiceProbe>): void {
  const { service, state, status, isForced } = shown.row
  const isAway = isSilent(service, shown.atMs)
  if (shown.probe !== 'nova-service-list') {
    if (state === 'down' && isAway && status !== 'disabled') expect.state('agent-down', shown, index)
    return
  }
  if (status === 'disabled') expect.state('service-disabled', shown, index)
  if (isForced) expect.state('service-forced-down', shown, index)
  else if (state === 'down' && isAway) {
    if (earlier?.row.state === 'up') expect.change('service-went-down', shown, index)
    else expect.state('service-down', shown, index)
  }
  const lateMs = shown.startedAtMs - lastBeatMs(service, shown.atMs)
  const isTimed = reading.snapshots[index]?.how === 'ssh'
  if (state === 'up' && isAway && lateMs > surelyLateMs && isTimed) expect.state('service-going-down', shown, index)
  if (state === 'up' && earlier?.row.state === 'down' && isSilent(service, earlier.atMs))
    expect.change('service-recovered', shown, index)
  const { probe, place, key } = shown
  if (episodesOf(reading, { subject: { probe, place, key }, later: index }) >= 2)
    expect.state('service-flapping', shown, index)
}
