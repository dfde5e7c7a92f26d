/** From findings to a verdict: muting with a reason, thresholds, the report. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { LocalServer } from '../../main/hosts/server/server.ts'
import { launchBrowser, type OpenWindow, openWindow, screenshot, showIncident } from './support/window.ts'

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

const open = async (): Promise<OpenWindow> => {
  opened = await openWindow(browser, (server: LocalServer) => server.app.handlers.openSample({}))
  await opened.page.getByRole('tab', { name: /Findings/ }).click()
  await showIncident(opened.page)
  return opened
}
const titles = (page: Page) => page.getByRole('list', { name: 'Findings' }).locator('.finding-title').allInnerTexts()

test('a finding is muted with a reason, shown apart, and counts again', async () => {
  const { page, complaints } = await open()
  const before = await titles(page)
  await page.getByRole('button', { name: 'Mute', exact: true }).first().click()
  const dialog = page.getByRole('dialog', { name: 'Mute a finding' })
  expect(await dialog.getByRole('button', { name: 'Mute' }).isDisabled()).toBe(true)
  await dialog.getByLabel('Why').fill('planned maintenance')
  await screenshot(page, 'mute')
  await dialog.getByRole('button', { name: 'Mute' }).click()
  await page.getByRole('button', { name: /Muted findings · 1/ }).click()
  await page.getByText('Muted: planned maintenance').waitFor()
  await expect.poll(() => titles(page)).not.toEqual(before)
  await page.getByRole('region', { name: 'Muted findings' }).getByRole('button', { name: 'Unmute' }).click()
  await page.getByRole('region', { name: 'Muted findings' }).waitFor({ state: 'detached' })
  // The findings are told anew.
  await expect.poll(() => titles(page)).toEqual(before)
  expect(complaints).toEqual([])
})

test('an incident tells what came of it and why; a step opens its proof, and what stands around it', async () => {
  const { page, complaints } = await open()
  const story = page.getByRole('list', { name: /^What happened/ }).first()
  await story.getByText('systemctl stop openstack-nova-conductor.service').waitFor()
  await story
    .getByText(/needs nova-conductor@nova-service/)
    .first()
    .waitFor()
  await story.getByRole('button', { name: /nova-compute on cvk\drc went down/ }).click()
  const evidence = page.getByRole('complementary', { name: 'Evidence' })
  await evidence.locator('[aria-current="true"]').first().waitFor()
  await evidence.getByText('Around it').click()
  const around = evidence.getByRole('region', { name: /^Around nova-compute@/ })
  await around.getByRole('button', { name: /nova-conductor@nova-service/ }).click()
  await evidence.getByRole('region', { name: 'Around nova-conductor@nova-service' }).waitFor()
  await screenshot(page, 'around')
  expect(complaints).toEqual([])
})

test('thresholds of the site are set in the units of people', async () => {
  const { page, server } = await open()
  await page.getByRole('button', { name: 'Thresholds' }).click()
  await page.getByLabel('A pod is stuck, or not ready, after').fill('5')
  await screenshot(page, 'thresholds')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const [site] = await server.app.store.listSites({})
  expect((await server.app.store.judgement({ site: site?.name ?? '' })).thresholds).toEqual({ stuckAfterMs: 300_000 })
})

test('one click saves a report that stands for itself', async () => {
  const { page, complaints } = await open()
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Report' }).click()
  const saved = await waiting
  expect(saved.suggestedFilename()).toMatch(/^cloudos-demo-\d{4}-\d\d-\d\d-\d{4}\.html$/)
  const file = await saved.path()
  expect(readFileSync(file, 'utf8')).toMatch(/What was not collected/)
  const reader = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1100, height: 1400 } })
  const report = await reader.newPage()
  await report.setContent(readFileSync(file, 'utf8'))
  expect(await report.getByRole('img', { name: 'Timeline' }).isVisible()).toBe(true)
  await screenshot(report, 'report')
  await reader.close()
  expect(complaints).toEqual([])
})
