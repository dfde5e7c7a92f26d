/** When two readings of one field are a change. */
import { type FieldValue, type Interval, isInterval, type ParsedSection, type ParsedSnapshot } from '../model.ts'
import { areDisjoint, fromIso, secondMs } from '../parse/time.ts'
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

/** How a node's clock was read with a section. */
export interface Reading {
  node: string
  isTimed: boolean
  /** Node clock minus collector clock; null: not measured. */
  offsetMs: number | null
  /** How long the command may have taken to look. */
  tookMs: number
}

const readings = new WeakMap<ParsedSection, Reading>()

export function readingOf({ takenAtInferred, nodes }: ParsedSnapshot, section: ParsedSection): Reading {
  let reading = readings.get(section)
  if (reading === undefined) {
    reading = {
      node: section.node,
      isTimed: takenAtInferred === null,
      offsetMs: nodes.find(({ name }) => name === section.node)?.clockOffsetMs ?? null,
      tookMs: Math.max(0, section.endedAtMs - section.startedAtMs),
    }
    readings.set(section, reading)
  }
  return reading
}

/** `date` counts whole seconds, and the answer takes its time: an offset may be wrong by this much. */
const offsetErrorMs = 2 * secondMs

/**
 * Whether two values of a moment that nodes printed are surely two moments. Values were told on the collector's clock with
 * the offset of their own reading; with it taken back they stand as printed.
 */
export function differOnNode(x: FieldValue, a: Reading, y: FieldValue, b: Reading): boolean {
  if (typeof x === 'string' && typeof y === 'string')
    return Math.abs(fromIso(x) + (a.offsetMs ?? 0) - fromIso(y) - (b.offsetMs ?? 0)) > 1
  if (!isInterval(x) || !isInterval(y)) return true
  // An age counts back from when the command looked, by a clock: without either it is no moment that could differ.
  const isUnmeasured = a.offsetMs === null && b.offsetMs === null
  const isOneClock = isUnmeasured ? a.node === b.node : a.offsetMs !== null && b.offsetMs !== null
  if (!a.isTimed || !b.isTimed || !isOneClock) return false
  const slackMs = a.tookMs + b.tookMs + 2 * offsetErrorMs
  const liesBefore = (one: string | null, oneMs: number, other: string | null, otherMs: number) =>
    one !== null && other !== null && fromIso(one) + oneMs + slackMs < fromIso(other) + otherMs
  const [offsetA, offsetB] = [a.offsetMs ?? 0, b.offsetMs ?? 0]
  return liesBefore(x.latest, offsetA, y.earliest, offsetB) || liesBefore(y.latest, offsetB, x.earliest, offsetA)
}
