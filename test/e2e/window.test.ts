import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import type { LocalServer } from '../../main/hosts/server/server.ts'
import { readTranscript } from '../../main/import/transcript/transcript.ts'
import { readSnapshotFile } from '../../main/nodesnap/read.ts'
import { snapshotFileOf } from '../../main/nodesnap/write.ts'
import { startSshd } from '../integration/support/sshd.ts'
import { launchBrowser, type OpenWindow, openWindow, screenshot } from './support/window.ts'

const seed = fileURLToPath(new URL('../fixtures/transcripts/h3cloudos-docker-commands.zh.txt', import.meta.url))
/** A login and a capture take their time on a busy machine. */
const patienceMs = 90_000
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

const open = async (prepare?: (server: LocalServer) => Promise<unknown>): Promise<OpenWindow> => {
  opened = await openWindow(browser, prepare)
  return opened
}
const withSeed = async ({ app: { handlers } }: LocalServer) => {
  const files = [{ path: 'seed.txt', base64: readFileSync(seed).toString('base64'), modifiedAt: null }]
  const { import: id } = await handlers.openImport({ name: 'seed.txt', files })
  return handlers.storeImports({ imports: [{ import: id, corrections: { site: 'seed', at: null, pieces: {} } }] })
}
const withSample = (server: LocalServer) => server.app.handlers.openSample({})

describe('first minutes', () => {
  test('an empty library offers the sample incident, and it opens', async () => {
    const { page, complaints } = await open()
    await page.getByRole('button', { name: 'Open the sample incident' }).click()
    await page.getByText('8 snapshots').waitFor()
    await page.getByRole('tab', { name: /Findings/ }).waitFor()
    await screenshot(page, 'sample-findings')
    expect(complaints).toEqual([])
  })

  test('a pasted transcript becomes snapshots', async () => {
    const { page, complaints } = await open()
    await page.getByRole('button', { name: 'Paste a transcript' }).click()
    await page.getByLabel('Site').last().fill('pasted')
    await page.getByLabel('Terminal text').fill(readFileSync(seed, 'utf8'))
    await page.getByRole('button', { name: 'Show what is in it' }).click()
    await page.getByRole('region', { name: 'What is in it' }).waitFor()
    await screenshot(page, 'import-transcript')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('7 snapshots').waitFor()
    expect(complaints).toEqual([])
  })

  test('an opened file that holds no output is said to hold none, and changes nothing', async () => {
    const { page, server } = await open()
    await page
      .getByTestId('file')
      .setInputFiles({ name: 'prose.txt', mimeType: 'text/plain', buffer: Buffer.from('Only prose.') })
    await page.getByText('Nothing here is recognised').waitFor()
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    expect(await server.app.store.listSites({})).toEqual([])
  })

  test('a snapshot file is opened, and a damaged one is refused in words', async () => {
    const { page, server } = await open()
    const { snapshots: elsewhere } = readTranscript({
      name: 'seed.txt',
      text: readFileSync(seed, 'utf8'),
      site: 'carried',
      atMs: null,
      nowMs: Date.now(),
      assigned: {},
    })
    const buffer = await snapshotFileOf(elsewhere, { name: 'test', version: '1' })
    const give = (bytes: Buffer) =>
      page.getByTestId('file').setInputFiles({ name: 'x.nodesnap', mimeType: 'application/gzip', buffer: bytes })
    await give(buffer.subarray(0, buffer.length - 50))
    await page.getByText(/damaged or cut off/).waitFor()
    expect(await server.app.store.listSites({})).toEqual([])
    await give(buffer)
    await page.getByText('Imported: 7 snapshots.').waitFor()
    expect(await server.app.store.listSites({})).toEqual([{ name: 'carried', snapshots: 7 }])
  })

  test('snapshots leave as a file; redacted, the window shows first what will be replaced', async () => {
    const { page, server } = await open(withSeed)
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByText(/^All \d+ of the site$/).click()
    await page.getByText('Redacted', { exact: true }).click()
    await page.getByRole('button', { name: 'Show what will leave' }).click()
    await page.getByText(/names and addresses will be replaced/).waitFor()
    await screenshot(page, 'export-preview')
    expect(await server.app.store.redaction({ site: (await server.app.store.listSites({}))[0]?.name ?? '' })).toBeNull()
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the file' }).click()
    const file = await (await downloading).path()
    const snapshots = await readSnapshotFile(readFileSync(file))
    const known = await server.app.store.listSnapshots({ site: null })
    expect(snapshots.map(({ id }) => id)).toEqual(known.map(({ id }) => id))
    expect(JSON.stringify(snapshots)).not.toContain('cloudos1')
  })

  test('a site is captured over SSH; its unknown host key is shown and asked about', async () => {
    const sshd = await startSshd()
    try {
      const knownHosts = join(sshd.folder, 'empty_known_hosts')
      writeFileSync(knownHosts, '')
      const { page, server } = await open()
      await page.getByRole('button', { name: 'Capture a site' }).click()
      await page.getByLabel('Nodes, one per line').fill(sshd.target)
      await page.getByRole('combobox', { name: 'Site' }).last().fill('lab')
      await page.getByLabel('Private key file').fill(sshd.identityFile)
      await page.getByLabel('known_hosts file').fill(knownHosts)
      await page.getByRole('button', { name: 'Capture', exact: true }).last().click()
      await page.getByText(/^SHA256:/).waitFor({ timeout: patienceMs })
      await screenshot(page, 'capture-unknown-key')
      expect(await server.app.store.listSites({})).toEqual([])
      await page.getByRole('button', { name: /It matches/ }).click()
      await page.getByText(/^1 snapshot ·/).waitFor({ timeout: patienceMs })
      expect(readFileSync(knownHosts, 'utf8')).toContain('ssh-ed25519')
      expect(await server.app.store.listSites({})).toEqual([{ name: 'lab', snapshots: 1 }])
    } finally {
      await sshd.stop()
    }
  })
})

describe('the seed', () => {
  test('from a finding to the lines that prove it', async () => {
    const { page, complaints } = await open(withSeed)
    // From the table before the stop to the first that says down.
    await page.getByRole('slider', { name: 'Snapshot A' }).press('Home')
    const b = page.getByRole('slider', { name: 'Snapshot B' })
    await b.press('End')
    for (let step = 0; step < 2; step++) await b.press('ArrowLeft')
    await page.getByRole('slider', { name: 'Snapshot A' }).press('ArrowRight')
    const finding = page.locator('.finding-head', { hasText: 'nova-conductor on nova-service went down' })
    await finding.click()
    const evidence = page.getByRole('complementary', { name: 'Evidence' })
    const proof = evidence.locator('[aria-current="true"]')
    await proof.first().waitFor()
    expect(await proof.first().innerText()).toContain('nova-conductor')
    await screenshot(page, 'seed-evidence')
    expect(complaints).toEqual([])
  })

  test('views show what the commands showed', async () => {
    const { page } = await open(withSeed)
    await page.getByRole('tab', { name: 'Pods' }).click()
    const panel = page.getByRole('tabpanel')
    await panel.getByText('callometerc-qfhlc', { exact: true }).waitFor()
    await panel.getByText('elasticsearch-rc-xkh2n', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Services' }).click()
    await panel.getByText('nova-consoleauth', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Raw' }).click()
    await screenshot(page, 'seed-raw')
  })

  test('the operator is on the timeline', async () => {
    const { page } = await open(withSeed)
    await page.getByText('7 snapshots').waitFor()
    const operator = page.getByRole('list', { name: 'Operator' }).getByRole('listitem')
    expect(await operator.allInnerTexts()).toEqual([
      expect.stringContaining('systemctl stop openstack-nova-conductor.service'),
      expect.stringContaining('systemctl start openstack-nova-conductor.service'),
    ])
  })
})

describe('the sample incident', () => {
  test('every view, in both languages and both themes', async () => {
    const { page, complaints } = await open(withSample)
    await page.getByText('8 snapshots').waitFor()
    for (const [language, tabs] of [
      ['en', ['Findings', 'Changes', 'Pods', 'Services', 'Containers', 'Logs', 'Raw']],
      ['zh', ['诊断结果', '变化', 'Pod', '服务', '容器', '日志', '原始输出']],
    ] as const) {
      if (language === 'zh') await page.getByText('中文', { exact: true }).click()
      for (const [index, tab] of (await page.getByRole('tab').all()).entries()) {
        await tab.click()
        await page.waitForTimeout(250)
        await screenshot(page, `sample-${language}-${index + 1}`)
      }
      expect((await page.getByRole('tab').all()).length).toBe(tabs.length)
    }
    expect(await page.getByRole('tablist').innerText()).toMatch(/[\u4e00-\u9fff]/)
    await page.getByRole('tab').first().click()
    await page.getByRole('button', { name: /深色/ }).click()
    await screenshot(page, 'sample-zh-dark')
    expect(complaints).toEqual([])
  })

  test('marking the incident sets A before it and B behind it', async () => {
    const { page, server } = await open(withSample)
    await page.getByRole('button', { name: 'Mark incident' }).click()
    const [first] = await server.app.store.listSnapshots({ site: 'cloudos-demo' })
    await page.getByLabel('At (local time)').fill(`${first?.takenAt.slice(0, 10)}T13:20:00`)
    await page.getByRole('button', { name: 'Save' }).click()
    const value = (which: string) =>
      page.getByRole('slider', { name: `Snapshot ${which}` }).getAttribute('aria-valuenow')
    await expect.poll(() => value('A')).toBe('1')
    await expect.poll(() => value('B')).toBe('2')
    expect((await server.app.store.timeline({ site: 'cloudos-demo' })).incident?.at).toContain('T13:20:00')
    await screenshot(page, 'sample-incident')
  })
})

describe('who may speak to the server', () => {
  test('the address works once', async () => {
    const { server } = await open()
    const again = await fetch(server.url, { redirect: 'manual' })
    expect(again.status).toBe(403)
    expect(await again.text()).toContain('once')
  })

  test('without the cookie there is no page, no script and no socket', async () => {
    const { server } = await open()
    const { origin } = new URL(server.url)
    expect((await fetch(`${origin}/`)).status).toBe(403)
    expect(await socketStatus(`${origin.replace('http', 'ws')}/socket`, { origin })).toBe(403)
  })

  test('another origin, another host name and another path are refused, cookie or not', async () => {
    const { server, context } = await open()
    const { origin, host } = new URL(server.url)
    const [cookie] = await context.cookies()
    const headers = { cookie: `${cookie?.name}=${cookie?.value}` }
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
    const socket = `ws://${host}/socket`
    expect(await socketStatus(socket, { origin, headers })).toBe('open')
    expect(await socketStatus(socket, { origin: 'http://evil.example', headers })).toBe(403)
    expect(
      await socketStatus(socket, { origin: 'http://evil.example', headers: { ...headers, host: 'evil.example' } }),
    ).toBe(403)
    expect(await socketStatus(`ws://${host}/other`, { origin, headers })).toBe(403)
    expect((await fetch(`${origin}/../package.json`, { headers })).status).toBe(404)
    expect((await fetch(`${origin}/%2e%2e/%2e%2e/package.json`, { headers })).status).toBe(404)
  })
})

function socketStatus(
  url: string,
  { origin, headers = {} }: { origin: string; headers?: Record<string, string> },
): Promise<number | 'open'> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { origin, headers })
    socket.on('open', () => {
      socket.terminate()
      resolve('open')
    })
    socket.on('unexpected-response', (_request, response) => {
      socket.terminate()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
  })
}
