/** What is different in B from A: filtered here, shown by the grid. */
import './changes.css'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Change } from '../../shared/model.ts'
import { changeKindWords } from '../../shared/words/signs.ts'
import { CsvButton } from '../controls/csv-button.tsx'
import { matches, parseFilter } from '../controls/filter.ts'
import { FilterBox } from '../controls/filter-box.tsx'
import { usePair } from '../library/pair.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { changeCsv } from './change-csv.ts'
import { ChangeGrid } from './change-grid.tsx'
import { byKind, changeKinds } from './change-kinds.ts'
import { ChangeTableTools } from './change-table-tools.tsx'
import { searchableChanges } from './searchable-change.ts'
import { useChangeTable } from './use-change-table.ts'

function countsOf(changes: Change[]): Map<Change['kind'], number> {
  const counts = new Map<Change['kind'], number>()
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

export function ChangesView() {
  const { t } = useTranslation()
  const language = useLanguage()
  const known = usePair((state) => state.changes)
  const same = usePair((state) => state.aId === state.bId)
  const changes = useMemo(() => known ?? [], [known])
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [filter, setFilter] = useState('')
  const words = useDeferredValue(filter)
  const counts = useMemo(() => countsOf(changes), [changes])
  const searchable = useMemo(() => searchableChanges(changes, language), [changes, language])
  const shown = useMemo(() => {
    const terms = parseFilter(words)
    return changes
      .filter((change) => !hidden.has(change.kind) && (terms.length === 0 || matches(terms, searchable(change))))
      .sort(byKind)
  }, [changes, searchable, hidden, words])
  const table = useChangeTable(shown, language)
  if (known === null) return <p className="empty">{t('state.loading')}</p>
  if (changes.length === 0) return <p className="empty">{t(same ? 'changes.same' : 'changes.none')}</p>
  const toggle = (kind: string) => {
    const next = new Set(hidden)
    if (!next.delete(kind)) next.add(kind)
    setHidden(next)
  }
  return (
    <>
      <div className="tool-row">
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
              {changeKindWords[kind].sign} {changeKindWords[kind].word[language]} <b>{counts.get(kind)}</b>
            </button>
          ))}
        <FilterBox label={t('changes.filter')} value={filter} onChange={setFilter} />
        <span className="dim">{t('rows.shown', { shown: shown.length, total: changes.length })}</span>
        <ChangeTableTools table={table} />
        <CsvButton name="changes" table={() => changeCsv(shown, language)} />
      </div>
      <ChangeGrid table={table} />
    </>
  )
}
