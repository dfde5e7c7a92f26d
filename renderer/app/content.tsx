/** Timeline, views and evidence; or the welcome, or why there is nothing to show. */
import './content.css'
import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { EvidencePane } from '../evidence/evidence-pane.tsx'
import { useSites } from '../library/sites.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { useConnection } from '../program/connection.ts'
import { Timeline } from '../timeline/timeline.tsx'
import type { Actions } from './actions.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { Splitter } from './splitter.tsx'
import { ViewTabs } from './view-tabs.tsx'
import { Welcome } from './welcome.tsx'

export function Content({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  const isLost = useConnection((state) => state.standing === 'lost')
  const { sites, site, timeline } = useSites()
  const { timelineShare, evidenceShare } = usePreferences()
  if (sites === null) return <p className="empty">{t(isLost ? 'state.lost' : 'state.connecting')}</p>
  if (sites.length === 0) return <Welcome actions={actions} />
  if (timeline === null) return <p className="empty">{t('state.loading')}</p>
  const shares = { '--nl-timeline': `${timelineShare * 100}%`, '--nl-evidence': `${evidenceShare * 100}%` }
  return (
    // React's type of a style knows no variables.
    <main className="main" style={shares as CSSProperties}>
      <ErrorBoundary resetKey={`timeline ${site}`}>
        <Timeline key={site} timeline={timeline} />
      </ErrorBoundary>
      <Splitter edge="timelineShare" label={t('app.splitTimeline')} />
      <div className="lower">
        <ViewTabs />
        <Splitter edge="evidenceShare" label={t('app.splitEvidence')} />
        <ErrorBoundary resetKey={`evidence ${site}`}>
          <EvidencePane />
        </ErrorBoundary>
      </div>
    </main>
  )
}
