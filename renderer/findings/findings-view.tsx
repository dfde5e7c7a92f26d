/** What the rules say of B against A, told by cause: incidents first, apart what is no news. */
import './findings.css'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incidentKinds } from '../../shared/incidents/incident.ts'
import { incidentKindWords } from '../../shared/incidents/story.ts'
import type { Finding } from '../../shared/model.ts'
import { saveReport } from '../export/save-report.ts'
import { usePair } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { Apart } from './apart.tsx'
import { Children } from './finding-children.tsx'
import { IncidentList } from './incident-list.tsx'
import { ThresholdsDialog } from './thresholds-dialog.tsx'

const none: Finding[] = []

export function FindingsView() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { findings, incidents, resolved, lost } = usePair()
  const alone = usePair((state) => state.aId === state.bId)
  const site = useSites((state) => state.site)
  const [showsThresholds, setShowsThresholds] = useState(false)
  const muted = useMemo(() => (findings ?? none).filter((finding) => finding.muted !== undefined), [findings])
  if (findings === null) return <p className="empty">{t('state.loading')}</p>
  const kinds = incidentKinds
    .map((kind) => ({ kind, told: incidents.filter((each) => each.kind === kind) }))
    .filter(({ told }) => told.length > 0)
  return (
    <div className="scroll">
      <div className="tool-row">
        <button type="button" className="chip" onClick={() => void saveReport('html', t('report.saved'))}>
          {t('report.button')}
        </button>
        <button type="button" className="chip" onClick={() => setShowsThresholds(true)}>
          {t('thresholds.button')}
        </button>
      </div>
      {showsThresholds && site !== null && <ThresholdsDialog site={site} onClose={() => setShowsThresholds(false)} />}
      {kinds.length === 0 && <p className="empty">{t(alone ? 'findings.noneAlone' : 'findings.none')}</p>}
      {kinds.map(({ kind, told }, index) =>
        index === 0 ? (
          <section key={kind} className={kind} aria-label={incidentKindWords[kind][language]}>
            {kind !== 'incident' && <h3 className="kind-heading">{incidentKindWords[kind][language]}</h3>}
            <IncidentList label={t('findings.list')} incidents={told} findings={findings} />
          </section>
        ) : (
          <Apart key={kind} name={kind} label={incidentKindWords[kind][language]} count={told.length}>
            <IncidentList label={incidentKindWords[kind][language]} incidents={told} findings={findings} />
          </Apart>
        ),
      )}
      <OfFindings name="resolved" findings={resolved} />
      <OfFindings name="lost" findings={lost} />
      <OfFindings name="muted" findings={muted} />
    </div>
  )
}

/** Findings that do not count here: over, out of sight, or muted. */
function OfFindings({ name, findings }: { name: 'resolved' | 'lost' | 'muted'; findings: Finding[] }) {
  const { t } = useTranslation()
  if (findings.length === 0) return null
  return (
    <Apart name={name} label={t(`findings.apart.${name}`)} count={findings.length}>
      <Children findings={findings} />
    </Apart>
  )
}
