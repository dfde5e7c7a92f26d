/** The window in a real browser, before a local server over a library of its own. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright'
import { type LocalServer, startServer } from '../../../main/hosts/server/server.ts'
import { temporaryFolder } from '../../integration/support/cli.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
export const rendererDir = join(root, 'out/renderer')
/** Screenshots to look at; not checked in. */
const artifacts = join(root, 'test-artifacts')

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })

export interface OpenWindow {
  page: Page
  context: BrowserContext
  server: LocalServer
  /** What the page complained of: empty when all is well. */
  complaints: string[]
  close: () => Promise<void>
}

/** `prepare` fills the library before the window opens. */
export async function openWindow(
  browser: Browser,
  prepare?: (server: LocalServer) => Promise<unknown>,
): Promise<OpenWindow> {
  const folder = temporaryFolder()
  const server = await startServer({ libraryDir: folder.path, port: 0, rendererDir })
  await prepare?.(server)
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(server.url)
  return {
    ...{ page, context, server, complaints },
    close: async () => {
      await context.close()
      await server.close()
      folder.remove()
    },
  }
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(artifacts, { recursive: true })
  await page.screenshot({ path: join(artifacts, `${name}.png`) })
}

/** A before the incident, B in it: the last snapshots have no findings. */
export async function showIncident(page: Page): Promise<void> {
  await page.getByRole('slider', { name: 'Snapshot A' }).press('Home')
  const b = page.getByRole('slider', { name: 'Snapshot B' })
  for (let steps = 0; steps < 4; steps++) await b.press('ArrowLeft')
  await page
    .getByRole('button', { name: /went down/ })
    .first()
    .waitFor()
}
