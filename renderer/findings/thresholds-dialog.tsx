/** The limits that decide a site's findings. An empty field is the usual limit. */
import { Button, Group, Loader, Modal, NumberInput, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usualThresholds as defaultThresholds, type Thresholds } from '../../shared/thresholds.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { report } from '../notices/notify.ts'
import { client } from '../program/connection.ts'
import { setThresholds } from './judgement.ts'

/** How each is shown to people: the unit's word, and how much of the stored unit it is. */
const units: Record<keyof Thresholds, { unit: string; per: number }> = {
  stuckAfterMs: { unit: 'min', per: 60_000 },
  serviceDownTimeMs: { unit: 's', per: 1000 },
  heartbeatLateMs: { unit: 's', per: 1000 },
  logGrewFastBytes: { unit: 'MB', per: 1024 * 1024 },
  clockSkewMs: { unit: 's', per: 1000 },
  diskFillingPercent: { unit: '%', per: 1 },
  diskFullPercent: { unit: '%', per: 1 },
}
const names = Object.keys(units) as (keyof Thresholds)[]

export function ThresholdsDialog({ site, onClose }: { site: string; onClose: () => void }) {
  const { t } = useTranslation()
  const [own, setOwn] = useState<Partial<Record<keyof Thresholds, number>> | null>(null)
  const { busy, failure, attempt } = useAttempt()
  useEffect(() => {
    client()
      .call('judgement', { site })
      .then(({ thresholds }) => {
        const known = names.flatMap((name) => {
          const value = thresholds[name]
          return value === undefined ? [] : [[name, value / units[name].per] as const]
        })
        setOwn(Object.fromEntries(known))
      }, report)
  }, [site])
  const save = () =>
    attempt(async () => {
      const given = names.flatMap((name) => {
        const value = own?.[name]
        return value === undefined ? [] : [[name, value * units[name].per] as const]
      })
      await setThresholds(Object.fromEntries(given))
      onClose()
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('thresholds.title', { site })}
      closeButtonProps={{ 'aria-label': t('state.dismiss') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <Stack gap="xs">
          <span className="dim">{t('thresholds.text')}</span>
          {own === null && <Loader size="sm" />}
          {own !== null &&
            names.map((name) => (
              <NumberInput
                key={name}
                size="xs"
                label={t(`thresholds.${name}`)}
                suffix={` ${units[name].unit}`}
                min={0}
                allowNegative={false}
                placeholder={`${defaultThresholds[name] / units[name].per} ${units[name].unit}`}
                value={own[name] ?? ''}
                onChange={(value) => {
                  const { [name]: _, ...others } = own
                  setOwn(typeof value === 'number' ? { ...others, [name]: value } : others)
                }}
              />
            ))}
          <Failure text={failure} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={busy} disabled={own === null}>
              {t('thresholds.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
