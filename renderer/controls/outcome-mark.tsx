/** How a section ended, as a sign and a word. */
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../shared/model.ts'

const signs: Record<Outcome, string> = {
  ok: '✓',
  failed: '✕',
  'timed-out': '⏱',
  unavailable: '∅',
  refused: '⊘',
  truncated: '✂',
  skipped: '–',
}

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation()
  const look =
    outcome === 'ok' ? '' : outcome === 'skipped' ? 'dim' : outcome === 'truncated' ? 'word-attention' : 'word-bad'
  return (
    <span className={look}>
      {signs[outcome]} {t(`outcome.${outcome}`)}
    </span>
  )
}
