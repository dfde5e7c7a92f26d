/** What sentences of a rule of one's own may tell: names, and the fields that say how their values are told. */
import { type FieldValue, type Finding, isInterval } from '../../model.ts'
import { type Field, type FieldSchema, number, text } from '../../probes/fields.ts'
import { probeNamed } from '../../probes/index.ts'
import { valueText } from '../../probes/shown.ts'
import type { Language } from '../../words/language.ts'
import type { ParamSchema } from '../params.ts'
import type { WrittenMatch, WrittenRule } from './written-rule.ts'

const known = text({ en: 'text', zh: '文本' })
const lasted = number({ en: 'lasted', zh: '持续' }, { unit: 'seconds', shown: 'duration' })

/** Where a name of the rows is the same, the row's comes first. */
const ofRows = { node: known, key: known, label: known }

export type Names = Readonly<Record<string, Field>>

/** Whose rows a rule matches; null for what operators did. */
export function probeOf(match: WrittenMatch): string | null {
  if (match.by === 'rows') return match.rows
  if (match.by === 'changes') return match.changes
  return match.by === 'spans' ? match.spans : null
}

export function namesOf({ match, cases }: Pick<WrittenRule, 'match' | 'cases'>): Names {
  if (match.by === 'events') return { kind: known, subject: known, text: known, node: known }
  const schema = probeNamed(probeOf(match) ?? '').fields
  const names: Record<string, Field> = { ...ofRows, ...schema }
  for (const { as, rows } of match.with)
    if (as !== undefined)
      for (const [name, field] of Object.entries(probeNamed(rows).fields)) names[`${as}.${name}`] = field
  if (match.by === 'spans') names.lasted = lasted
  const limited = limitedField({ match, cases }, schema)
  if (limited !== undefined) names.limit = limited
  const changed = match.by === 'changes' && match.field !== undefined ? schema[match.field] : undefined
  if (changed !== undefined) {
    names.before = changed
    names.after = changed
  }
  return names
}

/** The field that has a bound: sentences tell it as `{limit}`. */
function limitedField({ match, cases = [] }: Pick<WrittenRule, 'match' | 'cases'>, schema: FieldSchema) {
  const wheres = [...cases.map((each) => each.where), 'where' in match && match.where ? match.where : []]
  for (const [name, one] of wheres.flat().flatMap((each) => Object.entries(each)))
    if ([one.atLeast, one.atMost, one.moreThan, one.lessThan].some((each) => each !== undefined)) return schema[name]
  return undefined
}

/** As a finding's parameters say it. */
export const paramTypeOf = ({ type, isNullable }: Field): ParamSchema[string] => {
  const held = type === 'number' ? 'number' : 'text'
  return isNullable ? `${held}?` : held
}

/** As a finding holds it: an interval as ISO 8601 has it, with `..` for an open end. */
export function heldValue(value: FieldValue | undefined): Finding['params'][string] | null {
  if (value === null || value === undefined) return null
  if (isInterval(value)) return `${value.earliest ?? '..'}/${value.latest ?? '..'}`
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'boolean' ? String(value) : value
}

/** What a finding holds, in words; null where it is not known. */
export function toldValue(field: Field, held: string | number | null, language: Language): string | null {
  if (held === null) return null
  return valueText(field, readValue(field, held), { language })
}

function readValue({ type }: Field, held: string | number): FieldValue {
  // A placeholder of help stands for what has no value yet.
  if (type === 'boolean' && /^(true|false)$/.test(String(held))) return held === 'true'
  if (type !== 'interval' || typeof held !== 'string' || !held.includes('/')) return held
  const [earliest = '', latest = ''] = held.split('/')
  const end = (iso: string) => (iso === '..' ? null : iso)
  return { earliest: end(earliest), latest: end(latest) }
}
