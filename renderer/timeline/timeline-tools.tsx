/** The row above the timeline: filters, zoom, and the incident. */
import { ActionIcon, Button, Group, Popover, SegmentedControl, Stack, Switch, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/contract/contract.ts'
import { chooseAroundIncident, markIncident, useLibrary } from '../library/library.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { clockTime, utcTime } from '../words/format.ts'
import { fromLocalInput, toLocalInput } from '../words/local-input.ts'
import type { LaneFilter } from './model.ts'

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
        {t('timeline.snapshots', { count: snapshots })} · {t('timeline.lanes', { shown, total })}
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
        onChange={(event) => usePreferences.getState().remember({ even: event.currentTarget.checked })}
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
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('timeline.zoomOut')}
          title={t('timeline.zoomOut')}
          onClick={() => onZoom(1.6)}
        >
          −
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('timeline.zoomIn')}
          title={t('timeline.zoomIn')}
          onClick={() => onZoom(0.625)}
        >
          +
        </ActionIcon>
        <ActionIcon
          size="sm"
          variant="default"
          aria-label={t('timeline.zoomAll')}
          title={t('timeline.zoomAll')}
          onClick={() => onZoom(null)}
        >
          ↔
        </ActionIcon>
      </Group>
    </div>
  )
}

function IncidentControl({ incident, defaultAt }: { incident: Incident | null; defaultAt: string }) {
  const { t } = useTranslation()
  const site = useLibrary((state) => state.site)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState('')
  const [note, setNote] = useState('')
  const toggle = () => {
    setAt(toLocalInput(incident?.at ?? defaultAt))
    setNote(incident?.note ?? '')
    setOpen(!open)
  }
  const iso = fromLocalInput(at)
  const mark = (marked: Incident | null) => {
    setOpen(false)
    void markIncident(marked)
  }
  return (
    <Group gap={6}>
      <Popover opened={open} onChange={setOpen} withArrow position="bottom-start" trapFocus>
        <Popover.Target>
          <Button
            size="compact-xs"
            variant={incident === null ? 'default' : 'light'}
            color="red"
            onClick={toggle}
            title={incident === null ? undefined : utcTime(incident.at)}
          >
            {incident === null ? t('timeline.mark') : `⚑ ${t('timeline.incident')} ${clockTime(incident.at)}`}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (iso !== null && site !== null) mark({ site, at: iso, note })
            }}
          >
            <Stack gap={8}>
              <TextInput
                size="xs"
                type="datetime-local"
                step={1}
                label={t('timeline.at')}
                value={at}
                onChange={(event) => setAt(event.currentTarget.value)}
              />
              <TextInput
                size="xs"
                label={t('timeline.note')}
                value={note}
                onChange={(event) => setNote(event.currentTarget.value)}
              />
              <Group gap={6} justify="flex-end">
                {incident !== null && (
                  <Button size="compact-sm" variant="subtle" color="red" onClick={() => mark(null)}>
                    {t('timeline.clear')}
                  </Button>
                )}
                <Button size="compact-sm" type="submit" disabled={iso === null}>
                  {t('timeline.save')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Popover.Dropdown>
      </Popover>
      {incident !== null && (
        <Button size="compact-xs" variant="default" onClick={chooseAroundIncident}>
          {t('timeline.beforeAfter')}
        </Button>
      )}
    </Group>
  )
}
