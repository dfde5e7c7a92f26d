/** Searching everything, deleting with a way back, tables for spreadsheets. */
import { readFileSync } from 'node:fs'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { LocalServer } from '../../main/hosts/server/server.ts'
import { launchBrowser, type OpenWindow, openWindow, screenshot } from './support/window.ts'

let browser: Browser
let opened: OpenWindow | null = null
beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(async () => {
  const { complaints } = opened ?? { complaints: [] }
  await opened?.close()
  opened = null
  expect(complaints).toEqual([])
})
afterAll(() => browser.close())

const open = async (): Promise<OpenWindow> => {
  opened = await openWindow(browser, (server: LocalServer) => server.app.handlers.openSample({}))
  await opened.page.getByText('8 snapshots').waitFor()
  return opened
}

test('a line is found by words, and opens where it stands', async () => {
  const { page } = await open()
  await page.keyboard.press('s')
  await page.getByLabel('Words').fill('nova-conductor down')
  const hits = page.getByRole('list', { name: 'Lines found' }).getByRole('button')
  await hits.first().waitFor()
  await screenshot(page, 'search')
  expect(await hits.first().innerText()).toMatch(/nova-conductor.*down/)
  await hits.first().click()
  const proof = page.getByRole('complementary', { name: 'Evidence' }).locator('[aria-current="true"]')
  await proof.first().waitFor()
  expect(await proof.first().innerText()).toContain('nova-conductor')
})

test('a deleted snapshot can be had back', async () => {
  const { page, server } = await open()
  const before = await server.app.store.listSnapshots({ site: 'cloudos-demo' })
  await page.keyboard.press('Control+k')
  await page.keyboard.type('delete snapshot')
  await page.keyboard.press('Enter')
  await page.getByText('7 snapshots').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('8 snapshots').waitFor()
  expect(await server.app.store.listSnapshots({ site: 'cloudos-demo' })).toEqual(before)
})

test('a table is saved as it is shown', async () => {
  const { page } = await open()
  await page.getByRole('tab', { name: 'Services' }).click()
  await page.getByLabel('Filter: Services').fill('conductor')
  await page.getByText('1 of ').waitFor()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  const saved = await waiting
  expect(saved.suggestedFilename()).toBe('cloudos-demo-services.csv')
  const lines = readFileSync(await saved.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatch(/Binary/i)
  expect(lines[1]).toContain('nova-conductor')
})

test('the sample opens on its incident', async () => {
  opened = await openWindow(browser)
  const { page } = opened
  await page.getByRole('button', { name: 'Open the sample incident' }).click()
  await page.locator('.finding-head', { hasText: 'nova-conductor on nova-service went down' }).waitFor()
})
