/** The Electron shell: a window, a bridge, nothing else. */

import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, ipcMain, safeStorage, session } from 'electron'
import type { EventBody, EventName } from '../../../shared/contract/contract.ts'
import { reasonOf } from '../../../shared/words/reason.ts'
import { createApp } from '../../app.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { eventMessage, serveSession } from '../session.ts'
import { filesOf } from './opened-files.ts'
import { openSecretStore } from './secret-store.ts'

// Bundled as CommonJS beside preload.cjs and the library's worker; the renderer's files are one folder up.
const rendererFile = join(__dirname, '..', 'renderer', 'index.html')
const channel = 'nodelapse'
const waitingFiles = filesOf(process.argv, app.isPackaged, process.cwd())

async function start(): Promise<void> {
  // An addon of one's own choice is for development only.
  if (app.isPackaged) delete process.env.BETTER_SQLITE3_NODE
  const libraryDir = process.env.NODELAPSE_LIBRARY ?? join(app.getPath('userData'), 'library')
  const secrets = await openSecretStore(safeStorage, join(app.getPath('userData'), 'secrets.json'))
  const program = await createApp(
    {
      libraryDir,
      producer: { name: 'nodelapse', version: app.getVersion() },
      now: Date.now,
      ask: 'window',
      nextFile: () => waitingFiles.shift() ?? null,
      ...(secrets === null ? {} : { secrets }),
      emit: tellWindows,
    },
    { workerFile: join(__dirname, 'worker.cjs') },
  )
  session.defaultSession.webRequest.onHeadersReceived((details, respond) =>
    respond({
      responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [contentSecurityPolicy] },
    }),
  )
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  const window = new BrowserWindow({
    width: 1440,
    height: 920,
    title: 'Nodelapse',
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
    },
  })
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  window.webContents.on('will-navigate', (event) => event.preventDefault())
  const ownPage = pathToFileURL(rendererFile).href
  serveSession(
    {
      send: (message) => {
        if (!window.isDestroyed()) window.webContents.send(channel, message)
      },
      onMessage: (listener) =>
        ipcMain.on(channel, (event, message: unknown) => {
          // Only our own top frame on our own page is answered.
          const isOurs = event.senderFrame === window.webContents.mainFrame && event.senderFrame.url.startsWith(ownPage)
          if (isOurs && typeof message === 'string') listener(message)
        }),
      onClose: (listener) => window.on('closed', listener),
    },
    program.handlers,
  )
  if (process.argv.includes('--demo')) await program.handlers.openSample({})
  await window.loadFile(rendererFile)
  app.on('window-all-closed', () => void program.close().finally(() => app.quit()))
}

const tellWindows = <N extends EventName>(name: N, body: EventBody<N>): void => {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(channel, eventMessage(name, body))
}

function openInWindow(files: string[]): void {
  waitingFiles.push(...files)
  for (const file of files) tellWindows('fileWaiting', { name: basename(file) })
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.focus()
}

// One program for one library: a second start hands over its files and ends.
if (!app.requestSingleInstanceLock()) app.quit()
else {
  app.on('second-instance', (_event, argv, workingFolder) => openInWindow(filesOf(argv, app.isPackaged, workingFolder)))
  // macOS names files by this event, also ahead of the first window.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openInWindow([path])
  })
  app
    .whenReady()
    .then(start)
    .catch((error: unknown) => {
      process.stderr.write(`nodelapse: ${reasonOf(error)}\n`)
      app.exit(5)
    })
}
