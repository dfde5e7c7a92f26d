/** The limits that decide a site's findings. An empty field is the usual limit. */
import { Button, Group, Loader, NumberInput, Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type ThresholdName, thresholdNames, thresholdTable, thresholdText } from '../../shared/thresholds.ts'
import { timeUnits } from '../../shared/words/duration.ts'
import type { Text } from '../../shared/words/language.ts'
import { Failure, useAttempt } from '../controls/attempt.tsx'
import { Dialog } from '../controls/dialog.tsx'
import { report } from '../notices/notify.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { client } from '../program/connection.ts'
import { setThresholds } from './judgement.ts'

interface EntryUnit {
  name: Text
  /** How much of the stored unit it is. */
  per: number
}
const { minute, second } = timeUnits

/** In what a limit is typed in: one that usually lasts minutes in minutes. */
function entryUnitOf(threshold: ThresholdName): EntryUnit {
  const { unit, usual } = thresholdTable[threshold]
  if (unit === 'bytes') return { name: { en: 'MB', zh: 'MB' }, per: 1024 * 1024 }
  if (unit === 'percent') return { name: { en: '%', zh: '%' }, per: 1 }
  const { name, ms } = usual >= 2 * minute.ms ? minute : second
  return { name, per: ms }
}

export function ThresholdsDialog({ site, onClose }: { site: string; onClose: () => void }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [own, setOwn] = useState<Partial<Record<ThresholdName, number>> | null>(null)
  const { busy, failure, attempt } = useAttempt()
  useEffect(() => {
    client()
      .call('judgement', { site })
      .then(({ thresholds }) => {
        const known = thresholdNames.flatMap((name) => {
          const value = thresholds[name]
          return value === undefined ? [] : [[name, value / entryUnitOf(name).per] as const]
        })
        setOwn(Object.fromEntries(known))
      }, report)
  }, [site])
  const save = () =>
    attempt(async () => {
      const given = thresholdNames.flatMap((name) => {
        const value = own?.[name]
        return value === undefined ? [] : [[name, value * entryUnitOf(name).per] as const]
      })
      await setThresholds(Object.fromEntries(given))
      onClose()
    })
  return (
    <Dialog onClose={onClose} title={t('thresholds.title', { site })}>
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
            thresholdNames.map((name) => (
              <NumberInput
                key={name}
                size="xs"
                label={thresholdTable[name].label[language]}
                wrapperProps={{ title: thresholdTable[name].why[language] }}
                suffix={` ${entryUnitOf(name).name[language]}`}
                min={0}
                allowNegative={false}
                placeholder={thresholdText(name, thresholdTable[name].usual, language)}
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
    </Dialog>
  )
}
