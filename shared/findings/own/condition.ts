/** What a rule of one's own asks of the fields of a row. */
import { z } from 'zod'
import { ownRuleMessages } from '../../messages/own-rules.ts'
import { type Fields, type FieldValue, isInterval, type Message } from '../../model.ts'
import type { Field, FieldSchema } from '../../probes/fields.ts'
import { type ThresholdName, type Thresholds, thresholdNames, thresholdTable } from '../../thresholds.ts'
import type { Look } from '../../time/look.ts'
import { globOf } from '../../words/glob.ts'
import { oneOrMany, writtenDuration } from '../../yaml/words.ts'
import { msOf } from '../facts.ts'

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()])
type Scalar = z.infer<typeof scalar>

/** A number, the name of a threshold, or a length of time in milliseconds. */
const bound = z.union([z.number(), z.literal(thresholdNames), writtenDuration.transform((ms) => ({ ms }))])
type Bound = z.infer<typeof bound>

const conditionObject = z.strictObject({
  is: oneOrMany(scalar).optional(),
  not: oneOrMany(scalar).optional(),
  atLeast: bound.optional(),
  atMost: bound.optional(),
  moreThan: bound.optional(),
  lessThan: bound.optional(),
  /** Of moments, ago when it was looked at: certainly more, or certainly less. */
  olderThan: writtenDuration.optional(),
  youngerThan: writtenDuration.optional(),
})
/** `Running`, `[Running, Completed]` or `{ not: Running }`. */
export const condition = z.union([
  oneOrMany(scalar).transform((is): z.infer<typeof conditionObject> => ({ is })),
  conditionObject,
])
export type Condition = z.infer<typeof conditionObject>

const conditions = z.record(z.string().max(100), condition)
/** Conditions by field, all of which must hold; of a list of such any one. */
export const where = oneOrMany(conditions)
export type Where = z.infer<typeof where>

/** What a condition may ask for beyond the value. */
export interface Asked {
  thresholds: Partial<Thresholds>
  /** When the row was looked at. */
  look: Look
  /** What `'{name}'` stands for: the value of another row's field. */
  named: (name: string) => FieldValue | undefined
}

const reference = /^\{(\w+(?:\.\w+)?)\}$/
/** The names that conditions refer to. */
export const referencesIn = (all: Where): string[] =>
  all
    .flatMap((each) => Object.values(each))
    .flatMap(({ is = [], not = [] }) => [...is, ...not])
    .flatMap((value) => (typeof value === 'string' ? (reference.exec(value)?.[1] ?? []) : []))

/** The field that must equal one of another row, and that one's name: `host: '{node}'`. Null where none must. */
export function equalTo(conditions: Where[number]): { field: string; name: string } | null {
  for (const [field, { is = [] }] of Object.entries(conditions)) {
    const [only] = is
    const name = is.length === 1 && typeof only === 'string' ? reference.exec(only)?.[1] : undefined
    if (name !== undefined) return { field, name }
  }
  return null
}

/** The thresholds that conditions name. */
export function thresholdsIn(all: Where): ThresholdName[] {
  const named = all
    .flatMap((each) => Object.values(each))
    .flatMap(({ atLeast, atMost, moreThan, lessThan }) => [atLeast, atMost, moreThan, lessThan])
    .filter((each) => typeof each === 'string')
  return [...new Set(named)]
}

export const holds = (all: Where, schema: FieldSchema, fields: Fields, asked: Asked): boolean =>
  all.some((each) =>
    Object.entries(each).every(([name, one]) => holdsFor(one, schema[name], fields[name] ?? null, asked)),
  )

/** Where the output does not tell a value, nothing can be said of it. */
export function holdsFor(one: Condition, field: Field | undefined, value: FieldValue, asked: Asked): boolean {
  const { is, not } = one
  const isUnknown = value === null && field?.null !== 'value'
  if (isUnknown && is?.includes(null) !== true) return false
  return (
    (is === undefined || isOneOf(is, value, asked)) &&
    (not === undefined || !isOneOf(not, value, asked)) &&
    isWithin(one, field, value, asked) &&
    isOfAge(one, value, asked.look)
  )
}

function isOneOf(wanted: readonly Scalar[], value: FieldValue, asked: Asked): boolean {
  const values = Array.isArray(value) ? value : [value]
  return wanted.some((each) => {
    const name = typeof each === 'string' ? reference.exec(each)?.[1] : undefined
    if (name !== undefined) {
      const other = asked.named(name)
      return other !== undefined && other !== null && values.some((one) => one === other)
    }
    if (typeof each !== 'string') return values.includes(each as never)
    const isMatch = globsOf(each)
    return values.some((one) => typeof one === 'string' && isMatch(one))
  })
}

const globs = new Map<string, (text: string) => boolean>()
function globsOf(pattern: string): (text: string) => boolean {
  let known = globs.get(pattern)
  if (known === undefined) {
    if (globs.size > 1000) globs.clear()
    known = globOf([pattern])
    globs.set(pattern, known)
  }
  return known
}

/** Of how many milliseconds, bytes or percent one of a field's unit is. */
const perUnit: Readonly<Record<string, number>> = { seconds: 1000, minutes: 60_000, kibibytes: 1024 }

/** The bound in the unit of the field; null where a site has no such threshold. */
export function numberOf(limit: Bound, field: Field | undefined, thresholds: Partial<Thresholds>): number | null {
  if (typeof limit === 'number') return limit
  const whole = typeof limit === 'string' ? thresholds[limit] : limit.ms
  return whole === undefined ? null : whole / (perUnit[field?.unit ?? ''] ?? 1)
}

function isWithin(one: Condition, field: Field | undefined, value: FieldValue, { thresholds }: Asked): boolean {
  const compared = (limit: Bound | undefined, holdsTo: (value: number, limit: number) => boolean): boolean => {
    if (limit === undefined) return true
    const number = numberOf(limit, field, thresholds)
    return typeof value === 'number' && number !== null && holdsTo(value, number)
  }
  return (
    compared(one.atLeast, (is, least) => is >= least) &&
    compared(one.atMost, (is, most) => is <= most) &&
    compared(one.moreThan, (is, less) => is > less) &&
    compared(one.lessThan, (is, more) => is < more)
  )
}

function isOfAge({ olderThan, youngerThan }: Condition, value: FieldValue, look: Look): boolean {
  if (olderThan === undefined && youngerThan === undefined) return true
  if (!look.isTimed) return false
  const moment = typeof value === 'string' ? value : null
  const earliestMs = isInterval(value) ? msOf(value.earliest) : msOf(moment)
  const latestMs = isInterval(value) ? msOf(value.latest) : msOf(moment)
  const isOlder = olderThan === undefined || (latestMs !== null && look.fromMs - latestMs > olderThan)
  const isYounger = youngerThan === undefined || (earliestMs !== null && look.toMs - earliestMs < youngerThan)
  return isOlder && isYounger
}

/** What is wrong with conditions on rows of this schema: by their paths. */
export function complaintsOn(all: Where, schema: FieldSchema): { path: PropertyKey[]; what: Message }[] {
  const names = Object.keys(schema).join(', ')
  return all.flatMap((each, index) =>
    Object.entries(each).flatMap(([name, one]) => {
      // A list of one need not be written as a list.
      const path = all.length === 1 ? [name] : [index, name]
      const field = schema[name]
      if (field === undefined) return [{ path, what: ownRuleMessages.noSuchField({ name, names }) }]
      const what = complaintOn(one, field)
      return what === null ? [] : [{ path, what }]
    }),
  )
}

function complaintOn(one: Condition, { type, unit }: Field): Message | null {
  const bounds = [one.atLeast, one.atMost, one.moreThan, one.lessThan].filter((each) => each !== undefined)
  if (bounds.length > 0 && type !== 'number') return ownRuleMessages.notANumber({ type })
  if (one.olderThan !== undefined || one.youngerThan !== undefined)
    if (type !== 'moment' && type !== 'interval') return ownRuleMessages.notAMoment({ type })
  for (const each of bounds) {
    if (typeof each === 'number') continue
    const measure = typeof each === 'string' ? thresholdTable[each].unit : 'ms'
    if (!(measures[measure] ?? []).includes(unit ?? '')) return ownRuleMessages.otherUnit({ unit: unit ?? '–' })
  }
  return null
}

/** The units of fields that a threshold may be held against. */
const measures: Readonly<Record<string, readonly string[]>> = {
  ms: ['seconds', 'minutes'],
  bytes: ['bytes', 'kibibytes'],
  percent: ['percent'],
}
