/** What was collected at one snapshot, in the columns of the command it came from. */
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { subjectId } from '../../shared/compare/view.ts'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { CsvButton } from '../controls/csv-button.tsx'
import { DataGrid } from '../controls/data-grid.tsx'
import { FilterBox } from '../controls/filter-box.tsx'
import { keyOf } from '../controls/key-of.ts'
import { SnapshotSelect } from '../controls/snapshot-select.tsx'
import { usePair } from '../library/pair.ts'
import { select, useSelectedSubject } from '../library/selection.ts'
import { useSnapshot } from '../library/sites.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { type CellColumn, type ColumnsOf, containerColumns, logColumns, podColumns, serviceColumns } from './cells.ts'
import { changedMark, isChangedMark, useChangedKeys } from './changed-mark.ts'
import { inNamespace, NamespaceSelect } from './namespace-select.tsx'
import { useFiltered } from './searchable-row.ts'
import { useRows } from './use-rows.ts'

interface CollectedProps {
  probe: string
  /** The view's name in the locales. */
  tab: string
  columnsOf: ColumnsOf
}

const noRows: RowInPlace[] = []
const rowKey = ({ node, pod, row }: RowInPlace): string => keyOf(node, pod, row.line, row.key)

function Collected({ probe, tab, columnsOf }: CollectedProps) {
  const { t } = useTranslation()
  const bId = usePair((state) => state.bId)
  const [chosen, setChosen] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  const [namespace, setNamespace] = useState<string | null>(null)
  const snapshot = chosen ?? bId
  const rows = useRows(snapshot, probe)
  const columns = useColumns(probe, snapshot, columnsOf)
  const ofNamespace = useMemo(() => inNamespace(rows ?? noRows, namespace), [rows, namespace])
  const shown = useFiltered(ofNamespace, columns, useDeferredValue(filter))
  const selected = useSelectedRow(probe, shown)
  const open = ({ node, pod, place, row }: RowInPlace) => {
    if (snapshot === null) return
    const lines: number[] = []
    for (let line = row.line; line <= row.lastLine; line++) lines.push(line)
    select({
      title: row.key,
      subject: { probe, place, key: row.key },
      evidence: [{ snapshot, node, probe, pod, stream: 'stdout', lines }],
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
        <NamespaceSelect rows={rows ?? noRows} value={namespace} onChange={setNamespace} />
        <FilterBox label={`${t('rows.filter')}: ${t(`tab.${tab}`)}`} value={filter} onChange={setFilter} />
        {shown.length > 0 && <CsvButton name={tab} table={csv} />}
        {rows !== null && <span className="dim">{t('rows.shown', { shown: shown.length, total: rows.length })}</span>}
      </div>
      {shown.length === 0 ? (
        <NoRows rows={rows} />
      ) : (
        <DataGrid
          label={t(`tab.${tab}`)}
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
function useColumns(probe: string, snapshot: string | null, columnsOf: ColumnsOf): CellColumn[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const isB = usePair((state) => state.bId === snapshot)
  const atIso = useSnapshot(snapshot)?.takenAt ?? ''
  const changed = useChangedKeys(probe)
  return useMemo(() => {
    const columns = columnsOf({ atIso, language })
    return isB ? [changedMark(probe, changed, t('rows.changed')), ...columns] : columns
  }, [columnsOf, atIso, language, isB, probe, changed, t])
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

export const PodsView = () => <Collected probe="kubectl-get-pods" tab="pods" columnsOf={podColumns} />
export const ServicesView = () => <Collected probe="nova-service-list" tab="services" columnsOf={serviceColumns} />
export const ContainersView = () => <Collected probe="docker-ps" tab="containers" columnsOf={containerColumns} />
export const LogsView = () => <Collected probe="var-log" tab="logs" columnsOf={logColumns} />
