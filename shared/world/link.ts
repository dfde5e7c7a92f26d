/** That two things of a site belong together: evidence, too. */
import { z } from 'zod'
import { evidence, message } from '../model.ts'
import { thingId } from './thing.ts'

/**
 * Read as "`to` … `from`": a pod `runs-on` a node, `stored-on` a disk; a service `run-by` a pod; a workload `consists-of` pods,
 * a pod of containers; a pod `replaces` another; a log `belongs-to` what writes it; a container `made-from` an image; a question
 * `asked-through` a node; a heartbeat `judged-by` a clock; one thing `needs` another, or `names` it in what it says.
 */
export const linkKinds = [
  'runs-on',
  'stored-on',
  'run-by',
  'consists-of',
  'replaces',
  'belongs-to',
  'made-from',
  'asked-through',
  'judged-by',
  'needs',
  'names',
] as const
export const linkKind = z.enum(linkKinds)
export type LinkKind = z.infer<typeof linkKind>

/** What befalls `from` may show at `to`, never the other way about. */
export const link = z.object({
  kind: linkKind,
  from: thingId,
  to: thingId,
  /** How long an effect may take until it shows. */
  lagMs: z.number(),
  certainty: z.enum(['proven', 'possible']),
  /** Why it holds: `pod cpn-… is listed on node cvk7`. */
  why: message,
  /** The rows that say so; empty where it is known rather than seen. */
  evidence: z.array(evidence),
  /** Where that is known from, by the file of dependencies; null where it is seen. */
  source: z.string().nullable(),
})
export type Link = z.infer<typeof link>
