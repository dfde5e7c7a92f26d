/** Opens the raw text of one section in A and in B, side by side: for whoever doubts what was read from it. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf } from '../../shared/compare/view.ts'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Evidence } from '../../shared/model.ts'
import { useLibrary } from '../library/library.ts'
import { RawDiff } from './raw-diff.tsx'

/** The section of a snapshot that answers to this one: the same place, the same node if it can be had. */
export function counterpart(evidence: Evidence, snapshot: SnapshotSummary | undefined) {
  const place = placeOf(evidence)
  const mine = (snapshot?.sections ?? []).filter((one) => one.probe === evidence.probe && placeOf(one) === place)
  return (
    mine.find((one) => one.node === evidence.node && one.pod === evidence.pod) ??
    mine.find((one) => one.outcome === 'ok') ??
    mine[0]
  )
}

export function RawDiffButton({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const two = useLibrary((state) => state.aId !== null && state.bId !== null && state.aId !== state.bId)
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
