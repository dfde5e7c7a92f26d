/** Picks one of the site's snapshots; A and B are named. */
import { Select } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../shared/words/moment.ts'
import { usePair } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'

function letterOf(id: string, aId: string | null, bId: string | null): string {
  if (id === bId) return 'B · '
  return id === aId ? 'A · ' : ''
}

export function SnapshotSelect({ value, onChange }: { value: string | null; onChange: (id: string) => void }) {
  const { t } = useTranslation()
  const snapshots = useSites((state) => state.timeline?.snapshots)
  const aId = usePair((state) => state.aId)
  const bId = usePair((state) => state.bId)
  const data = useMemo(
    () =>
      (snapshots ?? []).map((one) => ({
        value: one.id,
        label: `${letterOf(one.id, aId, bId)}${momentText(one.takenAt, 'local')}`,
      })),
    [snapshots, aId, bId],
  )
  return (
    <Select
      size="xs"
      w={250}
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
