/** Opens the raw text of one section in A and in B, side by side: for whoever doubts what was read from it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Evidence } from '../../shared/model.ts'
import { usePair } from '../library/pair.ts'
import { RawDiff } from './raw-diff.tsx'

export function RawDiffButton({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const two = usePair((state) => state.aId !== null && state.bId !== null && state.aId !== state.bId)
  if (!two) return null
  return (
    <>
      <Button size="compact-xs" variant="default" title={t('diff.openText')} onClick={() => setOpen(true)}>
        {t('diff.open')}
      </Button>
      {open && <RawDiff evidence={evidence} onClose={() => setOpen(false)} />}
    </>
  )
}
