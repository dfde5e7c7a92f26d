/** The desktop shell in a real Electron: window, bridge, isolation. Runs where an Electron is named; else says so. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readTranscript } from '../../main/import/transcript/transcript.ts'
import { writeSnapshotFile } from '../../main/nodesnap/write.ts'
import { temporaryFolder } from '../integration/support/cli.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const seed = join(root, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')
const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? ''
const hasDisplay = process.env.DISPLAY !== undefined || existsSync('/usr/bin/Xvfb')
const missing =
  dist === '' || !existsSync(join(dist, 'electron'))
    ? 'ELECTRON_OVERRIDE_DIST_PATH names no folder with an Electron'
    : hasDisplay
      ? null
      : 'there is neither a display nor Xvfb'

const checks: { name: string; run: () => Promise<void> }[] = []
const check = (name: string, run: () => Promise<void>) => checks.push({ name, run })

const environment: Record<string, string> = {}
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
let display: ChildProcess | null = null
let app: ElectronApplication
let page: Page
const folder = temporaryFolder()

check('the window has no Node, and the bridge is all it has', async () => {
  const has = await page.evaluate(() => ({
    require: typeof (globalThis as Record<string, unknown>).require,
    process: typeof (globalThis as Record<string, unknown>).process,
    bridge: Object.keys((globalThis as unknown as { nodelapse: object }).nodelapse).toSorted(),
  }))
  expect(has).toEqual({ require: 'undefined', process: 'undefined', bridge: ['onMessage', 'send'] })
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences: () => Record<string, unknown>
    }
    const { contextIsolation, sandbox, nodeIntegration } = contents.getLastWebPreferences()
    return { contextIsolation, sandbox, nodeIntegration }
  })
  expect(preferences).toEqual({ contextIsolation: true, sandbox: true, nodeIntegration: false })
})

check('a transcript is pasted, and its findings lead to their lines', async () => {
  await page.getByRole('button', { name: 'Paste a transcript' }).click()
  await page.getByLabel('Site').last().fill('pasted')
  await page.getByLabel('Terminal text').fill(readFileSync(seed, 'utf8'))
  await page.getByRole('button', { name: 'Show what is in it' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('7 snapshots').waitFor()
  // What came back is no news: it stands apart.
  await page.getByRole('button', { name: /^▸ Routine/ }).click()
  await page.locator('.finding-head', { hasText: 'nova-compute on cvkirc came back' }).click()
  const proof = page.getByRole('complementary', { name: 'Evidence' }).locator('[aria-current="true"]')
  await proof.first().waitFor()
  expect(await proof.first().innerText()).toContain('nova-compute')
})

check('the sample incident is captured over SSH from within the shell', async () => {
  const message = JSON.stringify({ id: 1_000_000, call: 'openSample', input: {} })
  await page.evaluate(
    (text) => (globalThis as unknown as { nodelapse: { send: (text: string) => void } }).nodelapse.send(text),
    message,
  )
  await page.getByLabel('Site', { exact: true }).first().click()
  await page.getByRole('option', { name: /cloudos-demo/ }).click({ timeout: 60_000 })
  await page.getByText('8 snapshots').waitFor()
})

check('a file that is opened while the program runs is shown in its window, and no second program stays', async () => {
  const file = join(folder.path, 'opened.nodesnap')
  const text = readFileSync(seed, 'utf8')
  const { snapshots } = readTranscript({ name: 'x', text, site: 'opened', atMs: null, nowMs: 0, assigned: {} })
  await writeSnapshotFile(snapshots, file, { name: 'test', version: '0' })
  const second = spawn(join(dist, 'electron'), [...asRoot, '--disable-gpu', root, 'opened.nodesnap'], {
    ...{ env: environment, cwd: folder.path, stdio: 'ignore' },
  })
  const ended = new Promise((resolve) => second.on('close', resolve))
  await page.getByText('Imported: 7 snapshots.').waitFor()
  expect(await ended).toBe(0)
  await expect.poll(() => page.getByLabel('Site', { exact: true }).first().inputValue()).toContain('opened')
})

check('the window opens no other window and goes nowhere', async () => {
  await page.evaluate(() => void window.open('https://example.invalid/'))
  await page.evaluate(() => {
    location.href = 'https://example.invalid/'
  })
  await page.waitForTimeout(300)
  expect(app.windows()).toHaveLength(1)
  expect(page.url()).toMatch(/^file:.*renderer\/index\.html/)
})

if (missing === null) {
  describe('the Electron shell', () => {
    beforeAll(async () => {
      const env = environment
      Object.assign(env, process.env, { XDG_CONFIG_HOME: folder.path })
      if (env.DISPLAY === undefined) env.DISPLAY = await startDisplay()
      if (process.env.ELECTRON_BETTER_SQLITE3_NODE !== undefined)
        env.BETTER_SQLITE3_NODE = process.env.ELECTRON_BETTER_SQLITE3_NODE
      env.NODELAPSE_LIBRARY = join(folder.path, 'library')
      app = await _electron.launch({
        executablePath: join(dist, 'electron'),
        args: [...asRoot, '--disable-gpu', '--lang=en-GB', root],
        env,
      })
      page = await app.firstWindow()
      await page.getByText('Nothing in the library yet').waitFor()
    })
    afterAll(async () => {
      await app?.close()
      display?.kill()
      folder.remove()
    })
    for (const { name, run } of checks) test(name, run)
  })
} else {
  folder.remove()
  test(`left out ${checks.length} tests of the Electron shell: ${missing}`, () => {
    console.log(`left out ${checks.length} tests of the Electron shell: ${missing}`)
    expect(checks.length).toBeGreaterThan(0)
  })
}

/** A display without a screen, on a free number that Xvfb itself finds. */
function startDisplay(): Promise<string> {
  return new Promise((resolve, reject) => {
    display = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    display.once('error', reject)
    display.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`))
  })
}
