/** axe finds nothing to complain of, and the main job needs no mouse. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LocalServer } from '../../main/hosts/server/server.ts'
import { launchBrowser, type OpenWindow, openWindow, showIncident } from './support/window.ts'

interface Axe {
  run: (
    options: object,
  ) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>
}
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let opened: OpenWindow | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(async () => {
  await opened?.close()
  opened = null
})
afterAll(() => browser.close())

const open = async (prepare?: (server: LocalServer) => Promise<unknown>): Promise<Page> => {
  opened = await openWindow(browser, prepare)
  return opened.page
}
const withSample = (server: LocalServer) => server.app.handlers.openSample({})

async function violations(page: Page): Promise<string[]> {
  // Into the page by the debugger: its content security policy admits no script of others.
  await page.evaluate(axeSource)
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: Axe }).axe.run({ resultTypes: ['violations'] }),
  )
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 4).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`),
  )
}

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const darken = async (page: Page) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe(scheme)
  }

  test('the welcome and the dialogs', async () => {
    const page = await open()
    await darken(page)
    await page.getByRole('button', { name: 'Open the sample incident' }).waitFor()
    const found = await violations(page)
    for (const name of ['Capture a site', 'Paste a transcript']) {
      await page.getByRole('button', { name }).click()
      await page.getByRole('dialog').waitFor()
      await page.waitForTimeout(400)
      found.push(...(await violations(page)))
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    expect(found).toEqual([])
  })

  test('what is searched, muted, limited, and recognised in a file', async () => {
    const page = await open(withSample)
    await darken(page)
    await page.getByText('8 snapshots').waitFor()
    await showIncident(page)
    const found: string[] = []
    const look = async (what: string) => {
      await page.waitForTimeout(400)
      found.push(...(await violations(page)).map((one) => `${what}: ${one}`))
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.getByRole('button', { name: 'Search', exact: false }).first().click()
    await page.getByLabel('Words').fill('nova-conductor')
    await page.getByRole('list', { name: 'Lines found' }).getByRole('button').first().waitFor()
    await look('search')
    await page.getByRole('tab', { name: /Findings/ }).click()
    await page.getByRole('button', { name: 'Mute', exact: true }).first().click()
    await look('mute')
    await page.getByRole('button', { name: 'Thresholds' }).click()
    await page.getByLabel('A log grew fast from').waitFor()
    await look('thresholds')
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByText('Under a passphrase').click()
    await look('export')
    const buffer = Buffer.from('[root@n1 ~]# hostname\nn1\n[root@n1 ~]# docker images\nREPOSITORY\n')
    await page.getByTestId('file').setInputFiles({ name: 'a.log', mimeType: 'text/plain', buffer })
    await page.getByRole('region', { name: 'Outputs' }).waitFor()
    await look('import')
    expect(found).toEqual([])
  })

  test('every view, a history, a raw difference, the commands and the shortcuts', async () => {
    const page = await open(withSample)
    await darken(page)
    await page.getByText('8 snapshots').waitFor()
    await showIncident(page)
    const found: string[] = []
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await page.waitForTimeout(300)
      found.push(...(await violations(page)).map((one) => `view: ${one}`))
    }
    await page.getByRole('tab', { name: /Findings/ }).click()
    await page
      .getByRole('button', { name: /went down/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'A | B' }).waitFor()
    await page.waitForTimeout(300)
    found.push(...(await violations(page)).map((one) => `evidence: ${one}`))
    await page.getByRole('button', { name: 'A | B' }).click()
    await page.getByTestId('diff-counts').waitFor()
    found.push(...(await violations(page)).map((one) => `difference: ${one}`))
    await page.keyboard.press('Escape')
    await page.getByText('History', { exact: true }).click()
    await page.getByRole('region', { name: /^History/ }).waitFor()
    found.push(...(await violations(page)).map((one) => `history: ${one}`))
    await page.keyboard.press('Control+k')
    await page.getByRole('listbox', { name: 'Commands' }).waitFor()
    found.push(...(await violations(page)).map((one) => `commands: ${one}`))
    await page.keyboard.type('shortcuts')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.waitForTimeout(400)
    found.push(...(await violations(page)).map((one) => `shortcuts: ${one}`))
    expect(found).toEqual([])
  })
})

test('from an empty library to the proof of the first finding with the keyboard alone', async () => {
  const page = await open()
  await page.getByRole('button', { name: 'Open the sample incident' }).waitFor()
  const tabTo = async (matches: () => Promise<boolean>) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      if (await matches()) return
    }
    throw new Error('not reached with Tab')
  }
  const focused = (test: (element: Element) => boolean | undefined) => () =>
    page.evaluate(`(${String(test)})(document.activeElement)`) as Promise<boolean>
  await tabTo(focused((element) => element.textContent?.startsWith('Open the sample incident')))
  await page.keyboard.press('Enter')
  await page.getByText('8 snapshots').waitFor()
  await page.locator('.finding-head').first().waitFor()
  await page.keyboard.press('1')
  await tabTo(focused((element) => element.classList.contains('finding-head')))
  await page.keyboard.press('Enter')
  const proof = page.getByRole('complementary', { name: 'Evidence' }).locator('[aria-current="true"]')
  await proof.first().waitFor()
  await tabTo(focused((element) => element.getAttribute('aria-label') === 'Raw text'))
})
