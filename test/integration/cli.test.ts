import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Lane } from '../../shared/model.ts'
import { samplePath } from '../support/samples.ts'
import { nodelapse, repository, temporaryFolder } from './support/cli.ts'
import { type Sshd, startSshd } from './support/sshd.ts'

const seed = join(repository, 'test/fixtures/transcripts/h3cloudos-docker-commands.zh.txt')
const folder = temporaryFolder()
afterAll(folder.remove)

/** A message as `--json` prints it. */
interface MessageJson {
  code: string
  params: Record<string, unknown>
  text: string
}
interface SectionJson {
  node: string
  probe: string
  pod: string | null
  outcome: string
  message: MessageJson | null
  rows: number
  unparsed: number
  partialView: MessageJson | null
}
interface SnapshotJson {
  id: string
  site: string
  takenAt: string
  takenAtInferred: MessageJson | null
  nodes: { name: string; outcome: string }[]
  sections: SectionJson[]
  events: { kind: string; subject: string }[]
}

describe('the seed document', () => {
  const library = join(folder.path, 'seed')
  const inSeed = (...args: string[]) => nodelapse([...args, '--library', library, '--json'])
  let snapshots: SnapshotJson[]

  beforeAll(async () => {
    const ended = await inSeed('import', seed, '--site', 'seed')
    expect(ended.stderr).toBe('')
    snapshots = (JSON.parse(ended.stdout) as { snapshots: SnapshotJson[] }).snapshots
  })

  test('rows and changes as CSV', async () => {
    const rows = await nodelapse([
      'rows',
      snapshots.find(({ sections }) =>
        sections.some(({ probe, rows: count }) => probe === 'nova-service-list' && count > 0),
      )?.id ?? '',
      'nova-service-list',
      '--library',
      library,
      '--csv',
    ])
    expect(rows.status).toBe(0)
    const lines = rows.stdout.split('\r\n')
    expect(lines[0]).toMatch(/^\ufeffnode,pod,key,id,binary,host,/)
    expect(lines).toHaveLength(6)
    const [first, last] = [snapshots[0]?.id ?? '', snapshots.at(-1)?.id ?? '']
    const changes = await nodelapse(['compare', first, last, '--library', library, '--csv'])
    expect(changes.status).toBe(0)
    expect(changes.stdout).toMatch(/^\ufeffprobe,place,node,key,kind,field,before,after,reason\r\n/)
  })

  test('all of its terminal blocks come out', () => {
    const sections = snapshots.flatMap((snapshot) => snapshot.sections)
    const rows = (probe: string) =>
      sections
        .filter((section) => section.probe === probe && section.rows > 0)
        .map((section) => section.rows)
        .toSorted((a, b) => a - b)
    expect(rows('docker-ps')).toEqual([3, 7])
    expect(rows('kubectl-get-pods')).toEqual([1, 20])
    expect(rows('nova-service-list')).toEqual([4, 4, 4, 4, 4])
    expect(rows('var-log')).toEqual([26])
    expect(rows('host')).toEqual([1])
    // The one line that is no row is the error message.
    expect(sections.filter(({ unparsed }) => unparsed > 0)).toMatchObject([{ outcome: 'refused', unparsed: 1 }])
    expect(new Set(snapshots.flatMap(({ nodes }) => nodes.map(({ name }) => name)))).toContain('cloudos1')
  })

  test('what was filtered is a partial view, and the missing openrc is refused with advice', () => {
    const sections = snapshots.flatMap((snapshot) => snapshot.sections)
    expect(sections.filter(({ partialView }) => partialView !== null).map(({ probe, rows }) => [probe, rows])).toEqual([
      ['docker-ps', 3],
      ['kubectl-get-pods', 1],
    ])
    const refused = sections.filter(({ outcome }) => outcome === 'refused')
    expect(refused).toMatchObject([
      { probe: 'nova-service-list', message: { text: expect.stringContaining('openrc') } },
    ])
  })

  test('times are inferred from the newest heartbeat, and said to be', () => {
    expect(snapshots.every(({ takenAtInferred }) => takenAtInferred !== null)).toBe(true)
    const times = snapshots.map(({ takenAt }) => takenAt)
    expect(times).toContain('2019-10-19T13:32:49.000Z')
    expect(times.toSorted()).toEqual(times)
  })

  test('what the operator did lies between the snapshots', () => {
    const events = snapshots.flatMap((snapshot) => snapshot.events).map(({ kind, subject }) => [kind, subject])
    expect(events).toEqual([
      ['service-stopped', 'nova-conductor'],
      ['service-started', 'nova-conductor'],
    ])
  })

  test('the findings over its time: two services went down and came back, two pods may be stuck', async () => {
    const { stdout } = await inSeed('findings', '--site', 'seed')
    const { findings } = JSON.parse(stdout) as {
      findings: {
        rule: string
        certainty: string
        subject: { key: string }
        evidence: { lines: number[] }[]
        params: Record<string, unknown>
      }[]
    }
    const of = (rule: string) => findings.filter((finding) => finding.rule === rule)
    const keys = (rule: string) => [...new Set(of(rule).map(({ subject }) => subject.key))].toSorted()
    expect(keys('service-went-down')).toEqual(['nova-compute@cvkirc', 'nova-conductor@nova-service'])
    expect(keys('service-recovered')).toEqual(['nova-compute@cvkirc', 'nova-conductor@nova-service'])
    // The table right after the stop still says up: its heartbeat is what tells.
    expect(keys('service-going-down')).toContain('nova-conductor@nova-service')
    expect(keys('pod-stuck-creating')).toEqual(['default/callometerc-qfhlc', 'default/elasticsearch-rc-xkh2n'])
    expect(of('pod-stuck-creating').map(({ certainty }) => certainty)).toEqual(['possible', 'possible'])
    expect(of('pod-restarted')).toMatchObject([{ subject: { key: 'default/cpn-fqyrc-wz7pq' } }])
    expect(keys('probe-failed')).toHaveLength(1)
    const wentDown = of('service-went-down').find(({ subject }) => subject.key.startsWith('nova-conductor'))
    expect(JSON.stringify(wentDown?.params)).toContain('systemctl stop openstack-nova-conductor.service')
    for (const { evidence } of findings) expect(evidence.length).toBeGreaterThan(0)
  })

  test('the timeline shows the conductor up, up with an old heartbeat, down and up', async () => {
    const { stdout } = await inSeed('timeline', '--site', 'seed', '--probe', 'nova-service-list')
    const { lanes } = JSON.parse(stdout) as { lanes: Lane[] }
    const states = lanes.find(({ key }) => key === 'nova-conductor@nova-service')?.spans.map(({ state }) => state)
    expect(states?.filter((state) => state !== 'not-collected')).toEqual(['up', 'up, old heartbeat', 'down', 'up'])
  })

  test('rows and raw text of a snapshot', async () => {
    const id = snapshots.find(({ sections }) => sections.some(({ rows }) => rows === 26))?.id ?? ''
    const { stdout } = await inSeed('rows', id.slice(0, 10), 'var-log')
    const { snapshot, rows } = JSON.parse(stdout) as { snapshot: string; rows: Record<string, unknown>[] }
    expect(snapshot).toBe(id)
    expect(rows.find(({ path }) => path === '/var/log/post-startup.log')).toMatchObject({
      size: 55873095,
      owner: 'root',
      type: 'file',
    })
    const section = snapshots.flatMap(({ sections }) => sections).find(({ rows: count }) => count === 26)
    const raw = await nodelapse(['raw', id, section?.node ?? '', 'var-log', '--library', library])
    expect(raw.stdout).toContain('-rw-r--r-- 1 root root 55873095 Oct 19 21:38 post-startup.log')
  })

  test('imported twice it is there once', async () => {
    const again = await inSeed('import', seed, '--site', 'seed')
    expect((JSON.parse(again.stdout) as { snapshots: SnapshotJson[] }).snapshots.map(({ id }) => id)).toEqual(
      snapshots.map(({ id }) => id),
    )
    const listed = JSON.parse((await inSeed('snapshots')).stdout) as { snapshots: SnapshotJson[] }
    expect(listed.snapshots).toHaveLength(snapshots.length)
  })

  test('a person reads sentences, in either language', async () => {
    const english = await nodelapse(['findings', '--site', 'seed', '--library', library])
    expect(english.stdout).toContain('nova-conductor on nova-service went down')
    const chinese = await nodelapse(['findings', '--site', 'seed', '--library', library], {
      env: { LC_ALL: 'zh_CN.UTF-8' },
    })
    expect(chinese.stdout).toMatch(/[\u4e00-\u9fff]{4}/)
    expect(chinese.status).toBe(0)
  })

  test('--verbose prints what the log keeps', async () => {
    const out = join(folder.path, 'verbose.nodesnap')
    const ended = await nodelapse(['export', 'latest', '--out', out, '--library', library, '--verbose'])
    expect([ended.status, ended.stdout]).toEqual([0, `${out}: 1 snapshot\n`])
    expect(ended.stderr).toMatch(/^\S+Z info exportFile done in \d+ ms\n$/)
    expect(readFileSync(join(library, 'log', 'nodelapse.log'), 'utf8')).toContain(ended.stderr)
  })

  test('--fail-on makes a status of the findings', async () => {
    const status = async (severity: string) =>
      (await inSeed('findings', '--site', 'seed', '--fail-on', severity)).status
    expect(await status('critical')).toBe(1)
    expect(
      (await nodelapse(['findings', snapshots[0]?.id ?? '', '--library', library, '--fail-on', 'critical'])).status,
    ).toBe(0)
  })
})

describe('parse', () => {
  test('a file, and the same from standard input', async () => {
    const file = samplePath('nova-service-list/all-up.out')
    const fromFile = await nodelapse(['parse', 'nova-service-list', file, '--at', '2026-11-23T23:58:36Z', '--json'])
    const fromInput = await nodelapse(['parse', 'nova-service-list', '--at', '2026-11-23T23:58:36Z', '--json'], {
      input: readFileSync(file),
    })
    expect(fromInput.stdout).toBe(fromFile.stdout)
    const { probe, rows, unparsed, notes } = JSON.parse(fromFile.stdout) as {
      probe: string
      rows: unknown[]
      unparsed: unknown[]
      notes: MessageJson[]
    }
    expect([probe, rows.length, unparsed, notes]).toEqual(['nova-service-list', 5, [], []])
    expect(rows[0]).toMatchObject({
      key: 'nova-conductor@nova-conductor-1',
      line: 4,
      binary: 'nova-conductor',
      heartbeatAgeSeconds: 3,
    })
  })

  test('--zone places times that have none', async () => {
    const input = '-rw-r--r-- 1 root root 23087 Oct 19 21:01 cron\n'
    const { stdout } = await nodelapse(
      ['parse', 'var-log', '--at', '2019-10-19T13:40:00Z', '--zone', '+08:00', '--json'],
      { input },
    )
    expect(JSON.parse(stdout)).toMatchObject({ rows: [{ modifiedAt: { earliest: '2019-10-19T13:01:00.000Z' } }] })
  })
})

describe('what goes wrong', () => {
  const empty = join(folder.path, 'empty')
  test.each([
    ['no command', [], 2, /Usage/],
    ['an unknown option', ['import', '--nope'], 2, /--nope/],
    ['an unknown probe', ['parse', 'nope'], 2, /docker-ps/],
    ['no such file', ['import', '/nowhere/x.txt', '--library', empty], 2, /no such file/],
    ['no snapshot yet', ['findings', 'latest', '--library', empty], 2, /holds no snapshot/],
    ['a time that is none', ['parse', 'host', '--at', 'yesterday'], 2, /yesterday/],
    ['a zone that is none', ['parse', 'host', '--zone', 'here'], 2, /here/],
  ])('%s', async (_what, args, status, message) => {
    const ended = await nodelapse(args)
    expect(ended.status).toBe(status)
    expect(ended.stderr).toMatch(message)
    expect(ended.stderr).not.toMatch(/\n {4}at /)
  })

  test('a file without a terminal in it is refused, and nothing is stored', async () => {
    const file = join(folder.path, 'prose.txt')
    writeFileSync(file, 'Nothing but prose.\n')
    const ended = await nodelapse(['import', file, '--library', empty])
    expect(ended.status).toBe(3)
    expect((await nodelapse(['snapshots', '--library', empty, '--json'])).stdout).toContain('"snapshots": []')
  })

  test('a binary file is refused', async () => {
    const file = join(folder.path, 'binary.txt')
    writeFileSync(file, Buffer.from([1, 0, 2, 0, 255]))
    expect((await nodelapse(['import', file, '--library', empty])).status).toBe(3)
  })

  test('a log of a Chinese Windows terminal is read in its encoding', async () => {
    const file = join(folder.path, 'gb.txt')
    // "总计 4" in GB 18030.
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from('[root@n1 ~]# ll /var/log\n'),
        Buffer.from([0xd7, 0xdc, 0xbc, 0xc6]),
        Buffer.from(' 4\n-rw-r--r-- 1 root root 5 Oct 19 21:01 cron\n'),
      ]),
    )
    const { stdout } = await nodelapse(['import', file, '--site', 'gb', '--library', join(folder.path, 'gb'), '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      snapshots: [{ sections: [{ probe: 'var-log', rows: 1, unparsed: 0 }] }],
    })
  })
})

describe('capture', () => {
  let sshd: Sshd
  const library = join(folder.path, 'capture')
  beforeAll(async () => {
    sshd = await startSshd()
  })
  afterAll(() => sshd.stop())
  const capture = (...args: string[]) =>
    nodelapse(['capture', sshd.target, '--identity', sshd.identityFile, '--library', library, '--json', ...args])

  test('what the machine has is stored; what it has not is said, with status 3', async () => {
    const ended = await capture('--known-hosts', sshd.knownHostsFile, '--site', 'lab')
    expect(ended.status).toBe(3)
    const { snapshots } = JSON.parse(ended.stdout) as { snapshots: SnapshotJson[] }
    expect(snapshots).toMatchObject([{ site: 'lab', nodes: [{ outcome: 'ok' }] }])
    const outcomes = new Map(
      snapshots[0]?.sections.filter(({ pod }) => pod === null).map(({ probe, outcome }) => [probe, outcome]),
    )
    expect(outcomes.get('host')).toBe('ok')
    expect(outcomes.get('var-log')).toBe('ok')
    expect(outcomes.get('kubectl-get-pods')).toBe('unavailable')
    expect(ended.stderr).toContain('host ok')
  })

  test('an unknown host key is refused when nobody can be asked, and stores nothing', async () => {
    const known = join(folder.path, 'known_hosts')
    writeFileSync(known, '')
    const before = readdirSync(folder.path)
    const ended = await capture('--known-hosts', known)
    expect(ended.status).toBe(4)
    expect(ended.stderr).toMatch(/SHA256:/)
    expect(readFileSync(known, 'utf8')).toBe('')
    expect(readdirSync(folder.path)).toEqual(before)
  })
})
