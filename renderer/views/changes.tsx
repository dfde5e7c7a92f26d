// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
/** What is different in B from A, by kind, field before → after. */
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../shared/model.ts'
import { CsvButton } from '../components/csv-button.tsx'
import { FilterBox } from '../components/filter-box.tsx'
import { matches, parseFilter, type Searchable } from '../filter.ts'
import { valueText } from '../format.ts'
import { select, useLibrary } from '../stores/library.ts'

const kinds: Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']
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
    text: `${probe} ${node} ${place} ${key} ${kind} ${reason} ${change.fields
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
      ...[probe, place, node, key, kind, name, valueText(before), valueText(after), reason],
    ]),
  ),
})

export function ChangesView() {
  const { t } = useTranslation()
  const changes = useLibrary((state) => state.changes)
  const same = useLibrary((state) => state.aId === state.bId)
  const subject = useLibrary((state) => state.selection?.subject ?? null)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const words = useDeferredValue(filter)
  const scrollRef = useRef<HTMLDivElement>(null)
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
    return kept.toSorted((x, y) => kinds.indexOf(x.kind) - kinds.indexOf(y.kind))
  }, [changes, searchable, hidden, words])
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => 46,
    overscan: 10,
  })
  if (changes === null) return <p className="empty">{t('state.loading')}</p>
  if (changes.length === 0) return <p className="empty">{t(same ? 'changes.same' : 'changes.none')}</p>
  const toggle = (kind: string) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    setHidden(next)
  }
  return (
    <>
      <div className="tool-row">
        {kinds
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
        <CsvButton name="changes" table={() => tableOf(shown)} />
        <span className="dim">{t('rows.shown', { shown: shown.length, total: changes.length })}</span>
      </div>
      <div className="scroll" ref={scrollRef} role="table" aria-label={t('tab.changes')} aria-rowcount={shown.length}>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative', minWidth: 720 }}>
          {virtualizer.getVirtualItems().map((item) => {
            const change = shown[item.index]
            if (change === undefined) return null
            return (
              <ChangeRow
                key={item.key}
                change={change}
                index={item.index}
                start={item.start}
                measure={virtualizer.measureElement}
                chosen={subject?.key === change.key && subject.place === change.place && subject.probe === change.probe}
              />
            )
          })}
        </div>
      </div>
    </>
  )
}

interface ChangeRowProps {
  change: Change
  index: number
  start: number
  chosen: boolean
  measure: (element: Element | null) => void
}

function ChangeRow({ change, index, start, chosen, measure }: ChangeRowProps) {
  const { t } = useTranslation()
  const open = () =>
    select({
      title: change.key,
      subject: { probe: change.probe, place: change.place, key: change.key },
      evidence: change.evidence,
    })
  return (
    <div
      ref={measure}
      data-index={index}
      role="row"
      tabIndex={0}
      aria-selected={chosen}
      className="grid-line change-row"
      style={{ transform: `translateY(${start}px)` }}
      onClick={open}
      onKeyDown={(event) => event.key === 'Enter' && open()}
    >
      <span role="cell">
        <b aria-hidden="true">{signs[change.kind]}</b> {t(`changes.kind.${change.kind}`)}
      </span>
      <span role="cell">{t(`kind.${change.probe}`, { defaultValue: change.probe })}</span>
      <span role="cell" className="dim wrap">
        {change.place === '' ? change.node : change.place}
      </span>
      <b role="cell" className="wrap">
        {change.key}
      </b>
      <span role="cell" className="wrap">
        {change.reason !== '' && <span className="dim">{change.reason}</span>}
        {change.kind === 'changed' &&
          change.fields.map((field) => (
            <div key={field.name}>
              <span className="dim">{field.name}</span> <span className="before">{valueText(field.before)}</span> →{' '}
              <b>{valueText(field.after)}</b>
            </div>
          ))}
        {change.kind !== 'changed' &&
          change.fields.slice(0, 4).map((field) => (
            <span key={field.name} style={{ marginRight: 10 }}>
              <span className="dim">{field.name}</span>{' '}
              {valueText(change.kind === 'removed' ? field.before : field.after)}
            </span>
          ))}
      </span>
    </div>
  )
}
