/** When two readings of one field are a change. */
import { type FieldValue, type Interval, isInterval, type ParsedSection, type ParsedSnapshot } from '../model.ts'
import { areDisjoint, fromIso } from '../parse/time.ts'
import { sameImage } from '../probes/families/image-reference.ts'
import type { Field } from '../probes/fields.ts'
import { offsetWhenRead, type Span } from '../time/clocks.ts'
import { shifted } from '../time/stamps.ts'

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

/** By which clock a section's moments were told. */
export interface Reading {
  node: string
  isTimed: boolean
  /** What the parser took back: node clock minus collector clock; 0 where it was not measured. */
  takenBackMs: number
  /** The same, within bounds; null: not measured. */
  offset: Span | null
}

const readings = new WeakMap<ParsedSection, Reading>()

export function readingOf(snapshot: ParsedSnapshot, section: ParsedSection): Reading {
  let reading = readings.get(section)
  if (reading === undefined) {
    const { node } = section
    reading = {
      node,
      isTimed: snapshot.takenAtInferred === null,
      takenBackMs: snapshot.nodes.find(({ name }) => name === node)?.clockOffsetMs ?? 0,
      offset: offsetWhenRead(snapshot, section),
    }
    readings.set(section, reading)
  }
  return reading
}

const unmeasured: Span = { leastMs: 0, mostMs: 0 }

/**
 * Whether two values of a moment that nodes printed are surely two moments. Values were told on the collector's clock with
 * the offset of their own reading; with it put back they stand as printed. An age counts back from when the command looked,
 * by a clock: without either it is no moment that could differ.
 */
export function differOnNode(x: FieldValue, a: Reading, y: FieldValue, b: Reading): boolean {
  if (typeof x === 'string' && typeof y === 'string')
    return Math.abs(fromIso(x) + a.takenBackMs - fromIso(y) - b.takenBackMs) > 1
  if (!isInterval(x) || !isInterval(y)) return true
  const isOneClock = a.offset === null && b.offset === null ? a.node === b.node : a.offset !== null && b.offset !== null
  if (!a.isTimed || !b.isTimed || !isOneClock) return false
  return areDisjoint(shifted(x, a.offset ?? unmeasured), shifted(y, b.offset ?? unmeasured))
}
