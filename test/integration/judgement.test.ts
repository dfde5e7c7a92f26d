/** What an analyst says of findings, and the report, as they are typed. */
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (name: string) => join(folder.path, name)
const run = (...args: string[]) => nodelapse([...args, '--library', at('library')])
const json = async (...args: string[]) => JSON.parse((await run(...args, '--json')).stdout)
const seed = join(repository, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')
let ids: string[] = []

beforeAll(async () => {
  await run('import', seed, '--site', 'lab')
  ids = ((await json('snapshots')) as { snapshots: { id: string }[] }).snapshots.map(({ id }) => id)
})

interface Said {
  findings: { rule: string; subject: { key: string }; muted?: string }[]
}
const said = async (): Promise<Said['findings']> => ((await json('findings', '--site', 'lab')) as Said).findings

test('a muted finding is told with its reason, does not count, and counts again when it is unmuted', async () => {
  const failing = ['findings', '--site', 'lab', '--fail-on', 'critical']
  expect((await run(...failing)).status).toBe(1)
  const critical = (await said()).filter(({ rule }) => rule === 'service-went-down')
  expect(critical.length).toBeGreaterThan(0)
  expect((await run('mute', 'service-went-down', '--reason', 'planned work')).status).toBe(0)
  const [first] = critical
  const after = await said()
  expect(after).toHaveLength((await said()).length)
  expect(
    after.find(({ rule, subject }) => rule === 'service-went-down' && subject.key === first?.subject.key)?.muted,
  ).toBe('planned work')
  const others = new Set(after.filter(({ muted }) => muted === undefined).map(({ rule }) => rule))
  expect(others.has('service-went-down')).toBe(false)
  expect((await run('findings', '--site', 'lab')).stdout).toContain('[muted: planned work]')
  expect((await run('unmute', 'service-went-down')).status).toBe(0)
  expect((await said()).filter(({ muted }) => muted !== undefined)).toEqual([])
  expect((await run('unmute', 'service-went-down')).status).toBe(2)
})

test('a mute needs a rule that there is, a key that it speaks of, and a reason', async () => {
  for (const args of [['no-such-rule'], ['service-went-down', 'nobody@nowhere']])
    expect((await run('mute', ...args, '--reason', 'x')).status).toBe(2)
  expect((await run('mute', 'service-went-down', '--reason', ' ')).status).toBe(2)
  expect((await run('mute', 'service-went-down')).status).toBe(2)
})

test('a threshold of the site decides what is found, and the usual one comes back', async () => {
  const late = async () => (await said()).filter(({ rule }) => rule === 'service-going-down').length
  expect(await late()).toBeGreaterThan(0)
  expect(await json('thresholds', 'heartbeatLateMs=55000')).toMatchObject({ own: { heartbeatLateMs: 55000 } })
  expect(await late()).toBe(0)
  for (const wrong of ['heartbeatLateMs=-1', 'heartbeatLateMs=x', 'noSuch=1', 'nonsense'])
    expect([wrong, (await run('thresholds', wrong)).status]).toEqual([wrong, 2])
  expect(await json('thresholds', 'heartbeatLateMs=')).toMatchObject({
    own: {},
    thresholds: { heartbeatLateMs: 30000 },
  })
  expect(await late()).toBeGreaterThan(0)
})

test('a report is one file, for its owner only, in either language and format', async () => {
  const [, a = '', , b = ''] = ids
  for (const [lang, heading] of [
    ['en', 'What was not collected'],
    ['zh', '没有采集到的内容'],
  ] as const) {
    const html = at(`${lang}.html`)
    expect((await run('report', a, b, '--out', html, '--lang', lang)).stdout).toBe(`${html}\n`)
    expect(statSync(html).mode & 0o777).toBe(0o600)
    expect(readFileSync(html, 'utf8')).toContain(heading)
    const { stdout } = await run('report', a, b, '--format', 'markdown', '--lang', lang)
    expect(stdout).toContain(`## ${heading}`)
    expect(stdout).toContain('2019-10-19T13:30:56.000000')
  }
  expect((await run('report', a, 'ffff')).status).toBe(2)
  expect((await run('report', a, b, '--out', '/no/such/folder/x')).status).toBe(4)
})
