/** The table of changes: its columns, and how it is sorted, grouped and folded. */
import {
  columnGroupingFeature,
  columnVisibilityFeature,
  createColumnHelper,
  createExpandedRowModel,
  createGroupedRowModel,
  createSortedRowModel,
  type Row,
  rowExpandingFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo } from 'react'
import type { Change } from '../../shared/model.ts'
import type { Language } from '../../shared/words/language.ts'
import { differenceOf } from './change-columns.ts'
import { byKind } from './change-kinds.ts'

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnGroupingFeature,
  groupedRowModel: createGroupedRowModel(),
  rowExpandingFeature,
  expandedRowModel: createExpandedRowModel(),
  columnVisibilityFeature,
})
export type ChangeTableRow = Row<typeof features, Change>

const collator = new Intl.Collator(undefined, { numeric: true })
const byText = (x: ChangeTableRow, y: ChangeTableRow, id: string): number =>
  collator.compare(String(x.getValue(id)), String(y.getValue(id)))
const helper = createColumnHelper<typeof features, Change>()
const columnsIn = (language: Language) =>
  helper.columns([
    helper.accessor('kind', { id: 'kind', sortFn: (x, y) => byKind(x.original, y.original) }),
    helper.accessor('probe', { id: 'what', sortFn: byText }),
    helper.accessor('host', { id: 'node', sortFn: byText }),
    helper.accessor('workload', { id: 'workload', sortFn: byText }),
    helper.accessor('key', { id: 'name', sortFn: byText }),
    helper.accessor((change) => differenceOf(change, language), { id: 'difference', sortFn: byText }),
  ])

/** CSS grid tracks of the columns. */
export const tracks: Record<string, string> = {
  kind: '130px',
  what: '130px',
  node: 'minmax(110px, 0.6fr)',
  workload: 'minmax(110px, 0.6fr)',
  name: 'minmax(160px, 1fr)',
  difference: 'minmax(220px, 2fr)',
}
/** Their headings in the locales. */
export const labels: Record<string, string> = {
  kind: 'changes.kindName',
  what: 'changes.what',
  node: 'changes.node',
  workload: 'changes.workload',
  name: 'changes.name',
  difference: 'changes.difference',
}
export const groupings = ['kind', 'what', 'node', 'workload'] as const

export const useChangeTable = (changes: Change[], language: Language) =>
  useTable({
    features,
    columns: useMemo(() => columnsIn(language), [language]),
    data: changes,
    initialState: { columnVisibility: { workload: false }, expanded: true },
    autoResetExpanded: false,
    // The column that is grouped by stays where it is, so that nothing jumps.
    groupedColumnMode: false,
  })
export type ChangeTable = ReturnType<typeof useChangeTable>
