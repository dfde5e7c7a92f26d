/** What is known to need what, as groups: where hundreds need each of hundreds, nobody wants a link for every pair. */
import { worldMessages } from '../messages/world.ts'
import type { Text } from '../words/language.ts'
import type { Link } from './link.ts'
import type { ThingId } from './thing.ts'

export interface Needed {
  /** `thingKey` of it. */
  key: string
  /** Of what is away while it is: a workload's pods, else itself. */
  parts: readonly string[]
}

export interface Needs {
  needed: readonly Needed[]
  /** By `thingKey`: each needs all of `needed`. */
  needing: ReadonlyMap<string, ThingId>
  /** Those that are needed stand in for each other. */
  all: boolean
  lagMs: number
  why: Text
  source: string
}

/** That one of the needing needs one of the needed, told as a link. */
export function linkOfNeeds({ lagMs, why, source }: Needs, needed: ThingId, needing: ThingId): Link {
  return {
    kind: 'needs',
    from: needed,
    to: needing,
    lagMs,
    certainty: 'proven',
    why: worldMessages.needs({ thing: needing.name, needed: needed.name, why: worldMessages.known(why) }),
    evidence: [],
    source,
  }
}
