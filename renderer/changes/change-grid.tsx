// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in a row takes the focus
/** The table of changes; only the visible rows exist. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { subjectId } from '../../shared/compare/view.ts'
import { SortableHead } from '../controls/sortable-head.tsx'
import { useSelectedSubject } from '../library/selection.ts'
import { ChangeRow, GroupRow } from './change-rows.tsx'
import { type ChangeTable, labels, tracks } from './use-change-table.ts'

/** Of a row that was not measured yet, in pixels. */
const usualHeight = 46

export function ChangeGrid({ table }: { table: ChangeTable }) {
  const { t } = useTranslation()
  const subject = useSelectedSubject()
  const chosen = subject === null ? null : subjectId(subject)
  const scrollRef = useRef<HTMLDivElement>(null)
  const { rows } = table.getRowModel()
  const grouping = table.state.grouping[0] ?? ''
  const columns = table.getVisibleLeafColumns()
  const shown = columns.map(({ id }) => id)
  const template = { gridTemplateColumns: columns.map(({ id }) => tracks[id]).join(' ') }
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => usualHeight,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  return (
    <div
      className="scroll"
      ref={scrollRef}
      role="table"
      aria-label={t('changes.table')}
      aria-rowcount={rows.length + 1}
    >
      <div className="grid-head grid-line" role="row" aria-rowindex={1} style={template}>
        {columns.map((column) => {
          const sorted = column.getIsSorted()
          return (
            <SortableHead
              key={column.id}
              label={t(labels[column.id] ?? column.id)}
              sorted={sorted}
              onSort={() => column.toggleSorting(sorted === 'asc' ? true : undefined)}
            />
          )
        })}
      </div>
      <div className="change-rows" role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index]
          if (row === undefined) return null
          const place = {
            'data-index': item.index,
            'aria-rowindex': item.index + 2,
            style: { ...template, transform: `translateY(${item.start}px)` },
            ref: virtualizer.measureElement,
          }
          if (row.getIsGrouped()) return <GroupRow key={item.key} row={row} by={grouping} place={place} />
          const change = row.original
          return (
            <ChangeRow
              key={item.key}
              change={change}
              shown={shown}
              place={place}
              chosen={subjectId(change) === chosen}
            />
          )
        })}
      </div>
    </div>
  )
}
