/** The window: top bar, timeline, views and evidence; or the welcome, or why there is nothing to show. */
import {
  type ChangeEvent,
  type CSSProperties,
  type DragEvent,
  type KeyboardEvent,
  memo,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { CaptureDialog } from '../capture/capture-dialog.tsx'
import { QuestionDialog } from '../capture/question-dialog.tsx'
import { EvidencePane } from '../evidence/evidence-pane.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { type ChosenInput, inputOfDrop, inputOfFile } from '../import/dropped-files.ts'
import { ImportDialog, type OpenedImport } from '../import/import-dialog.tsx'
import { client, loadSites, notify, openTab, report, useLibrary } from '../library/library.ts'
import { Notices } from '../notices/notices.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { SearchDialog } from '../search/search-dialog.tsx'
import { Timeline } from '../timeline/timeline.tsx'
import { CheatSheet } from './cheat-sheet.tsx'
import { CommandPalette } from './command-palette.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { useShortcuts } from './shortcuts.ts'
import { Splitter } from './splitter.tsx'
import { type Actions, TopBar } from './top-bar.tsx'
import { type View, views } from './views.ts'
import { Welcome } from './welcome.tsx'

export function App() {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<'capture' | 'import' | 'export' | 'search' | 'palette' | 'keys' | null>(null)
  const [opened, setOpened] = useState<OpenedImport | null>(null)
  const fileRef = useRef<HTMLInputElement>(null)
  const actions: Actions = {
    capture: () => setDialog('capture'),
    exportFile: () => setDialog('export'),
    search: () => setDialog('search'),
    openFile: () => fileRef.current?.click(),
    paste: () => {
      setOpened(null)
      setDialog('import')
    },
  }
  useTextScale()
  useShortcuts({ palette: () => setDialog('palette'), keys: () => setDialog('keys'), search: actions.search })
  const openInput = async (reading: Promise<ChosenInput | null>) => {
    try {
      useLibrary.setState({ progress: { task: 'reading', text: '', done: 0, total: 0, step: null } })
      const input = await reading
      if (input === null) return notify('error', t('import.large'))
      await showImport({ name: input.name, ...(await client().call('openImport', input)) })
    } catch (error) {
      report(error)
    } finally {
      useLibrary.setState({ progress: null })
    }
  }
  const showImport = async ({ isSnapshotFile, ...imported }: OpenedImport & { isSnapshotFile: boolean }) => {
    setOpened(imported)
    if (!isSnapshotFile) return setDialog('import')
    // It says itself which site it is of, and what is in it.
    const { snapshots } = await client().call('storeImports', {
      imports: [{ import: imported.import, corrections: null }],
    })
    notify('done', t('import.done', { count: snapshots.length }))
    await loadSites(snapshots[0]?.site)
  }
  // What the desktop was asked to open, also before this window was there.
  const isReady = useLibrary((state) => state.connection === 'ready')
  const filesWaiting = useLibrary((state) => state.filesWaiting)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file waits whenever the number is raised
  useEffect(() => {
    if (isReady && dialog !== 'import') void openWaitingFiles()
  }, [isReady, filesWaiting, dialog === 'import'])
  const openWaitingFiles = async () => {
    for (;;)
      try {
        const waiting = await client().call('openWaiting', {})
        if (waiting === null) return
        await showImport(waiting)
        // The next one waits until a person is done with this one.
        if (!waiting.isSnapshotFile) return
      } catch (error) {
        report(error)
        if (useLibrary.getState().connection !== 'ready') return
      }
  }
  const onFile = (event: ChangeEvent<HTMLInputElement>) => {
    const input = event.currentTarget
    const chosen = input.files?.[0]
    if (chosen !== undefined) void openInput(inputOfFile(chosen))
    // So that the same file can be chosen again.
    input.value = ''
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    const reading = inputOfDrop(event.dataTransfer)
    if (reading !== undefined) void openInput(reading)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may be dropped anywhere; the button does the same
    <div className="window" onDragOver={(event) => event.preventDefault()} onDrop={onDrop}>
      <TopBar actions={actions} />
      <input ref={fileRef} type="file" hidden data-testid="file" aria-label={t('app.openFile')} onChange={onFile} />
      <div style={{ gridRow: 3, minHeight: 0, display: 'grid' }}>
        <ErrorBoundary resetKey="window">
          <Content actions={actions} />
        </ErrorBoundary>
      </div>
      {dialog === 'export' && <ExportDialog onClose={() => setDialog(null)} />}
      {dialog === 'search' && <SearchDialog onClose={() => setDialog(null)} />}
      {dialog === 'capture' && <CaptureDialog onClose={() => setDialog(null)} />}
      {dialog === 'import' && <ImportDialog opened={opened} onClose={() => setDialog(null)} />}
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
      <QuestionDialog />
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

/** Drawn anew only when another view is shown. */
const ShownView = memo(({ view }: { view: View }) => <view.component />)
ShownView.displayName = 'ShownView'

function Views() {
  const { t } = useTranslation()
  const tab = useLibrary((state) => state.tab)
  const findings = useLibrary((state) => state.findings?.length)
  const changes = useLibrary((state) => state.changes?.length)
  const counts: Record<string, number | undefined> = { findings, changes }
  const current = views.find((view) => view.id === tab) ?? views[0]!
  // The tab is marked at once; a large view takes its time without holding up the window.
  const shown = useDeferredValue(current)
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
      <div className="view" id="view" role="tabpanel" aria-labelledby={`tab-${shown.id}`}>
        <ErrorBoundary resetKey={shown.id}>
          <ShownView key={shown.id} view={shown} />
        </ErrorBoundary>
      </div>
    </div>
  )
}
