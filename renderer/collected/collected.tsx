/** What was collected at one snapshot, in the columns of the command it came from. */
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { subjectId } from '../../shared/compare/view.ts'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import type { Probe } from '../../shared/probes/probe.ts'
import { CsvButton } from '../controls/csv-button.tsx'
import { DataGrid } from '../controls/data-grid.tsx'
import { FilterBox } from '../controls/filter-box.tsx'
import { keyOf } from '../controls/key-of.ts'
import { SnapshotSelect } from '../controls/snapshot-select.tsx'
import { usePair } from '../library/pair.ts'
import { select, useSelectedSubject } from '../library/selection.ts'
import { useSnapshot } from '../library/sites.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { changedMark, isChangedMark, useChangedKeys } from './changed-mark.ts'
import { type CellColumn, columnsOf } from './columns.ts'
import { OfferedSelect, offeredField, withValue } from './offered-select.tsx'
import { useFiltered } from './searchable-row.ts'
import { useRows } from './use-rows.ts'

/** `network-agents`, as part of a file's name. */
const fileNameOf = ({ title }: Probe): string => title.en.toLowerCase().replaceAll(' ', '-')

const noRows: RowInPlace[] = []
const rowKey = ({ node, pod, row }: RowInPlace): string => keyOf(node, pod, row.line, row.key)

/** The table of a probe. */
export function Collected({ probe }: { probe: Probe }) {
  const { t } = useTranslation()
  const bId = usePair((state) => state.bId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  const [offered, setOffered] = useState<string | null>(null)
  const snapshot = chosen ?? bId
  const rows = useRows(snapshot, probe.name)
  const columns = useColumns(probe, snapshot)
  const title = probe.title[useLanguage()]
  const field = offeredField(probe)
  const kept = useMemo(() => withValue(rows ?? noRows, field, offered), [rows, field, offered])
  const shown = useFiltered(kept, columns, useDeferredValue(filter))
  const selected = useSelectedRow(probe.name, shown)
  const open = ({ node, pod, place, row }: RowInPlace) => {
    if (snapshot === null) return
    const lines: number[] = []
    for (let line = row.line; line <= row.lastLine; line++) lines.push(line)
    select({
      title: row.key,
      subject: { probe: probe.name, place, key: row.key },
      evidence: [{ snapshot, node, probe: probe.name, pod, stream: 'stdout', lines }],
    })
  }
  const csv = () => {
    const told = columns.filter((column) => !isChangedMark(column))
    return {
      columns: told.map(({ label }) => label),
      rows: shown.map((item) => told.map((column) => column.text(item))),
    }
  }
  return (
    <>
      <div className="tool-row">
        <SnapshotSelect value={snapshot} onChange={(id) => setChosen(id === bId ? null : id)} />
        {field !== null && (
          <OfferedSelect probe={probe} field={field} rows={rows ?? noRows} value={offered} onChange={setOffered} />
        )}
        <FilterBox label={`${t('rows.filter')}: ${title}`} value={filter} onChange={setFilter} />
        {shown.length > 0 && <CsvButton name={fileNameOf(probe)} table={csv} />}
        {rows !== null && <span className="dim">{t('rows.shown', { shown: shown.length, total: rows.length })}</span>}
      </div>
      {shown.length === 0 ? (
        <NoRows rows={rows} />
      ) : (
        <DataGrid
          label={title}
          columns={columns}
          items={shown}
          idOf={rowKey}
          selectedId={selected === undefined ? null : rowKey(selected)}
          onOpen={open}
        />
      )}
    </>
  )
}

function NoRows({ rows }: { rows: RowInPlace[] | null }) {
  const { t } = useTranslation()
  if (rows === null) return <p className="empty">{t('state.loading')}</p>
  return <p className="empty">{t(rows.length === 0 ? 'rows.none' : 'rows.noMatch')}</p>
}

/** Of B, what changed since A is marked. */
function useColumns(probe: Probe, snapshot: string | null): CellColumn[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const isB = usePair((state) => state.bId === snapshot)
  const takenAt = useSnapshot(snapshot)?.takenAt ?? ''
  const changed = useChangedKeys(probe.name)
  return useMemo(() => {
    const columns = columnsOf(probe, { takenAt, language })
    return isB ? [changedMark(probe.name, changed, t('rows.changed')), ...columns] : columns
  }, [takenAt, language, isB, probe, changed, t])
}

/** The row of what is selected. */
function useSelectedRow(probe: string, rows: RowInPlace[]): RowInPlace | undefined {
  const subject = useSelectedSubject()
  return useMemo(() => {
    if (subject === null || subject.probe !== probe) return
    const id = subjectId(subject)
    return rows.find(({ place, row }) => subjectId({ probe, place, key: row.key }) === id)
  }, [subject, probe, rows])
}
