/** The Electron shell: a window, a bridge, nothing else. */
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app, BrowserWindow, ipcMain, Menu, safeStorage, session } from 'electron'
import { messageOf } from '../../../shared/contract/call-error.ts'
import type { Transport } from '../../../shared/contract/transport.ts'
import { tell } from '../../../shared/messages/tell.ts'
import type { Language } from '../../../shared/words/language.ts'
import { contentSecurityPolicy } from '../content-security-policy.ts'
import { openWindowProgram, type WindowPorts, type WindowProgram } from '../window-program.ts'
import { menuTemplate } from './menu.ts'
import { filesOf } from './opened-files.ts'
import { openSecretStore } from './secret-store.ts'

// Bundled as CommonJS beside preload.cjs and the library's worker; the renderer's files are one folder up.
const rendererFile = join(__dirname, '..', 'renderer', 'index.html')
const ownPage = pathToFileURL(rendererFile).href
const channel = 'nodelapse'
/** The command line knows the others. */
const internalError = 5
const waitingFiles = filesOf(process.argv, app.isPackaged, process.cwd())
let program: WindowProgram | null = null

async function start(): Promise<void> {
  // An addon of one's own choice is for development only.
  if (app.isPackaged) delete process.env.BETTER_SQLITE3_NODE
  const opened = await openWindowProgram(await lentPorts(), {
    workerFile: join(__dirname, 'worker.cjs'),
    isDemo: process.argv.includes('--demo'),
  })
  program = opened
  session.defaultSession.webRequest.onHeadersReceived((details, respond) =>
    respond({
      responseHeaders: { ...details.responseHeaders, 'Content-Security-Policy': [contentSecurityPolicy] },
    }),
  )
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, respond) => respond(false))
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(language(), process.platform)))
  const window = openWindow()
  opened.connect(transportOf(window))
  await window.loadFile(rendererFile)
  app.on('window-all-closed', () => void opened.app.close().finally(() => app.quit()))
}

async function lentPorts(): Promise<WindowPorts> {
  const userData = app.getPath('userData')
  const lent: WindowPorts = {
    libraryDir: process.env.NODELAPSE_LIBRARY ?? join(userData, 'library'),
    producer: { name: 'nodelapse', version: app.getVersion() },
    nextFile: () => waitingFiles.shift() ?? null,
  }
  const secrets = await openSecretStore(safeStorage, join(userData, 'secrets.json'))
  if (secrets !== null) lent.secrets = secrets
  return lent
}

function openWindow(): BrowserWindow {
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
  return window
}

const transportOf = (window: BrowserWindow): Transport => ({
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
})

function openInWindow(files: readonly string[]): void {
  waitingFiles.push(...files)
  for (const file of files) program?.emit('fileWaiting', { name: basename(file) })
  const [window] = BrowserWindow.getAllWindows()
  if (window?.isMinimized() === true) window.restore()
  window?.focus()
}

/** Of the desktop; known once the application is ready. */
const language = (): Language => (app.getLocale().startsWith('zh') ? 'zh' : 'en')

function complain(error: unknown): void {
  process.stderr.write(`nodelapse: ${tell(messageOf(error), language())}\n`)
  app.exit(internalError)
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
  app.whenReady().then(start).catch(complain)
}
