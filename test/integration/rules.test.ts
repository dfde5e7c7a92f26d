/** Rules of one's own as they are typed: listed, tried by their examples, and found by wherever findings are told. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
const at = (name: string) => join(folder.path, name)
const run = (...args: string[]) => nodelapse([...args, '--library', at('library')])
const seed = join(repository, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')

const rule = (name: string, expected = 'nova-conductor@') => `rules:
  - name: ${name}
    about: { en: Conductors, zh: conductor 服务 }
    severity: info
    match: { rows: nova-service-list, where: { binary: nova-conductor } }
    title: { en: 'There is {binary} on {host}', zh: '{host} 上有 {binary}' }
    next: nova service-list --host {host}
    why: { en: To see that it works., zh: 用于验证。 }
    source: https://example.com/conductors
    examples:
      - about: { en: one, zh: 一个 }
        snapshots:
          - outputs:
              - { probe: nova-service-list, rows: [{ key: nova-conductor@, binary: nova-conductor, host: c1 }] }
        finds: [{ key: ${expected}, title: { en: There is nova-conductor on c1, zh: c1 上有 nova-conductor } }]
`

beforeAll(async () => {
  writeFileSync(at('good.yaml'), rule('conductors'))
  writeFileSync(at('failing.yaml'), rule('conductors', 'nova-compute@'))
  writeFileSync(at('wrong.yaml'), rule('conductors').replace('binary: nova-conductor }', 'binry: x }'))
  await run('import', seed, '--site', 'lab')
})

test('examples that hold, one that does not, and a file that is wrong', async () => {
  const good = await run('rules', 'test', at('good.yaml'))
  expect([good.status, good.stdout]).toEqual([0, '1 of 1 examples hold\n'])
  const failing = await run('rules', 'test', at('failing.yaml'))
  expect(failing.status).toBe(1)
  expect(failing.stdout).toContain(`${at('failing.yaml')}:11: conductors, "one": not found: {"key":"nova-compute@"`)
  expect(failing.stdout).toContain('found, and not expected: {"key":"nova-conductor@","severity":"info"')
  const wrong = await run('rules', 'test', at('wrong.yaml'))
  expect(wrong.status).toBe(2)
  expect(wrong.stderr).toContain(`${at('wrong.yaml')}:5: rules.0.match.where.binry: its rows have no field binry`)
  expect((await run('rules', 'test', at('none.yaml'))).status).toBe(2)
  const chinese = await run('rules', 'test', at('failing.yaml'), '--lang', 'zh')
  expect(chinese.stdout).toContain('conductors，“一个”：应有但没有：')
  const json = JSON.parse((await run('rules', 'test', at('failing.yaml'), '--json')).stdout)
  expect(json.examples).toMatchObject([
    { line: 11, rule: 'conductors', complaints: [{ code: 'own-rules.notFound' }, {}] },
  ])
})

interface Said {
  findings: { rule: string; subject: { key: string }; own?: object; muted?: string }[]
}
const found = async (...args: string[]): Promise<Said['findings']> => {
  const { stdout } = await run(...args, '--json')
  return (JSON.parse(stdout) as Said).findings.filter(({ rule: name }) => name === 'conductors')
}

test('what they find is told as all findings are: findings, compare, report, in both languages', async () => {
  const named = ['--rules', at('good.yaml')]
  const [first] = await found('findings', '--site', 'lab', ...named)
  expect(first?.own).toMatchObject({
    tells: 'state',
    next: { en: expect.stringContaining('nova service-list --host') },
  })
  expect((await found('compare', 'previous', 'latest', ...named)).length).toBeGreaterThan(0)
  expect((await run('findings', '--site', 'lab', ...named, '--lang', 'zh')).stdout).toMatch(/上有 nova-conductor/)
  const report = await run('report', 'previous', 'latest', '--format', 'markdown', ...named)
  expect(report.stdout).toMatch(/There is nova-conductor on \S+/)
  const refused = await run('findings', '--site', 'lab', '--rules', at('wrong.yaml'))
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('wrong.yaml:5: ')])
})

const own = at('library/profiles/rules')

test('those of the profile folder hold without being named, for the sites they say', async () => {
  mkdirSync(own, { recursive: true })
  writeFileSync(join(own, 'a.yaml'), `sites: [la*]\n${rule('conductors')}`)
  writeFileSync(join(own, 'b.yaml'), `sites: [elsewhere]\n${rule('others')}`)
  const listed = await run('rules')
  expect([listed.status, listed.stdout]).toEqual([0, expect.stringMatching(/^conductors +note +Conductors$/m)])
  const explained = await run('rules', 'conductors', '--lang', 'zh')
  expect(explained.stdout).toContain('用于验证。（https://example.com/conductors）')
  expect((await run('mute', 'conductors', '--site', 'lab', '--reason', 'known')).status).toBe(0)
  const inFolder = JSON.parse((await run('findings', '--site', 'lab', '--json')).stdout) as Said
  expect(inFolder.findings.find(({ rule: name }) => name === 'conductors')?.muted).toBe('known')
  expect(inFolder.findings.filter(({ rule: name }) => name === 'others')).toEqual([])
})

test('one of the folder that is wrong is told, and leaves the rest whole; what is gone is not asked any more', async () => {
  writeFileSync(join(own, 'c.yaml'), 'rules: [{ name: X }]\n')
  const remarked = await run('findings', '--site', 'lab')
  expect([remarked.status, remarked.stderr]).toEqual([0, expect.stringContaining('c.yaml:1: rules.0.name: ')])
  expect(remarked.stdout).toContain('There is nova-conductor on')
  expect((await run('rules')).status).toBe(3)
  rmSync(own, { recursive: true })
  expect(await found('findings', '--site', 'lab')).toEqual([])
})
