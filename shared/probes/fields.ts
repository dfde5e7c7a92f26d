/**
 * The fields of a probe's rows: one schema that says of each what it holds, what it is called, and what everybody else may
 * do with it. Types of rows, tables, changes, charts, redaction and the docs are derived from it.
 */
import type { Interval } from '../model.ts'
import type { Text } from '../words/language.ts'

/** What a field holds, as TypeScript has it. `moment` is ISO 8601 in UTC. */
export interface FieldTypes {
  text: string
  number: number
  boolean: boolean
  moment: string
  interval: Interval
  texts: string[]
}
export type FieldType = keyof FieldTypes

/** What a number counts. */
export type Unit = 'bytes' | 'kibibytes' | 'seconds' | 'minutes' | 'percent'

/**
 * How a value is shown: as it is, as a state with its sign, a count, a size, a share of a whole, a length of time, a moment
 * or bounds of one, or as an age, counted back from the snapshot.
 */
export type Shown = 'text' | 'status' | 'count' | 'size' | 'percent' | 'duration' | 'moment' | 'interval' | 'age'

export interface FieldOptions {
  /**
   * `unknown`: null where the output does not tell, as an old tool lacks the column. `value`: null says something by itself,
   * as "no health check". Without it the field is never null.
   */
  null?: 'unknown' | 'value'
  /** Its difference is a change. Ages and amounts that drift are not compared. */
  compared?: true
  /** What two values of it mean, where one thing has several spellings. */
  same?: 'image'
  /** It stays as long as the thing is the same one (`identity` of the probe): when it was made. */
  fixed?: true
  /**
   * Of a moment that the node printed by its own clock, or counted an age back from there: values stand on the collector's
   * clock, and are compared on the node's, whatever its offset was measured to be.
   */
  clock?: 'node'
  /** It is part of what names the thing. */
  identifies?: true
  /** Whose name it is: redaction replaces it. `host` is also where the thing runs. */
  names?: 'host' | 'person' | 'address' | 'domain'
  unit?: Unit
  /** When its type does not tell. */
  shown?: Shown
  /** Tables offer its values to choose from, as of a namespace. */
  offered?: true
  /** Worth a chart even while it stays the same. */
  charted?: true
  /** Its column in tables: 1 is always there, 3 goes first where room is short. Without it it has none. */
  column?: 1 | 2 | 3
  /** Width of the column in CSS grid units: `90px`, or `minmax(150px, 1fr)` of a column that grows. */
  width?: string
}

export interface Field<T extends FieldType = FieldType, N extends boolean = boolean> extends Readonly<FieldOptions> {
  readonly type: T
  readonly isNullable: N
  /** Its name on the screen; in English the word that the tool itself prints. */
  readonly label: Text
  readonly shown: Shown
}
export type FieldSchema = Readonly<Record<string, Field>>

/** The fields of a row of this schema. */
export type FieldsOf<S extends FieldSchema> = {
  -readonly [K in keyof S]: FieldTypes[S[K]['type']] | (S[K]['isNullable'] extends false ? never : null)
}

type IsNullable<O extends FieldOptions> = O extends { null: 'unknown' | 'value' } ? true : false

const shownAs: Record<FieldType, Shown> = {
  text: 'text',
  number: 'count',
  boolean: 'text',
  moment: 'moment',
  interval: 'interval',
  texts: 'text',
}

const fieldOf =
  <T extends FieldType>(type: T) =>
  // biome-ignore lint/complexity/noBannedTypes: no options
  <const O extends FieldOptions = {}>(label: Text, options?: O): Field<T, IsNullable<O>> => ({
    shown: shownAs[type],
    ...options,
    type,
    label,
    // A conditional type is not followed by the compiler.
    isNullable: (options?.null !== undefined) as IsNullable<O>,
  })

export const text = fieldOf('text')
export const number = fieldOf('number')
export const boolean = fieldOf('boolean')
export const moment = fieldOf('moment')
export const interval = fieldOf('interval')
export const texts = fieldOf('texts')

/** The names of a schema's fields, typed. */
export const fieldNames = <S extends FieldSchema>(schema: S): (keyof S & string)[] => Object.keys(schema)
