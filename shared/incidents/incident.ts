/** One cause and what it led to. Plain data: it is sent, stored and printed as JSON beside the findings it is made of. */
import { z } from 'zod'
import { event, evidence, interval, isoTime, message, severity } from '../model.ts'
import { linkKind } from '../world/link.ts'
import { thingId } from '../world/thing.ts'

const certainty = z.enum(['proven', 'possible'])

/**
 * `incident`: something went wrong; `work`: somebody's change, or a controller's, that ended well; `old`: so before anybody
 * looked; `gap`: what could not be collected; `routine`: what happens on any day. In the order in which they are told.
 */
export const incidentKinds = ['incident', 'work', 'old', 'gap', 'routine'] as const
export const incidentKind = z.enum(incidentKinds)
export type IncidentKind = z.infer<typeof incidentKind>

/**
 * Why a step is told under the incident: `same`: another thing said of what that step is about; `link`: what is linked to it;
 * `named`: its own words name that; `together`: many things of one carrier at one time; `time`: nothing but that it began
 * shortly after, while that lasted.
 */
export const because = z.object({
  /** The step it came of: an index into `steps`. */
  step: z.number(),
  how: z.enum(['same', 'link', 'named', 'together', 'time']),
  /** The last link on the way; null without one. */
  link: linkKind.nullable(),
  why: message.nullable(),
  certainty,
  /** What says so. */
  evidence: z.array(evidence),
  /** Of what is known rather than seen: where it is written. */
  source: z.string().nullable(),
})
export type Because = z.infer<typeof because>

export const incidentStep = z.object({
  /** When it began, as well as the evidence says; not when it was first seen. */
  at: interval,
  /** When it was seen to be over; null: it was not. */
  until: isoTime.nullable(),
  thing: thingId,
  /** An index into the findings beside it; null where it is an act. */
  finding: z.number().nullable(),
  /** What somebody did; null where it is a finding. */
  act: event.nullable(),
  /** Null for what it began with. */
  because: because.nullable(),
})
export type IncidentStep = z.infer<typeof incidentStep>

export const incident = z.object({
  /** The `cause` of each of its findings. */
  id: z.string(),
  kind: incidentKind,
  severity,
  /** Of its cause's finding; how sure each step is, its `because` says. */
  certainty,
  /** An index into the findings beside it: the cause's own finding, the first of the incident's. */
  cause: z.number(),
  /** What it began with first (the cause's finding, or the act that brought it about), then in the order of time. */
  steps: z.array(incidentStep).min(1),
})
export type Incident = z.infer<typeof incident>
