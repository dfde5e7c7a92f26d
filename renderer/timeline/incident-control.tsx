/** Marks the incident, and brings A and B around it. */
import { Button, Group, Popover, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Incident } from '../../shared/contract/contract.ts'
import { momentText } from '../../shared/words/moment.ts'
import { markIncident } from '../library/library.ts'
import { chooseAroundIncident } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'
import { clockTime } from '../words/format.ts'
import { fromLocalInput, toLocalInput } from '../words/local-input.ts'

export function IncidentControl({ incident, defaultAt }: { incident: Incident | null; defaultAt: string }) {
  const { t } = useTranslation()
  const site = useSites((state) => state.site)
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
            title={incident === null ? undefined : momentText(incident.at)}
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
