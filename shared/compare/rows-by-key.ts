/** Rows of a section by their keys. An index lives as long as the rows do, and is made when somebody asks for a key. */
import type { Row } from '../model.ts'

type Rows = readonly Row[]

const positions = new WeakMap<Rows, Map<string, number>>()
const models = new WeakMap<Rows, Rows>()

/** `rows` were made from `model` with few differences: mostly a key stands where it stands there. */
export function standLike(rows: Rows, model: Rows): void {
  models.set(rows, models.get(model) ?? model)
}

/** Where the row of a key stands; -1: nowhere. */
export function placeOfKey(rows: Rows, key: string): number {
  const model = models.get(rows)
  if (model !== undefined) {
    const likely = positionsOf(model).get(key) ?? -1
    if (rows[likely]?.key === key) return likely
  }
  return positionsOf(rows).get(key) ?? -1
}

export const rowOfKey = (rows: Rows, key: string): Row | undefined => rows[placeOfKey(rows, key)]

function positionsOf(rows: Rows): Map<string, number> {
  let found = positions.get(rows)
  if (found === undefined) {
    found = new Map()
    for (const [position, { key }] of rows.entries()) if (!found.has(key)) found.set(key, position)
    positions.set(rows, found)
  }
  return found
}
