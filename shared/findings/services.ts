/** What rules need to know of nova services. */
import type { Finding } from '../model.ts'
import { secondMs } from '../parse/time.ts'
import type { Thresholds } from '../thresholds.ts'
import { clockOffsetOf, type Fact, factsOf, isTimed, msOf, numberOf, textOf } from './facts.ts'

export const isForcedDown = ({ fields }: Fact): boolean => fields.forcedDown === true
export const stateIs = ({ fields }: Fact, state: 'up' | 'down'): boolean => textOf(fields, 'state') === state
export const beatMsOf = ({ fields }: Fact): number | null => msOf(textOf(fields, 'updatedAt'))

/** When it was certainly alive, by the collector's clock; inferred snapshot times are by the site's clock already. */
export function beatByOurClock(fact: Fact): number | null {
  const [beatMs, offsetMs] = [beatMsOf(fact), clockOffsetOf(fact)]
  if (beatMs === null) return null
  if (offsetMs !== null) return beatMs - offsetMs
  return isTimed(fact.view) ? null : beatMs
}

/** How far the beat lies behind the newest of its own table: both by the site's clocks, so the collector's plays no part. */
export function behindPeersMs(fact: Fact): number {
  const mine = beatMsOf(fact)
  if (mine === null) return 0
  let newestMs = mine
  for (const peer of factsOf(fact.view, 'nova-service-list')) {
    if (peer.found.section === fact.found.section) newestMs = Math.max(newestMs, beatMsOf(peer) ?? mine)
  }
  return newestMs - mine
}

/** Age of the beat when both clocks are known, else how far it lies behind its peers at least. */
export function beatAgeMs(fact: Fact): number {
  const ageSeconds = numberOf(fact.fields, 'heartbeatAgeSeconds')
  const isExact = isTimed(fact.view) && clockOffsetOf(fact) !== null
  return Math.max(isExact && ageSeconds !== null ? ageSeconds * secondMs : 0, behindPeersMs(fact))
}

/** nova says `down` also of a service whose clock is wrong; an old beat shows that the service is silent in truth. */
export function isSilent(fact: Fact, before: Fact | null, { serviceDownTimeMs }: Thresholds): boolean {
  if (beatAgeMs(fact) > serviceDownTimeMs) return true
  const [then, now] = [before === null ? null : beatMsOf(before), beatMsOf(fact)]
  return (
    before !== null &&
    then !== null &&
    then === now &&
    isTimed(before.view) &&
    isTimed(fact.view) &&
    fact.view.snapshot.takenAtMs - before.view.snapshot.takenAtMs > serviceDownTimeMs
  )
}

export function serviceParams(fact: Fact): Finding['params'] {
  const { fields } = fact
  const ageSeconds = Math.round(beatAgeMs(fact) / secondMs)
  return {
    binary: textOf(fields, 'binary'),
    host: textOf(fields, 'host'),
    lastHeartbeatAt: textOf(fields, 'updatedAt'),
    heartbeatAgeSeconds: ageSeconds,
    reason: textOf(fields, 'disabledReason'),
  }
}

/** nova-compute reports through nova-conductor: while that is silent, every compute service grows old with it. */
export function serviceCause(fact: Fact, { heartbeatLateMs }: Thresholds): string {
  if (textOf(fact.fields, 'binary') === 'nova-compute') {
    const conductors = factsOf(fact.view, 'nova-service-list').filter(
      ({ fields }) => textOf(fields, 'binary') === 'nova-conductor',
    )
    const speaker = conductors[0]
    // With another conductor alive the reports still get through.
    const allSilent = conductors.every((one) => stateIs(one, 'down') || beatAgeMs(one) > heartbeatLateMs)
    if (speaker !== undefined && allSilent) return `service/${speaker.subject.key}`
  }
  return `service/${fact.subject.key}`
}

export const operatorNames = ({ fields }: Fact): string[] => {
  const binary = textOf(fields, 'binary')
  return [binary, `openstack-${binary}`]
}
