/** Dependencies as people write them in YAML: the entries of `needs`. */
import { z } from 'zod'
import { oneOrMany, writtenDuration, writtenText } from '../yaml/words.ts'
import type { Dependency, ThingPattern } from './dependency.ts'
import { thingKind } from './thing.ts'

/** A name, with `*` for any letters. */
const name = z.string().min(1).max(200)

/** Kinds and names of things: `{ service: nova-*, unit: [docker, containerd] }`. */
export const thingPattern = z
  .partialRecord(thingKind, oneOrMany(name))
  .refine((kinds) => Object.keys(kinds).length > 0)
  .transform((kinds): ThingPattern => kinds)

export const writtenDependency = z
  .strictObject({
    what: thingPattern,
    of: thingPattern,
    all: z.boolean().default(false),
    sameNode: z.boolean().default(false),
    /** At once, where nobody says. */
    lag: writtenDuration.default(0),
    why: writtenText,
    source: z.string().min(1).max(500),
  })
  .transform(({ lag, ...rest }): Dependency => ({ ...rest, lagMs: lag }))
