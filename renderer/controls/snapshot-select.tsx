/** Picks one of the site's snapshots; A and B are named. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLibrary } from '../library/library.ts'
import { clockTime } from '../words/format.ts'

export function SnapshotSelect({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const { t } = useTranslation()
  const snapshots = useLibrary((state) => state.timeline?.snapshots)
  const aId = useLibrary((state) => state.aId)
  const bId = useLibrary((state) => state.bId)
  const data = useMemo(
    () =>
      (snapshots ?? []).map((one) => ({
        value: one.id,
        label: `${one.id === bId ? 'B · ' : one.id === aId ? 'A · ' : ''}${clockTime(one.takenAt, true)}`,
      })),
    [snapshots, aId, bId],
  )
  return (
    <Select
      size="xs"
      w={210}
      searchable
      limit={200}
      allowDeselect={false}
      aria-label={t('rows.snapshot')}
      data={data}
      value={value}
      onChange={(id) => id !== null && onChange(id)}
    />
  )
}
