/** The window: its bar, its content, and whichever dialog is open. */
import './app.css'
import { type ChangeEvent, type DragEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CaptureDialog } from '../capture/capture-dialog.tsx'
import { QuestionDialog } from '../capture/question-dialog.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { inputOfDrop, inputOfFile } from '../import/dropped-files.ts'
import { ImportDialog } from '../import/import-dialog.tsx'
import { useOpenedFiles } from '../import/use-opened-files.ts'
import { LogDialog } from '../log/log-dialog.tsx'
import { Notices } from '../notices/notices.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { SearchDialog } from '../search/search-dialog.tsx'
import type { Actions } from './actions.ts'
import { CheatSheet } from './cheat-sheet.tsx'
import { CommandPalette, openPalette } from './command-palette.tsx'
import { Content } from './content.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { useShortcuts } from './shortcuts.ts'
import { TopBar } from './top-bar.tsx'

type Dialog = 'capture' | 'import' | 'export' | 'search' | 'keys' | 'log'

export function App() {
  const { t } = useTranslation()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const { opened, openInput, forgetOpened } = useOpenedFiles(() => setDialog('import'), dialog === 'import')
  const fileRef = useRef<HTMLInputElement>(null)
  const actions: Actions = {
    capture: () => setDialog('capture'),
    exportFile: () => setDialog('export'),
    search: () => setDialog('search'),
    showLog: () => setDialog('log'),
    openFile: () => fileRef.current?.click(),
    paste: () => {
      forgetOpened()
      setDialog('import')
    },
  }
  const showKeys = () => setDialog('keys')
  useTextScale()
  useShortcuts({ palette: openPalette, keys: showKeys, search: actions.search })
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
      <div className="window-content">
        <ErrorBoundary resetKey="window">
          <Content actions={actions} />
        </ErrorBoundary>
      </div>
      {dialog === 'export' && <ExportDialog onClose={close} />}
      {dialog === 'search' && <SearchDialog onClose={close} />}
      {dialog === 'capture' && <CaptureDialog onClose={close} />}
      {dialog === 'import' && <ImportDialog opened={opened} onClose={close} />}
      {dialog === 'keys' && <CheatSheet onClose={close} />}
      {dialog === 'log' && <LogDialog onClose={close} />}
      <CommandPalette actions={actions} onOpen={close} onKeys={showKeys} />
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
