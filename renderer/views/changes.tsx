// biome-ignore-all lint/a11y/useSemanticElements: only the visible rows exist, which table elements cannot do
/** What is different in B from A, by kind, field before → after. */
import { TextInput } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../shared/model.ts'
import { valueText } from '../format.ts'
import { select, useLibrary } from '../stores/library.ts'

const kinds: Change['kind'][] = ['changed', 'added', 'removed', 'not-comparable']
const signs: Record<Change['kind'], string> = { changed: '≠', added: '+', removed: '−', 'not-comparable': '?' }

export const changeText = (change: Change) =>
  `${change.probe} ${change.node} ${change.place} ${change.key} ${change.fields.map((field) => `${field.name} ${valueText(field.before)} ${valueText(field.after)}`).join(' ')}`.toLowerCase()

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
  const shown = useMemo(() => {
    const parts = words.toLowerCase().split(/\s+/).filter(Boolean)
    const kept = (changes ?? []).filter((change) => {
      if (hidden.has(change.kind)) return false
      if (parts.length === 0) return true
      const text = changeText(change)
      return parts.every((part) => text.includes(part))
    })
    return kept.toSorted((x, y) => kinds.indexOf(x.kind) - kinds.indexOf(y.kind))
  }, [changes, hidden, words])
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
        <TextInput
          size="xs"
          w={210}
          type="search"
          aria-label={t('changes.filter')}
          placeholder={t('changes.filter')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
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
      <span>
        <b aria-hidden="true">{signs[change.kind]}</b> {t(`changes.kind.${change.kind}`)}
      </span>
      <span>{t(`kind.${change.probe}`, { defaultValue: change.probe })}</span>
      <span className="dim wrap">{change.place === '' ? change.node : change.place}</span>
      <b className="wrap">{change.key}</b>
      <span className="wrap">
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
