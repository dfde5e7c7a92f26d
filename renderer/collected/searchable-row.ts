/** What the filter of a table of rows looks at. */
import { useEffect, useMemo } from 'react'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { valueText } from '../../shared/probes/shown.ts'
import { matches, parseFilter, type Searchable } from '../controls/filter.ts'
import type { CellColumn } from './columns.ts'

/** What a row's filter is asked of, worked out once for each row. Fields go by the column's heading or the row's own name. */
export function searchableOf(columns: CellColumn[]): (item: RowInPlace) => Searchable {
  const known = new WeakMap<RowInPlace, Searchable>()
  const byName = new Map<string, CellColumn>()
  for (const column of columns)
    for (const name of [column.id, column.label, column.label.replaceAll(/[\s_]+/g, '')])
      byName.set(name.toLowerCase(), column)
  return (item) => {
    let searchable = known.get(item)
    if (searchable === undefined) {
      searchable = {
        text: columns
          .map((column) => column.text(item))
          .join(' ')
          .toLowerCase(),
        field: (name) => {
          const own = Object.keys(item.row.fields).find((one) => one.toLowerCase() === name)
          // A row's own number compares better than its rounded cell.
          if (own !== undefined && typeof item.row.fields[own] === 'number') return String(item.row.fields[own])
          const column = byName.get(name)
          if (column !== undefined) return column.text(item).toLowerCase()
          return own === undefined
            ? undefined
            : valueText(undefined, item.row.fields[own], { language: 'en' }).toLowerCase()
        },
      }
      known.set(item, searchable)
    }
    return searchable
  }
}

export function filtered(items: RowInPlace[], searchable: (item: RowInPlace) => Searchable, filter: string) {
  const terms = parseFilter(filter)
  return terms.length === 0 ? items : items.filter((item) => matches(terms, searchable(item)))
}

/** Rows read ahead at a time, and the pause between, in milliseconds. */
const readAhead = { rows: 500, pauseMs: 10 }

/** The rows that a filter leaves. They are read ahead in small parts, so that the first letter does not wait for 20,000 of them. */
export function useFiltered(rows: RowInPlace[], columns: CellColumn[], filter: string): RowInPlace[] {
  const searchable = useMemo(() => searchableOf(columns), [columns])
  useEffect(() => {
    let next = 0
    const timer = setInterval(() => {
      const end = Math.min(rows.length, next + readAhead.rows)
      for (; next < end; next++) searchable(rows[next]!)
      if (next >= rows.length) clearInterval(timer)
    }, readAhead.pauseMs)
    return () => clearInterval(timer)
  }, [rows, searchable])
  return useMemo(() => filtered(rows, searchable, filter), [rows, searchable, filter])
}
