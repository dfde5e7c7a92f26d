/** What was collected at one snapshot, in the columns of the command it came from. */
import { Select } from '@mantine/core'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RowInPlace } from '../../shared/contract/contract.ts'
import { CsvButton } from '../controls/csv-button.tsx'
import { DataGrid } from '../controls/data-grid.tsx'
import { FilterBox } from '../controls/filter-box.tsx'
import { SnapshotSelect } from '../controls/snapshot-select.tsx'
import { client, report, select, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'
import {
  type CellColumn,
  type ColumnsOf,
  containerColumns,
  filtered,
  logColumns,
  podColumns,
  searchableOf,
  serviceColumns,
} from './cells.ts'

const subjectKey = (probe: string, place: string, key: string) => `${probe}\u0000${place}\u0000${key}`

function useRows(snapshot: string | null, probe: string) {
  const revision = useLibrary((state) => state.revision)
  const [answer, setAnswer] = useState<{ snapshot: string; rows: RowInPlace[] } | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library is asked again
  useEffect(() => {
    if (snapshot === null) return
    let live = true
    client()
      .call('rows', { snapshot, probe })
      .then(
        (rows) => live && setAnswer({ snapshot, rows }),
        (error: unknown) => {
          if (live) setAnswer({ snapshot, rows: [] })
          report(error)
        },
      )
    return () => {
      live = false
    }
  }, [snapshot, probe, revision])
  return answer?.snapshot === snapshot ? answer.rows : null
}

interface CollectedProps {
  probe: string
  tab: string
  columnsOf: ColumnsOf
}

function Collected({ probe, tab, columnsOf }: CollectedProps) {
  const { t } = useTranslation()
  const language = usePreferences((state) => state.language)
  const bId = useLibrary((state) => state.bId)
  const changes = useLibrary((state) => state.changes)
  const subject = useLibrary((state) => state.selection?.subject ?? null)
  const [chosen, setChosen] = useState<string | null>(null)
  const [filter, setFilter] = useState('')
  const [namespace, setNamespace] = useState<string | null>(null)
  const snapshotId = chosen ?? bId
  const takenAt = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === snapshotId)?.takenAt ?? '')
  const rows = useRows(snapshotId, probe)
  const words = useDeferredValue(filter)

  const changed = useMemo(
    () =>
      new Set(
        (changes ?? [])
          .filter((one) => one.probe === probe && one.kind !== 'not-comparable')
          .map((one) => subjectKey(probe, one.place, one.key)),
      ),
    [changes, probe],
  )
  const columns = useMemo<CellColumn[]>(() => {
    const mark: CellColumn = {
      id: '@changed',
      label: 'Δ',
      track: '16px',
      text: (item) => (changed.has(subjectKey(probe, item.place, item.row.key)) ? '●' : ''),
      title: (item) => (changed.has(subjectKey(probe, item.place, item.row.key)) ? t('rows.changed') : ''),
    }
    return [...(snapshotId === bId ? [mark] : []), ...columnsOf({ atIso: takenAt, language })]
  }, [columnsOf, takenAt, language, changed, probe, snapshotId, bId, t])
  const searchable = useMemo(() => searchableOf(columns), [columns])
  // Read ahead in small parts, so that the first letter typed does not wait for 20,000 rows.
  useEffect(() => {
    let next = 0
    const all = rows ?? []
    const timer = setInterval(() => {
      const end = Math.min(all.length, next + 500)
      for (; next < end; next++) searchable(all[next]!)
      if (next >= all.length) clearInterval(timer)
    }, 10)
    return () => clearInterval(timer)
  }, [rows, searchable])
  const namespaces = useMemo(
    () =>
      [
        ...new Set(
          (rows ?? []).flatMap((item) =>
            typeof item.row.fields.namespace === 'string' ? [item.row.fields.namespace] : [],
          ),
        ),
      ].sort(),
    [rows],
  )
  const shown = useMemo(() => {
    const inNamespace =
      namespace === null ? (rows ?? []) : (rows ?? []).filter((item) => item.row.fields.namespace === namespace)
    return filtered(inNamespace, searchable, words)
  }, [rows, searchable, words, namespace])

  const open = (item: RowInPlace) => {
    const lines: number[] = []
    for (let line = item.row.line; line <= item.row.lastLine; line++) lines.push(line)
    select({
      title: item.row.key,
      subject: { probe, place: item.place, key: item.row.key },
      evidence: [{ snapshot: snapshotId ?? '', node: item.node, probe, pod: item.pod, stream: 'stdout', lines }],
    })
  }
  return (
    <>
      <div className="tool-row">
        <SnapshotSelect value={snapshotId} onChange={(id) => setChosen(id === bId ? null : id)} />
        {namespaces.length > 1 && (
          <Select
            size="xs"
            w={150}
            clearable
            placeholder="namespace"
            aria-label="namespace"
            data={namespaces}
            value={namespace}
            onChange={setNamespace}
          />
        )}
        <FilterBox label={`${t('rows.filter')}: ${t(`tab.${tab}`)}`} value={filter} onChange={setFilter} />
        {shown.length > 0 && (
          <CsvButton
            name={tab}
            table={() => {
              const told = columns.filter(({ id }) => id !== '@changed')
              return {
                columns: told.map(({ label }) => label),
                rows: shown.map((item) => told.map((one) => one.text(item))),
              }
            }}
          />
        )}
        {rows !== null && <span className="dim">{t('rows.shown', { shown: shown.length, total: rows.length })}</span>}
      </div>
      {rows === null ? (
        <p className="empty">{t('state.loading')}</p>
      ) : shown.length === 0 ? (
        <p className="empty">{t(rows.length === 0 ? 'rows.none' : 'rows.noMatch')}</p>
      ) : (
        <DataGrid
          label={t(`tab.${tab}`)}
          columns={columns}
          items={shown}
          idOf={(item) => `${item.node}\u0000${item.pod ?? ''}\u0000${item.row.line}\u0000${item.row.key}`}
          selectedId={selectedIn(shown, subject, probe)}
          onOpen={open}
        />
      )}
    </>
  )
}

function selectedIn(
  items: RowInPlace[],
  subject: { probe: string; place: string; key: string } | null,
  probe: string,
): string | null {
  if (subject === null || subject.probe !== probe) return null
  const item = items.find((one) => one.place === subject.place && one.row.key === subject.key)
  return item === undefined ? null : `${item.node}\u0000${item.pod ?? ''}\u0000${item.row.line}\u0000${item.row.key}`
}

export const PodsView = () => <Collected probe="kubectl-get-pods" tab="pods" columnsOf={podColumns} />
export const ServicesView = () => <Collected probe="nova-service-list" tab="services" columnsOf={serviceColumns} />
export const ContainersView = () => <Collected probe="docker-ps" tab="containers" columnsOf={containerColumns} />
export const LogsView = () => <Collected probe="var-log" tab="logs" columnsOf={logColumns} />
