// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: what is in a row takes the focus
/** What is different in B from A, by kind, field before → after. */
import { Menu, NativeSelect } from '@mantine/core'
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
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type HTMLAttributes,
  type ReactNode,
  type RefAttributes,
  useDeferredValue,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { tell } from '../../shared/messages/tell.ts'
import type { Change } from '../../shared/model.ts'
import { CsvButton } from '../controls/csv-button.tsx'
import { matches, parseFilter, type Searchable } from '../controls/filter.ts'
import { FilterBox } from '../controls/filter-box.tsx'
import { select, useLibrary } from '../library/library.ts'
import { valueText } from '../words/format.ts'
import { changeKinds, differenceOf, nodeOf, workloadOf } from './change-columns.ts'

const signs: Record<Change['kind'], string> = { changed: '≠', added: '+', removed: '−', 'not-comparable': '?' }

/** A change as its filter sees it: its columns, and for a field's own name what it was and is. */
export function searchableChange(change: Change, fieldNames: ReadonlySet<string>): Searchable {
  const values = (field: Change['fields'][number]) =>
    change.kind === 'removed'
      ? valueText(field.before)
      : change.kind === 'added'
        ? valueText(field.after)
        : `${valueText(field.before)} ${valueText(field.after)}`
  const { probe, node, place, key, kind, reason } = change
  const columns: Record<string, string> = {
    kind,
    what: probe,
    probe,
    where: place || node,
    node,
    place,
    name: key,
    key,
  }
  return {
    text: `${probe} ${node} ${place} ${key} ${kind} ${tell(reason, 'en')} ${change.fields
      .map((field) => `${field.name} ${values(field)}`)
      .join(' ')}`.toLowerCase(),
    field: (name) => {
      if (name === 'field') return change.fields.map((field) => field.name.toLowerCase()).join(' ')
      const field = change.fields.find((one) => one.name.toLowerCase() === name)
      // `status:Running` finds changes of that field; `node:` and `name:` are always there.
      const text = field === undefined ? columns[name] : values(field)
      // Without such a field here it is empty; without one anywhere it is a word to look for.
      return text?.toLowerCase() ?? (fieldNames.has(name) ? '' : undefined)
    },
  }
}
/** One field a line, as `nodelapse compare --csv` prints them. */
const tableOf = (changes: Change[]) => ({
  columns: ['probe', 'place', 'node', 'key', 'kind', 'field', 'before', 'after', 'reason'],
  rows: changes.flatMap(({ probe, place, node, key, kind, fields, reason }) =>
    (fields.length === 0 ? [{ name: '', before: null, after: null }] : fields).map(({ name, before, after }) => [
      ...[probe, place, node, key, kind, name, valueText(before), valueText(after), tell(reason, 'en')],
    ]),
  ),
})

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  columnGroupingFeature,
  groupedRowModel: createGroupedRowModel(),
  rowExpandingFeature,
  expandedRowModel: createExpandedRowModel(),
  columnVisibilityFeature,
})
type ChangeTableRow = Row<typeof features, Change>

const collator = new Intl.Collator(undefined, { numeric: true })
const byText = (x: ChangeTableRow, y: ChangeTableRow, id: string): number =>
  collator.compare(String(x.getValue(id)), String(y.getValue(id)))
const helper = createColumnHelper<typeof features, Change>()
const columns = helper.columns([
  helper.accessor('kind', {
    id: 'kind',
    sortFn: (x, y) => changeKinds.indexOf(x.original.kind) - changeKinds.indexOf(y.original.kind),
  }),
  helper.accessor('probe', { id: 'what', sortFn: byText }),
  helper.accessor(nodeOf, { id: 'node', sortFn: byText }),
  helper.accessor(workloadOf, { id: 'workload', sortFn: byText }),
  helper.accessor('key', { id: 'name', sortFn: byText }),
  helper.accessor(differenceOf, { id: 'difference', sortFn: byText }),
])
/** CSS grid tracks of the columns. */
const tracks: Record<string, string> = {
  kind: '130px',
  what: '130px',
  node: 'minmax(110px, 0.6fr)',
  workload: 'minmax(110px, 0.6fr)',
  name: 'minmax(160px, 1fr)',
  difference: 'minmax(220px, 2fr)',
}
const labels: Record<string, string> = {
  kind: 'changes.kindName',
  what: 'changes.what',
  node: 'changes.node',
  workload: 'changes.workload',
  name: 'changes.name',
  difference: 'changes.difference',
}
const groupings = ['kind', 'what', 'node', 'workload'] as const

export function ChangesView() {
  const { t } = useTranslation()
  const changes = useLibrary((state) => state.changes)
  const same = useLibrary((state) => state.aId === state.bId)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const words = useDeferredValue(filter)
  const counts = useMemo(() => {
    const result = new Map<string, number>()
    for (const change of changes ?? []) result.set(change.kind, (result.get(change.kind) ?? 0) + 1)
    return result
  }, [changes])
  const searchable = useMemo(() => {
    const names = new Set((changes ?? []).flatMap(({ fields }) => fields.map(({ name }) => name.toLowerCase())))
    const known = new WeakMap<Change, Searchable>()
    return (change: Change) => {
      const item = known.get(change) ?? searchableChange(change, names)
      known.set(change, item)
      return item
    }
  }, [changes])
  const shown = useMemo(() => {
    const terms = parseFilter(words)
    const kept = (changes ?? []).filter((change) => {
      if (hidden.has(change.kind)) return false
      return terms.length === 0 || matches(terms, searchable(change))
    })
    return kept.toSorted((x, y) => changeKinds.indexOf(x.kind) - changeKinds.indexOf(y.kind))
  }, [changes, searchable, hidden, words])
  if (changes === null) return <p className="empty">{t('state.loading')}</p>
  if (changes.length === 0) return <p className="empty">{t(same ? 'changes.same' : 'changes.none')}</p>
  const toggle = (kind: string) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    setHidden(next)
  }
  const filters = (
    <>
      {changeKinds
        .filter((kind) => counts.has(kind))
        .map((kind) => (
          <button
            type="button"
            className="chip"
            key={kind}
            aria-pressed={!hidden.has(kind)}
            onClick={() => toggle(kind)}
          >
            {signs[kind]} {t(`changes.kind.${kind}`)} <b>{counts.get(kind)}</b>
          </button>
        ))}
      <FilterBox label={t('changes.filter')} value={filter} onChange={setFilter} />
      <span className="dim">{t('rows.shown', { shown: shown.length, total: changes.length })}</span>
    </>
  )
  return <ChangeTable changes={shown} filters={filters} />
}

function ChangeTable({ changes, filters }: { changes: Change[]; filters: ReactNode }) {
  const { t } = useTranslation()
  const subject = useLibrary((state) => state.selection?.subject ?? null)
  const scrollRef = useRef<HTMLDivElement>(null)
  const table = useTable({
    ...{ features, columns, data: changes },
    initialState: { columnVisibility: { workload: false }, expanded: true },
    autoResetExpanded: false,
    // The column that is grouped by stays where it is, so that nothing jumps.
    groupedColumnMode: false,
  })
  const { rows } = table.getRowModel()
  const grouping = table.state.grouping[0] ?? ''
  const shownColumns = table.getVisibleLeafColumns()
  const template = { gridTemplateColumns: shownColumns.map(({ id }) => tracks[id]).join(' ') }
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => 46,
    overscan: 10,
    getItemKey: (index) => rows[index]?.id ?? index,
  })
  return (
    <>
      <div className="tool-row">
        {filters}
        <NativeSelect
          size="xs"
          aria-label={t('changes.groupBy')}
          value={grouping}
          data={[
            { value: '', label: t('changes.ungrouped') },
            ...groupings.map((id) => ({ value: id, label: t('changes.grouped', { by: t(labels[id] ?? id) }) })),
          ]}
          onChange={(event) => {
            const id = event.currentTarget.value
            table.setGrouping(id === '' ? [] : [id])
            table.setExpanded(id === '' ? true : {})
          }}
        />
        <Menu closeOnItemClick={false} shadow="md">
          <Menu.Target>
            <button type="button" className="chip">
              {t('changes.columns')} ▾
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            {table.getAllLeafColumns().map((column) => (
              <Menu.CheckboxItem
                key={column.id}
                checked={column.getIsVisible()}
                disabled={column.id === 'name'}
                onChange={() => column.toggleVisibility()}
              >
                {t(labels[column.id] ?? column.id)}
              </Menu.CheckboxItem>
            ))}
          </Menu.Dropdown>
        </Menu>
        <CsvButton name="changes" table={() => tableOf(changes)} />
      </div>
      <div
        className="scroll"
        ref={scrollRef}
        role="table"
        aria-label={t('tab.changes')}
        aria-rowcount={rows.length + 1}
      >
        <div className="grid-head grid-line" role="row" aria-rowindex={1} style={template}>
          {shownColumns.map((column) => {
            const sorted = column.getIsSorted()
            return (
              <div
                key={column.id}
                role="columnheader"
                className="grid-cell"
                aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : 'none'}
              >
                <button type="button" onClick={() => column.toggleSorting(sorted === 'asc' ? true : undefined)}>
                  {t(labels[column.id] ?? column.id)}
                  {sorted === 'asc' ? ' ↑' : sorted === 'desc' ? ' ↓' : ''}
                </button>
              </div>
            )
          })}
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative', minWidth: 720 }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index]
            if (row === undefined) return null
            const place = {
              'data-index': item.index,
              'aria-rowindex': item.index + 2,
              style: { ...template, transform: `translateY(${item.start}px)` },
              ref: virtualizer.measureElement,
            }
            return row.getIsGrouped() ? (
              <GroupRow key={item.key} row={row} by={grouping} place={place} />
            ) : (
              <ChangeRow
                key={item.key}
                change={row.original}
                shown={shownColumns.map(({ id }) => id)}
                place={place}
                chosen={
                  subject?.key === row.original.key &&
                  subject.place === row.original.place &&
                  subject.probe === row.original.probe
                }
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

type Place = HTMLAttributes<HTMLDivElement> & RefAttributes<HTMLDivElement> & { 'data-index': number }

function GroupRow({ row, by, place }: { row: ChangeTableRow; by: string; place: Place }) {
  const { t } = useTranslation()
  const value = String(row.getGroupingValue(by) ?? '')
  const isOpen = row.getIsExpanded()
  const name =
    by === 'kind'
      ? t(`changes.kind.${value}`)
      : by === 'what'
        ? t(`kind.${value}`, { defaultValue: value })
        : value || t('changes.noGroup')
  return (
    <div {...place} role="row" className="grid-line change-row change-group">
      <span role="cell" style={{ gridColumn: '1 / -1' }}>
        <button type="button" className="link" aria-expanded={isOpen} onClick={() => row.toggleExpanded()}>
          {isOpen ? '▾' : '▸'} <b>{name}</b> · {row.subRows.length}
        </button>
      </span>
    </div>
  )
}

interface ChangeRowProps {
  change: Change
  /** Ids of the columns that are shown. */
  shown: string[]
  chosen: boolean
  place: Place
}

function ChangeRow({ change, shown, chosen, place }: ChangeRowProps) {
  const open = () =>
    select({
      title: change.key,
      subject: { probe: change.probe, place: change.place, key: change.key },
      evidence: change.evidence,
    })
  return (
    <div
      {...place}
      role="row"
      tabIndex={0}
      aria-selected={chosen}
      className="grid-line change-row"
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      {shown.map((id) => (
        <span role="cell" key={id} className={id === 'kind' || id === 'what' ? undefined : 'wrap'}>
          <ChangeCell change={change} id={id} />
        </span>
      ))}
    </div>
  )
}

function ChangeCell({ change, id }: { change: Change; id: string }) {
  const { t, i18n } = useTranslation()
  const { kind, probe, key, fields, reason } = change
  switch (id) {
    case 'kind':
      return (
        <>
          <b aria-hidden="true">{signs[kind]}</b> {t(`changes.kind.${kind}`)}
        </>
      )
    case 'what':
      return t(`kind.${probe}`, { defaultValue: probe })
    case 'node':
      return <span className="dim">{nodeOf(change)}</span>
    case 'workload':
      return <span className="dim">{workloadOf(change)}</span>
    case 'name':
      return <b>{key}</b>
    default:
      return (
        <>
          {reason !== null && <span className="dim">{tell(reason, i18n.language === 'zh' ? 'zh' : 'en')}</span>}
          {kind === 'changed' &&
            fields.map((field) => (
              <div key={field.name}>
                <span className="dim">{field.name}</span> <span className="before">{valueText(field.before)}</span> →{' '}
                <b>{valueText(field.after)}</b>
              </div>
            ))}
          {kind !== 'changed' &&
            fields.slice(0, 4).map((field) => (
              <span key={field.name} style={{ marginRight: 10 }}>
                <span className="dim">{field.name}</span> {valueText(kind === 'removed' ? field.before : field.after)}
              </span>
            ))}
        </>
      )
  }
}
