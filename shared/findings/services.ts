/** What rules need to know of nova services. */
import { secondMs } from '../parse/time.ts'
import type { novaServiceFields } from '../probes/nova-service-list/fields.ts'
import { novaServiceList } from '../probes/nova-service-list/probe.ts'
import type { Thresholds } from '../thresholds.ts'
import type { Language } from '../words/language.ts'
import { clockOffsetOf, type FactOf, factsOf, isTimed, msOf, takenAtMsOf } from './facts.ts'
import type { ParamsOf } from './params.ts'
import { runOn } from './phrases.ts'

export type ServiceFact = FactOf<typeof novaServiceFields>

export const isForcedDown = ({ fields }: ServiceFact): boolean => fields.forcedDown === true
export const stateIs = ({ fields }: ServiceFact, state: 'up' | 'down'): boolean => fields.state === state
export const beatMsOf = ({ fields }: ServiceFact): number | null => msOf(fields.updatedAt)

/** When it was certainly alive, by the collector's clock; inferred snapshot times are by the site's clock already. */
export function beatByOurClock(fact: ServiceFact): number | null {
  const beatMs = beatMsOf(fact)
  const offsetMs = clockOffsetOf(fact)
  if (beatMs === null) return null
  if (offsetMs !== null) return beatMs - offsetMs
  return isTimed(fact.view) ? null : beatMs
}

/** How far the beat lies behind the newest of its own table: both by the site's clocks, so the collector's plays no part. */
export function behindPeersMs(fact: ServiceFact): number {
  const mine = beatMsOf(fact)
  if (mine === null) return 0
  let newestMs = mine
  for (const peer of factsOf(fact.view, novaServiceList)) {
    if (peer.found.section === fact.found.section) newestMs = Math.max(newestMs, beatMsOf(peer) ?? mine)
  }
  return newestMs - mine
}

/** Age of the beat when both clocks are known, else how far it lies behind its peers at least. */
export function beatAgeMs(fact: ServiceFact): number {
  const { heartbeatAgeSeconds } = fact.fields
  const isExact = isTimed(fact.view) && clockOffsetOf(fact) !== null
  const ageMs = isExact && heartbeatAgeSeconds !== null ? heartbeatAgeSeconds * secondMs : 0
  return Math.max(ageMs, behindPeersMs(fact))
}

/** nova says `down` also of a service whose clock is wrong; an old beat shows that the service is silent in truth. */
export function isSilent(
  fact: ServiceFact,
  before: ServiceFact | null,
  { serviceDownTimeMs }: Pick<Thresholds, 'serviceDownTimeMs'>,
): boolean {
  if (beatAgeMs(fact) > serviceDownTimeMs) return true
  const then = before === null ? null : beatMsOf(before)
  return (
    before !== null &&
    then !== null &&
    then === beatMsOf(fact) &&
    isTimed(before.view) &&
    isTimed(fact.view) &&
    takenAtMsOf(fact) - takenAtMsOf(before) > serviceDownTimeMs
  )
}

export const serviceParams = {
  binary: 'text',
  host: 'text',
  lastHeartbeatAt: 'text?',
  heartbeatAgeSeconds: 'number',
  reason: 'text?',
} as const

export const serviceParamsOf = (fact: ServiceFact): ParamsOf<typeof serviceParams> => ({
  binary: fact.fields.binary,
  host: fact.fields.host,
  lastHeartbeatAt: fact.fields.updatedAt,
  heartbeatAgeSeconds: Math.round(beatAgeMs(fact) / secondMs),
  reason: fact.fields.disabledReason,
})

/** What an operator calls it. */
export const serviceNames = ({ fields: { binary } }: ServiceFact): string[] => [binary, `openstack-${binary}`]

interface ServiceName {
  binary: string
  host: string
}
/** The service as sentences begin; in Chinese a space follows, where letters meet the sentence. */
export const serviceAt = ({ binary, host }: ServiceName, language: Language): string =>
  language === 'zh' ? `${host} 上的 ${binary} ` : `${binary} on ${host}`
const statusOf = ({ binary, host }: ServiceName, language: Language): string =>
  runOn(host, `systemctl status openstack-${binary}.service`, language)
export const serviceStatus = {
  en: (name: ServiceName): string => statusOf(name, 'en'),
  zh: (name: ServiceName): string => statusOf(name, 'zh'),
}
export const listService = ({ binary, host }: ServiceName): string =>
  `nova service-list --binary ${binary} --host ${host}`
