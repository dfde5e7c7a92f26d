/** A rule as people write it in YAML. `docs/rules-of-your-own.md` tells every field. */
import { z } from 'zod'
import { profileMessages } from '../../messages/collect/profile.ts'
import { ownRuleMessages } from '../../messages/own-rules.ts'
import { natures, severity } from '../../model.ts'
import { thingPattern } from '../../world/dependency-file.ts'
import { linkKinds } from '../../world/link.ts'
import { oneOrMany, writtenDuration, writtenText } from '../../yaml/words.ts'
import { condition, where } from './condition.ts'

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, profileMessages.wrongName().code)
const certainty = z.enum(['proven', 'possible'])
const probeName = z.string().max(100)

/** Another row of the same snapshot, found by its fields; `'{name}'` in its conditions is a field of the row that matched. */
const companion = z.strictObject({
  rows: probeName,
  /** That a link of the world joins the things that the two are about, whichever needs the other: `runs-on`. */
  link: z.enum(linkKinds).optional(),
  where,
  /** Under which name sentences tell its fields: `{node.status}`. */
  as: z
    .string()
    .regex(/^[A-Za-z]\w{0,60}$/)
    .optional(),
})
const companions = {
  /** There is such a row. */
  with: z.array(companion).max(5).default([]),
  /** There is none, where all was looked at. */
  without: z.array(companion).max(5).default([]),
}

const rows = z.strictObject({
  rows: probeName,
  where,
  /** The field that says since when: a moment, or bounds of one. */
  since: z.string().max(100).optional(),
  ...companions,
})
const changes = z.strictObject({
  changes: probeName,
  kind: z.enum(['added', 'removed', 'changed']).default('changed'),
  /** Of what changed: the field, and what it was and is. */
  field: z.string().max(100).optional(),
  from: condition.optional(),
  to: condition.optional(),
  /** Of the row as it is, of one that is gone as it was. */
  where: where.optional(),
  ...companions,
})
const spans = z.strictObject({ spans: probeName, where, longerThan: writtenDuration, ...companions })
const deeds = z.strictObject({
  /** What an operator did; texts with `*`. */
  events: z.strictObject({
    kind: oneOrMany(z.string().max(100)).optional(),
    subject: oneOrMany(z.string().max(200)).optional(),
    text: oneOrMany(z.string().max(500)).optional(),
    node: oneOrMany(z.string().max(200)).optional(),
  }),
})

const ways = ['rows', 'changes', 'spans', 'events'] as const
const waysIn = (written: Record<string, unknown>) => ways.filter((way) => way in written)

/** `by`: the way to match, which is the name that is written. */
const match = z
  .record(z.string(), z.unknown())
  .refine((written) => waysIn(written).length === 1, ownRuleMessages.oneMatch().code)
  .transform((written) => ({ ...written, by: waysIn(written)[0] }))
  .pipe(
    z.discriminatedUnion('by', [
      rows.extend({ by: z.literal('rows') }),
      changes.extend({ by: z.literal('changes') }),
      spans.extend({ by: z.literal('spans') }),
      deeds.extend({ by: z.literal('events') }),
    ]),
  )
export type WrittenMatch = z.output<typeof match>
export type MatchOfRows = Exclude<WrittenMatch, { by: 'events' }>
export type Companion = z.output<typeof companion>

const output = z
  .strictObject({
    probe: probeName,
    node: z.string().min(1).max(200).default('node1'),
    pod: z.string().max(200).nullable().default(null),
    command: z.string().max(2000).default(''),
    /** As the tool printed it; */
    text: z.string().max(200_000).optional(),
    /** or rows, of which only the fields that matter are named. */
    rows: z.array(z.record(z.string(), z.json())).max(200).optional(),
  })
  .refine(({ text, rows: given }) => (text === undefined) !== (given === undefined), ownRuleMessages.textOrRows().code)

const act = z.strictObject({
  kind: z.string().max(100),
  subject: z.string().max(200),
  text: z.string().max(500).default(''),
  node: z.string().min(1).max(200).default('node1'),
  at: z.iso.datetime({ offset: true }).optional(),
})

const look = z.strictObject({
  at: z.iso.datetime({ offset: true }).optional(),
  outputs: z.array(output).min(1).max(20),
  events: z.array(act).max(20).default([]),
})

const expected = z.strictObject({
  /** Of the row it is about. */
  key: z.string().optional(),
  severity: severity.optional(),
  certainty: certainty.optional(),
  title: writtenText.optional(),
})

export const example = z.strictObject({
  about: writtenText,
  /** The last one is judged. */
  snapshots: z.array(look).min(1).max(20),
  /** Every finding of the rule; none where it has nothing to say. */
  finds: z.array(expected).max(50),
})
export type Example = z.output<typeof example>
export type ExampleOutput = z.output<typeof output>

const effect = {
  /** Only what is on the same node. */
  sameNode: z.boolean().default(false),
  /** How long it may take until it shows. */
  lag: writtenDuration.default(0),
  why: writtenText,
  source: z.string().min(1).max(500).optional(),
}

export const writtenRule = z.strictObject({
  name,
  about: writtenText,
  severity: severity.default('warning'),
  certainty: certainty.default('proven'),
  nature: z.enum(natures).default('fault'),
  match,
  /** Of what matches, the first that holds decides how grave it is; what none holds for is no finding. */
  cases: z
    .array(z.strictObject({ where, severity, certainty: certainty.optional() }))
    .min(1)
    .max(10)
    .optional(),
  /** Under which names findings carry what sentences tell; without it: by the names of the fields. */
  params: z.record(z.string().regex(/^[A-Za-z]\w{0,60}$/), z.string().max(100)).default({}),
  title: writtenText,
  next: writtenText,
  why: writtenText,
  source: z.string().min(1).max(500).optional(),
  /** The things at which what it is about shows. */
  causes: z
    .array(z.strictObject({ what: thingPattern, ...effect }))
    .max(20)
    .default([]),
  /** The rules whose findings come of what it is about. */
  explains: z
    .array(z.strictObject({ rules: oneOrMany(z.string().max(100)), ...effect }))
    .max(20)
    .default([]),
  examples: z.array(example).max(50).default([]),
})
/** As it is read, with what was not said. Plain data. */
export type WrittenRule = z.output<typeof writtenRule>
