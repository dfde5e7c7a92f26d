/** What rules need to know of nova services. */
import type { Event, Interval } from '../model.ts'
import { intervalOf, secondMs } from '../parse/time.ts'
import type { novaServiceFields } from '../probes/nova-service-list/fields.ts'
import { novaServiceList } from '../probes/nova-service-list/probe.ts'
import type { Thresholds } from '../thresholds.ts'
import type { Language } from '../words/language.ts'
import { type FactOf, factsOf, msOf } from './facts.ts'
import type { ParamsOf } from './params.ts'
import { runOn } from './phrases.ts'
import type { RuleContext } from './rule.ts'
import { type Silence, silenceOf } from './silence.ts'

export type ServiceFact = FactOf<typeof novaServiceFields>

export const isForcedDown = ({ fields }: ServiceFact): boolean => fields.forcedDown === true
export const stateIs = ({ fields }: ServiceFact, state: 'up' | 'down'): boolean => fields.state === state
export const beatMsOf = ({ fields }: ServiceFact): number | null => msOf(fields.updatedAt)

/** Of a service of nova; its threshold is when nova calls it down. */
export const novaSilence = (
  { history, clocks }: Pick<RuleContext, 'history' | 'clocks'>,
  fact: ServiceFact,
  { serviceDownTimeMs }: Pick<Thresholds, 'serviceDownTimeMs'>,
): Silence => silenceOf({ history, clocks }, novaServiceList, fact, serviceDownTimeMs)

/** When nova could say `down` at the earliest: its service_down_time after the last heartbeat. Null: not known. */
export function downFrom(
  { beat }: Silence,
  { serviceDownTimeMs }: Pick<Thresholds, 'serviceDownTimeMs'>,
): Interval | null {
  const beatMs = msOf(beat?.earliest)
  return beatMs === null ? null : intervalOf(beatMs + serviceDownTimeMs, null)
}

/** How old its heartbeat is for certain. */
export const leastAgeMs = ({ age, behindMs }: Silence): number => (age === null ? behindMs : Math.max(0, age.leastMs))

/** What was done to it, rather than to its like on another host. */
export function actsOn(fact: ServiceFact, events: Event[]): Event[] {
  const { binary, host } = fact.fields
  const elsewhere = factsOf(fact.view, novaServiceList)
    .filter(({ fields }) => fields.binary === binary && fields.host !== host)
    .map(({ fields }) => fields.host)
  return events.filter(({ node }) => !elsewhere.includes(node))
}

export const serviceParams = {
  binary: 'text',
  host: 'text',
  lastHeartbeatAt: 'text?',
  heartbeatAgeSeconds: 'number',
  reason: 'text?',
} as const

export const serviceParamsOf = (fact: ServiceFact, silence: Silence | null): ParamsOf<typeof serviceParams> => ({
  binary: fact.fields.binary,
  host: fact.fields.host,
  lastHeartbeatAt: fact.fields.updatedAt,
  heartbeatAgeSeconds: silence === null ? 0 : Math.round(leastAgeMs(silence) / secondMs),
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
