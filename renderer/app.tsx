/** The window: top bar, timeline, views and evidence; or the welcome, or why there is nothing to show. */
import { type ChangeEvent, type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CaptureDialog } from './components/capture-dialog.tsx'
import { CheatSheet } from './components/cheat-sheet.tsx'
import { CommandPalette } from './components/command-palette.tsx'
import { ErrorBoundary } from './components/error-boundary.tsx'
import { EvidencePane } from './components/evidence-pane.tsx'
import { ImportDialog, type TextFile } from './components/import-dialog.tsx'
import { Notices } from './components/notices.tsx'
import { Splitter } from './components/splitter.tsx'
import { Timeline } from './components/timeline/timeline.tsx'
import { type Actions, TopBar } from './components/top-bar.tsx'
import { Welcome } from './components/welcome.tsx'
import { useShortcuts } from './shortcuts.ts'
import { notify, openTab, report, useLibrary } from './stores/library.ts'
import { usePreferences } from './stores/preferences.ts'
import { views } from './views/index.ts'

export function App() {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'capture' | 'import' | 'palette' | 'keys' | null>(null)
  const [file, setFile] = useState<TextFile | null>(null)
  const fileRef = useRef<HTMLInputElement>(null)
  const actions: Actions = {
    capture: () => setDialog('capture'),
    openFile: () => fileRef.current?.click(),
    paste: () => {
      setFile(null)
      setDialog('import')
    },
  }
  useTextScale()
  useShortcuts({ palette: () => setDialog('palette'), keys: () => setDialog('keys') })
  const onFile = async (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const chosen = input.files?.[0]
    if (chosen === undefined) return
    try {
      const head = new Uint8Array(await chosen.slice(0, 2).arrayBuffer())
      // A gzip file: a snapshot file or a collector's tarball, which is no text.
      if (head[0] === 0x1f && head[1] === 0x8b) return notify('error', t('import.packed'))
      setFile({ name: chosen.name, text: await chosen.text() })
      setDialog('import')
    } catch (error) {
      report(error)
    } finally {
      // So that the same file can be chosen again.
      input.value = ''
    }
  }
  return (
    <div className="window">
      <TopBar actions={actions} />
      <input ref={fileRef} type="file" hidden data-testid="file" aria-label={t('app.openFile')} onChange={onFile} />
      <div style={{ gridRow: 3, minHeight: 0, display: 'grid' }}>
        <ErrorBoundary resetKey="window">
          <Content actions={actions} />
        </ErrorBoundary>
      </div>
      {dialog === 'capture' && <CaptureDialog onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog file={file} onClose={() => setDialog(null)} />}
      {dialog === 'palette' && (
        <CommandPalette
          actions={actions}
          // What the command opened stays open.
          onClose={() => setDialog((open) => (open === 'palette' ? null : open))}
          onKeys={() => setDialog('keys')}
        />
      )}
      {dialog === 'keys' && <CheatSheet onClose={() => setDialog(null)} />}
      <Notices />
    </div>
  )
}

function useTextScale() {
  const textScale = usePreferences((state) => state.textScale)
  useEffect(() => {
    for (const name of ['--mantine-scale', '--nl-scale'])
      document.documentElement.style.setProperty(name, String(textScale))
  }, [textScale])
}

function Content({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  const connection = useLibrary((state) => state.connection)
  const sites = useLibrary((state) => state.sites)
  const timeline = useLibrary((state) => state.timeline)
  const site = useLibrary((state) => state.site)
  const { timelineShare, evidenceShare } = usePreferences()
  if (sites === null) return <p className="empty">{t(connection === 'lost' ? 'state.lost' : 'state.connecting')}</p>
  if (sites.length === 0) return <Welcome actions={actions} />
  if (timeline === null) return <p className="empty">{t('state.loading')}</p>
  const shares = { '--nl-timeline': `${timelineShare * 100}%`, '--nl-evidence': `${evidenceShare * 100}%` }
  return (
    <main className="main" style={shares as CSSProperties}>
      <ErrorBoundary resetKey={`timeline ${site}`}>
        <Timeline key={site} timeline={timeline} />
      </ErrorBoundary>
      <Splitter edge="timelineShare" label={t('app.splitTimeline')} />
      <div className="lower">
        <Views />
        <Splitter edge="evidenceShare" label={t('app.splitEvidence')} />
        <ErrorBoundary resetKey={`evidence ${site}`}>
          <EvidencePane />
        </ErrorBoundary>
      </div>
    </main>
  )
}

function Views() {
  const { t } = useTranslation()
  const tab = useLibrary((state) => state.tab)
  const findings = useLibrary((state) => state.findings?.length)
  const changes = useLibrary((state) => state.changes?.length)
  const counts: Record<string, number | undefined> = { findings, changes }
  const current = views.find((view) => view.id === tab) ?? views[0]!
  const CurrentView = current.component
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0) return
    const next = views[(views.indexOf(current) + step + views.length) % views.length]!
    openTab(next.id)
    document.getElementById(`tab-${next.id}`)?.focus()
  }
  return (
    <div className="views">
      <div className="tabs" role="tablist" aria-label={t('app.views')} onKeyDown={onKeyDown}>
        {views.map(({ id }) => (
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
            {t(`tab.${id}`)}
            {counts[id] !== undefined && <span className="tab-count">{counts[id]}</span>}
          </button>
        ))}
      </div>
      <div className="view" id="view" role="tabpanel" aria-labelledby={`tab-${current.id}`}>
        <ErrorBoundary resetKey={current.id}>
          <CurrentView key={current.id} />
        </ErrorBoundary>
      </div>
    </div>
  )
}
