/** One thing over time: what changed at which snapshot, and which of its numbers are worth a chart. */
import { differ } from '../../shared/compare/differ.ts'
import type { HistoryPoint } from '../../shared/contract/contract.ts'
import type { FieldChange } from '../../shared/model.ts'
import { knownProbe } from '../../shared/probes/index.ts'
import { comparedFieldsOf } from '../../shared/probes/probe.ts'

export interface Step {
  kind: 'first' | 'appeared' | 'changed' | 'gone' | 'gap'
  point: HistoryPoint
  /** The last snapshot that looked before this one; null: none did. */
  before: HistoryPoint | null
  fields: FieldChange[]
}

/** What happened to it, oldest first. Snapshots that did not look are gaps, never "gone". */
export function courseOf(probe: string, points: HistoryPoint[]): Step[] {
  const known = knownProbe(probe)
  const compared = known === undefined ? [] : comparedFieldsOf(known)
  const steps: Step[] = []
  let looked: HistoryPoint | null = null
  let seen: HistoryPoint | null = null
  let inGap = false
  for (const point of points) {
    if (!point.covered) {
      if (!inGap) steps.push({ kind: 'gap', point, before: looked, fields: [] })
      inGap = true
      continue
    }
    inGap = false
    if (point.fields === null) {
      if (looked?.fields != null) steps.push({ kind: 'gone', point, before: looked, fields: [] })
    } else if (seen === null) steps.push({ kind: 'first', point, before: looked, fields: [] })
    else {
      const [old, now] = [seen.fields ?? {}, point.fields]
      const fields = compared
        .map((name) => ({ name, before: old[name] ?? null, after: now[name] ?? null }))
        .filter(({ name, before, after }) => before !== after && differ(known?.fields[name], before, after))
      const back = looked !== null && looked.fields === null
      if (back || fields.length > 0 || seen.state !== point.state)
        steps.push({ kind: back ? 'appeared' : 'changed', point, before: looked, fields })
    }
    looked = point
    if (point.fields !== null) seen = point
  }
  return steps
}

export interface Series {
  name: string
  /** null: not collected, or not there. */
  values: (number | null)[]
  least: number
  most: number
}

/** The numbers that vary, and those that are worth a chart even while they stay the same. */
export function seriesOf(probe: string, points: HistoryPoint[]): Series[] {
  const schema = knownProbe(probe)?.fields ?? {}
  return Object.entries(schema).flatMap(([name, { type, charted }]) => {
    if (type !== 'number') return []
    const values = points.map(({ fields }) => {
      const value = fields?.[name]
      return typeof value === 'number' ? value : null
    })
    const known = values.filter((value) => value !== null)
    if (known.length === 0) return []
    const least = known.reduce((a, b) => Math.min(a, b))
    const most = known.reduce((a, b) => Math.max(a, b))
    return least !== most || charted === true ? [{ name, values, least, most }] : []
  })
}
