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

const looks: Record<Outcome, string> = {
  ok: '',
  failed: 'word-bad',
  'timed-out': 'word-bad',
  unavailable: 'word-bad',
  refused: 'word-bad',
  truncated: 'word-attention',
  skipped: 'dim',
}

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslation()
  return (
    <span className={looks[outcome]}>
      {signs[outcome]} {t(`outcome.${outcome}`)}
    </span>
  )
}
