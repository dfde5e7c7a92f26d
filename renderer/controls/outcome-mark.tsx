/** How a section ended, as a sign and a word. */
import type { Outcome } from '../../shared/model.ts'
import { outcomeWords } from '../../shared/words/signs.ts'
import { useLanguage } from '../preferences/preferences.ts'

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
  const { sign, word } = outcomeWords[outcome]
  return (
    <span className={looks[outcome]}>
      {sign} {word[useLanguage()]}
    </span>
  )
}
