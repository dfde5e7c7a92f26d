/** One finding in words: how grave, what, since when, what to look at next, how sure. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import type { Finding } from '../../shared/model.ts'
import { intervalText } from '../../shared/words/moment.ts'
import { certaintyWords, severityWords, standingWords } from '../../shared/words/signs.ts'
import { useB } from '../library/pair.ts'
import { select, useSelection } from '../library/selection.ts'
import { report } from '../notices/notify.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { since } from '../words/format.ts'
import { unmuteFinding } from './judgement.ts'
import { MuteDialog } from './mute-dialog.tsx'

export function FindingItem({ finding }: { finding: Finding }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const chosen = useSelection((state) => state.selection?.evidence === finding.evidence)
  const reference = useB()?.takenAt ?? ''
  const { title, next } = sentenceOf(finding, language)
  const { severity, certainty, standing, muted, subject, evidence } = finding
  const { sign, word } = severityWords[severity]
  const when = since(finding.since, reference, language)
  return (
    <div className="finding-row">
      <button
        type="button"
        className="finding-head"
        aria-pressed={chosen}
        onClick={() => select({ title, subject, evidence })}
      >
        <span className={`severity-${severity}`} role="img" aria-label={word[language]} title={word[language]}>
          {sign}
        </span>
        <span>
          <span className="finding-title">{title}</span>
          {when !== '' && (
            <span className="dim" title={intervalText(finding.since, language)}>
              {' '}
              · {t('findings.since', { when })}
            </span>
          )}
          {muted !== undefined && <span className="wrap finding-line">{t('mute.because', { reason: muted })}</span>}
          {next !== '' && (
            <span className="dim wrap finding-line">
              {t('findings.next')}: {next}
            </span>
          )}
        </span>
        <span>
          <span className={`badge badge-${certainty}`}>{certaintyWords[certainty][language]}</span>
          {standing !== undefined && <span className="badge">{standingWords[standing][language]}</span>}
        </span>
      </button>
      <MuteButton finding={finding} title={title} />
    </div>
  )
}

function MuteButton({ finding, title }: { finding: Finding; title: string }) {
  const { t } = useTranslation()
  const [muting, setMuting] = useState(false)
  if (finding.muted !== undefined)
    return (
      <button type="button" className="link mute" onClick={() => void unmuteFinding(finding).catch(report)}>
        {t('mute.undo')}
      </button>
    )
  return (
    <>
      <button type="button" className="link mute" onClick={() => setMuting(true)}>
        {t('mute.button')}
      </button>
      {muting && <MuteDialog finding={finding} title={title} onClose={() => setMuting(false)} />}
    </>
  )
}
