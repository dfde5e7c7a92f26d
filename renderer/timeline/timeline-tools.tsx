/** The row above the timeline: filters, zoom, and the incident. */
import { ActionIcon, Group, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/contract/contract.ts'
import { remember, usePreferences } from '../preferences/preferences.ts'
import { IncidentControl } from './incident-control.tsx'
import type { LaneFilter } from './lane-groups.ts'

interface TimelineToolsProps {
  filter: LaneFilter
  onFilter: (filter: LaneFilter) => void
  snapshots: number
  shown: number
  total: number
  /** null: the whole time. */
  onZoom: (factor: number | null) => void
  incident: Incident | null
  defaultIncidentAt: string
}

export function TimelineTools({
  filter,
  onFilter,
  snapshots,
  shown,
  total,
  onZoom,
  incident,
  defaultIncidentAt,
}: TimelineToolsProps) {
  const { t } = useTranslation()
  const searchRef = useRef<HTMLInputElement>(null)
  const even = usePreferences((state) => state.even)
  useHotkeys([['/', () => searchRef.current?.focus()]])
  return (
    <div className="tool-row">
      <IncidentControl incident={incident} defaultAt={defaultIncidentAt} />
      <span className="dim">
        {t('timeline.snapshots', { count: snapshots })} · {t('timeline.lanes', { shown, count: total })}
      </span>
      <span className="spacer" />
      <SegmentedControl
        size="xs"
        aria-label={t('timeline.groupBy')}
        value={filter.by ?? 'kind'}
        onChange={(value) => onFilter({ ...filter, by: value === 'where' ? 'where' : 'kind' })}
        data={[
          { value: 'kind', label: t('timeline.byKind') },
          { value: 'where', label: t('timeline.byWhere') },
        ]}
      />
      <Switch
        size="xs"
        checked={even}
        onChange={(event) => remember({ even: event.currentTarget.checked })}
        label={t('timeline.even')}
        title={t('timeline.evenText')}
      />
      <Switch
        size="xs"
        checked={filter.onlyChanged}
        onChange={(event) => onFilter({ ...filter, onlyChanged: event.currentTarget.checked })}
        label={t('timeline.onlyChanged')}
      />
      <Switch
        size="xs"
        checked={filter.onlyNotFine}
        onChange={(event) => onFilter({ ...filter, onlyNotFine: event.currentTarget.checked })}
        label={t('timeline.onlyNotFine')}
      />
      <TextInput
        ref={searchRef}
        size="xs"
        w={210}
        type="search"
        aria-label={t('timeline.search')}
        placeholder={t('timeline.search')}
        value={filter.search}
        onChange={(event) => onFilter({ ...filter, search: event.currentTarget.value })}
      />
      <Group gap={2}>
        <ZoomButton sign="−" label={t('timeline.zoomOut')} onClick={() => onZoom(1.6)} />
        <ZoomButton sign="+" label={t('timeline.zoomIn')} onClick={() => onZoom(0.625)} />
        <ZoomButton sign="↔" label={t('timeline.zoomAll')} onClick={() => onZoom(null)} />
      </Group>
    </div>
  )
}

function ZoomButton({ sign, label, onClick }: { sign: string; label: string; onClick: () => void }) {
  return (
    <ActionIcon size="sm" variant="default" aria-label={label} title={label} onClick={onClick}>
      {sign}
    </ActionIcon>
  )
}
