// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
/** A table of any length: sortable, filtered by its caller, only the visible rows exist. */
import './grid.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { Health } from '../../shared/model.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { SortableHead } from './sortable-head.tsx'

export interface Column<T> {
  id: string
  /** The tool's own heading. */
  label: string
  /** CSS grid track. */
  track: string
  text: (item: T) => string
  title?: (item: T) => string
  sortValue?: (item: T) => string | number
  render?: (item: T) => ReactNode
  number?: boolean
  /** How what it says should be looked at. */
  health?: (item: T) => Health
}

interface DataGridProps<T> {
  label: string
  columns: Column<T>[]
  items: T[]
  idOf: (item: T) => string
  selectedId: string | null
  onOpen: (item: T) => void
}

const collator = new Intl.Collator(undefined, { numeric: true })
const compare = (x: string | number, y: string | number): number =>
  typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y))

interface Sort {
  id: string
  direction: 'asc' | 'desc'
}

/** Up, down, and back to the order in which the items came. */
function nextSort(sort: Sort | null, id: string): Sort | null {
  if (sort?.id !== id) return { id, direction: 'asc' }
  return sort.direction === 'asc' ? { id, direction: 'desc' } : null
}

export function DataGrid<T>({ label, columns, items, idOf, selectedId, onOpen }: DataGridProps<T>) {
  const rowHeight = Math.round(26 * usePreferences((state) => state.textScale))
  const scrollRef = useRef<HTMLDivElement>(null)
  const [sort, setSort] = useState<Sort | null>(null)
  const [cursor, setCursor] = useState(-1)
  const sorted = useMemo(() => {
    const column = columns.find((candidate) => candidate.id === sort?.id)
    if (sort === null || column === undefined) return items
    const keyed = items.map((item) => ({ item, key: (column.sortValue ?? column.text)(item) }))
    keyed.sort((x, y) => compare(x.key, y.key))
    if (sort.direction === 'desc') keyed.reverse()
    return keyed.map(({ item }) => item)
  }, [items, columns, sort])
  const virtualizer = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    paddingStart: 0,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height is measured anew
  useEffect(() => virtualizer.measure(), [rowHeight, virtualizer])
  const template = { gridTemplateColumns: columns.map((column) => column.track).join(' ') }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    const page = Math.max(1, Math.floor((scrollRef.current?.clientHeight ?? 200) / rowHeight) - 2)
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -sorted.length,
      End: sorted.length,
    }
    const step = steps[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = Math.min(sorted.length - 1, Math.max(0, cursor + step))
    const item = sorted[next]
    setCursor(next)
    if (item === undefined) return
    virtualizer.scrollToIndex(next)
    onOpen(item)
  }
  return (
    <div
      className="scroll"
      ref={scrollRef}
      role="grid"
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="grid">
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid itself takes the focus */}
        <div className="grid-head grid-line" role="row" aria-rowindex={1} style={template}>
          {columns.map((column) => (
            <SortableHead
              key={column.id}
              label={column.label}
              sorted={sort?.id === column.id ? sort.direction : false}
              onSort={() => setSort(nextSort(sort, column.id))}
              isNumber={column.number === true}
            />
          ))}
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((virtual) => {
            const item = sorted[virtual.index]
            if (item === undefined) return null
            const id = idOf(item)
            return (
              // biome-ignore lint/a11y/useFocusableInteractive: the grid itself takes the focus
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the arrow keys
              <div
                key={id}
                role="row"
                aria-rowindex={virtual.index + 2}
                aria-selected={id === selectedId}
                className="grid-line grid-row"
                style={{ ...template, height: rowHeight, transform: `translateY(${virtual.start}px)` }}
                onClick={() => {
                  setCursor(virtual.index)
                  onOpen(item)
                }}
              >
                {columns.map((column) => {
                  const text = column.text(item)
                  return (
                    // biome-ignore lint/a11y/useFocusableInteractive: the grid itself takes the focus
                    <div
                      key={column.id}
                      role="gridcell"
                      className={`grid-cell${column.number ? ' number' : ''}`}
                      data-health={column.health?.(item)}
                      title={column.title?.(item) ?? text}
                    >
                      {column.render?.(item) ?? text}
                    </div>
                  )
                })}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}
