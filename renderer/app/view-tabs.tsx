/** The views below the timeline, one of them shown. */
import './view-tabs.css'
import { Menu } from '@mantine/core'
import { type KeyboardEvent, memo, useDeferredValue } from 'react'
import { useTranslation } from 'react-i18next'
import { usePair } from '../library/pair.ts'
import { openTab, useLanguage, usePreferences } from '../preferences/preferences.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { type View, views } from './views.ts'

/** Drawn anew only when another view is shown. */
const ShownView = memo(({ view }: { view: View }) => <view.component />)
ShownView.displayName = 'ShownView'

const tabSteps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 }

export function ViewTabs() {
  const { t } = useTranslation()
  const language = useLanguage()
  const tab = usePreferences((state) => state.tab)
  const findings = usePair((state) => state.findings?.length)
  const changes = usePair((state) => state.changes?.length)
  const counts: Record<string, number | undefined> = { findings, changes }
  const current = views.find((view) => view.id === tab) ?? views[0]!
  // The tab is marked at once; a large view takes its time without holding up the window.
  const shown = useDeferredValue(current)
  // One from behind "more" has a tab for as long as it is shown.
  const tabs = views.filter((view) => view.isFrequent || view === current)
  const onKeyDown = (event: KeyboardEvent) => {
    const step = tabSteps[event.key]
    if (step === undefined) return
    const next = tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length]!
    openTab(next.id)
    document.getElementById(`tab-${next.id}`)?.focus()
  }
  return (
    <div className="views">
      <div className="tab-row">
        <div className="tabs" role="tablist" aria-label={t('app.views')} onKeyDown={onKeyDown}>
          {tabs.map(({ id, title }) => (
            <button
              type="button"
              key={id}
              id={`tab-${id}`}
              className="tab"
              role="tab"
              aria-selected={id === current.id}
              aria-controls="view"
              tabIndex={id === current.id ? 0 : -1}
              onClick={() => openTab(id)}
            >
              {title[language]}
              {counts[id] !== undefined && <span className="tab-count">{counts[id]}</span>}
            </button>
          ))}
        </div>
        <MoreViews />
      </div>
      <div className="view" id="view" role="tabpanel" aria-labelledby={`tab-${shown.id}`}>
        <ErrorBoundary resetKey={shown.id}>
          <ShownView key={shown.id} view={shown} />
        </ErrorBoundary>
      </div>
    </div>
  )
}

function MoreViews() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Menu shadow="md" position="bottom-end">
      <Menu.Target>
        <button type="button" className="tab">
          {t('app.moreViews')} ▾
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {views
          .filter(({ isFrequent }) => !isFrequent)
          .map(({ id, title }) => (
            <Menu.Item key={id} onClick={() => openTab(id)}>
              {title[language]}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
