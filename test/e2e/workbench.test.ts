/** What an analyst does with the window: commands, histories, raw differences, filters, layout. */
import type { Browser, Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
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

const openSample = async (): Promise<Page> => {
  opened = await openWindow(browser, (server: LocalServer) => server.app.handlers.openSample({}))
  await opened.page.getByText('8 snapshots').waitFor()
  return opened.page
}
const command = async (page: Page, text: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'What to do?' }).fill(text)
  await page.keyboard.press('Enter')
}
const wholeRange = async (page: Page) => {
  await command(page, 'first and last')
  const value = (which: string) => page.getByRole('slider', { name: `Snapshot ${which}` }).getAttribute('aria-valuenow')
  await expect.poll(async () => [await value('A'), await value('B')]).toEqual(['0', '7'])
}

describe('commands', () => {
  test('go to a view, choose A and B, switch language, size of text and theme', async () => {
    const page = await openSample()
    await page.keyboard.press('Control+k')
    await page.getByRole('option', { name: 'Go to Logs' }).waitFor()
    await screenshot(page, 'palette')
    await page.keyboard.type('logs')
    await page.keyboard.press('Enter')
    expect(await page.getByRole('tab', { name: 'Logs' }).getAttribute('aria-selected')).toBe('true')
    await wholeRange(page)
    await command(page, '130 %')
    await expect
      .poll(() => page.evaluate(() => document.documentElement.style.getPropertyValue('--nl-scale')))
      .toBe('1.3')
    await screenshot(page, 'large-text')
    await command(page, 'switch to dark')
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.mantineColorScheme)).toBe('dark')
    await command(page, '中文')
    await page.getByRole('tab', { name: '日志' }).waitFor()
  })

  test('shortcuts: the sheet, a view, the search; none while something is written', async () => {
    const page = await openSample()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).getByText('Search lanes').waitFor()
    await screenshot(page, 'cheat-sheet')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('3')
    expect(await page.getByRole('tab', { name: 'Pods' }).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('/')
    await page.keyboard.type('nova-3')
    expect(await page.getByRole('searchbox', { name: 'Search lanes' }).inputValue()).toBe('nova-3')
    expect(await page.getByRole('tab', { name: 'Pods' }).getAttribute('aria-selected')).toBe('true')
  })
})

test('a lane opens its history: changes with their times and its numbers as charts', async () => {
  const page = await openSample()
  const timeline = page.getByRole('group', { name: 'Timeline' })
  const box = (await timeline.boundingBox())!
  // The first lane below the first group's heading.
  await page.mouse.click(box.x + 60, box.y + 76 + 30)
  const history = page.getByRole('region', { name: /^History: nova-compute/ })
  await history.getByText('first seen: up').waitFor()
  await history.getByRole('img', { name: /Heartbeat over time/ }).waitFor()
  expect(await history.getByRole('listitem').count()).toBeGreaterThan(2)
  await screenshot(page, 'history')
  await history
    .getByRole('button', { name: /^Show the lines of/ })
    .first()
    .click()
  const proof = page.getByRole('complementary', { name: 'Evidence' }).locator('[aria-current="true"]')
  expect(await proof.first().innerText()).toContain('nova-compute')
})

test('raw text of a change in A and B, side by side', async () => {
  const page = await openSample()
  await wholeRange(page)
  await page.getByRole('tab', { name: /Changes/ }).click()
  await page.getByRole('searchbox', { name: 'Filter changes' }).fill('kind:changed what:var-log')
  await page.locator('.change-row').first().click()
  await page.getByRole('button', { name: 'A | B' }).click()
  const dialog = page.getByRole('dialog', { name: /side by side/ })
  expect(await dialog.getByTestId('diff-counts').innerText()).toMatch(/^[1-9]\d* changed/)
  expect(await dialog.locator('.diff-removed b').count()).toBeGreaterThan(0)
  await screenshot(page, 'raw-diff')
  await dialog.getByRole('switch', { name: 'Only differences' }).click()
  expect(await dialog.locator('.diff-line > span:not([class])').count()).toBe(0)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a filter of rows names fields and leaves out', async () => {
  const page = await openSample()
  await page.getByRole('tab', { name: 'Pods' }).click()
  const shown = async (filter: string) => {
    await page.getByRole('searchbox', { name: 'Filter: Pods' }).fill(filter)
    await page.waitForTimeout(200)
    return Number(
      /^(\d+) of/.exec(
        await page
          .getByRole('tabpanel')
          .getByText(/^\d+ of \d+$/)
          .innerText(),
      )?.[1],
    )
  }
  const all = await shown('')
  const running = await shown('status:running')
  expect(running).toBeGreaterThan(0)
  expect(await shown('-status:running')).toBe(all - running)
})

test('even steps stand at equal distances; what was chosen is remembered', async () => {
  const page = await openSample()
  await page.getByRole('switch', { name: 'Even steps' }).click()
  const left = async (which: string) => (await page.getByRole('slider', { name: `Snapshot ${which}` }).boundingBox())!.x
  await wholeRange(page)
  const [from, to] = [await left('A'), await left('B')]
  await page.getByRole('slider', { name: 'Snapshot A' }).press('ArrowRight')
  await expect.poll(async () => Math.round(((await left('A')) - from) * 7 - (to - from - 18))).toBeLessThan(8)
  await screenshot(page, 'even-steps')
  const split = page.getByRole('separator', { name: 'Height of the timeline' })
  await split.press('ArrowDown')
  await split.press('ArrowDown')
  const share = await split.getAttribute('aria-valuenow')
  expect(share).toBe('48')
  await page.keyboard.press('4')
  await page.reload()
  await page.getByText('8 snapshots').waitFor()
  expect(await split.getAttribute('aria-valuenow')).toBe('48')
  expect(await page.getByRole('switch', { name: 'Even steps' }).isChecked()).toBe(true)
  expect(await page.getByRole('tab', { name: 'Services' }).getAttribute('aria-selected')).toBe('true')
})

test('lanes are grouped by kind, or by node and workload', async () => {
  const page = await openSample()
  const headings = page.getByRole('table', { name: 'Lanes of the timeline as a table' }).getByRole('rowgroup')
  const kinds = await headings.count()
  await page.getByText('Node, workload').click()
  await expect.poll(() => headings.count()).toBeGreaterThan(kinds)
  await screenshot(page, 'grouped-by-node')
})

test('the minimap moves the part that is shown', async () => {
  const page = await openSample()
  const minimap = page.getByRole('slider', { name: 'Part of the time shown' })
  expect(await minimap.getAttribute('aria-valuetext')).toBe('0–100 %')
  await minimap.press('+')
  await minimap.press('+')
  const zoomed = await minimap.getAttribute('aria-valuetext')
  expect(zoomed).not.toBe('0–100 %')
  await minimap.press('ArrowRight')
  expect(await minimap.getAttribute('aria-valuetext')).not.toBe(zoomed)
  const box = (await minimap.boundingBox())!
  await page.mouse.click(box.x + box.width - 40, box.y + 10)
  await expect.poll(() => minimap.getAttribute('aria-valuetext')).toMatch(/–100 %$/)
  await minimap.press('Home')
  expect(await minimap.getAttribute('aria-valuetext')).toBe('0–100 %')
})

test('changes are sorted, grouped and shown in the columns one wants', async () => {
  const page = await openSample()
  await wholeRange(page)
  await page.getByRole('tab', { name: /Changes/ }).click()
  const table = page.getByRole('table', { name: 'Changes' })
  const names = () => table.locator('.change-row b').allInnerTexts()
  await table.getByRole('button', { name: 'Name' }).click()
  const sorted = await names()
  await table.getByRole('button', { name: /Name/ }).click()
  await expect.poll(names).not.toEqual(sorted)
  await page.getByRole('button', { name: /Columns/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Workload' }).click()
  await page.keyboard.press('Escape')
  await table.getByRole('columnheader', { name: 'Workload' }).waitFor()
  await page.getByLabel('Group changes').selectOption('workload')
  const groups = table.getByRole('button', { expanded: false })
  await groups.first().waitFor()
  const count = await groups.count()
  expect(count).toBeGreaterThan(3)
  await groups.first().click()
  await expect.poll(() => table.getByRole('button', { expanded: true }).count()).toBe(1)
  await screenshot(page, 'changes-grouped')
  await page.getByLabel('Group changes').selectOption('node')
  await page.getByRole('button', { name: /cloudos2 · / }).waitFor()
})
