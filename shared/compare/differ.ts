/** When two readings of one field are a change. */
import type { FieldValue, Interval } from '../model.ts'
import { areDisjoint } from '../parse/time.ts'
import { sameImage } from '../probes/families/image-reference.ts'
import type { Field } from '../probes/fields.ts'

/** Whether two values of a field are a change. Intervals differ only when they cannot be the same moment: an age drifts and loses precision. */
export function differ(field: Field | undefined, x: FieldValue, y: FieldValue): boolean {
  if (typeof x === 'string' && typeof y === 'string')
    return areOther(x, y) && (field?.same !== 'image' || sameImage(x, y) === 'other')
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return true
  if (Array.isArray(x))
    return !Array.isArray(y) || x.length !== y.length || x.some((each, index) => areOther(each, y[index] ?? ''))
  return Array.isArray(y) || cannotMeet(x, y)
}

const areOther = (x: string, y: string): boolean => x !== y && !isCutOf(x, y) && !isCutOf(y, x)

/** As `areDisjoint`. Times as this program writes them have one length, and sort as their texts do. */
function cannotMeet(x: Interval, y: Interval): boolean {
  if (isUsual(x.earliest) && isUsual(x.latest) && isUsual(y.earliest) && isUsual(y.latest))
    return x.latest < y.earliest || y.latest < x.earliest
  return areDisjoint(x, y)
}
const isUsual = (iso: string | null): iso is string => iso !== null && iso.length === 24 && iso.endsWith('Z')

/** Narrow tables cut words: `gcr.io/openstac...` may be any image that begins so. */
const isCutOf = (cut: string, whole: string): boolean =>
  /(\.\.\.|…)$/.test(cut) && whole.startsWith(cut.replace(/(\.\.\.|…)$/, ''))
