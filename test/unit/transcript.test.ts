import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSnapshots } from '../../main/import/index.ts'
import { readTranscript } from '../../main/import/transcript/transcript.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Parsed, Section, Snapshot } from '../../shared/model.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { isKeptText } from '../../shared/probes/kept-text/probe.ts'
import { growth, inProportion } from '../support/growth.ts'
import { sample, sampleNames } from '../support/samples.ts'

const seed = readFileSync(new URL('../fixtures/transcripts/h3cloudos-docker-commands.zh.txt', import.meta.url), 'utf8')
const nowMs = Date.parse('2026-11-24T00:00:00.000Z')
const readAll = (text: string, atMs: number | null = null): Snapshot[] =>
  readTranscript({ name: 'session.log', text, site: 'lab', atMs, nowMs, assigned: {} }).snapshots
/** What probes read; what is kept as text beside it has tests of its own. */
const read = (text: string, atMs: number | null = null): Snapshot[] =>
  readAll(text, atMs).map((snapshot) => ({
    ...snapshot,
    sections: snapshot.sections.filter(({ probe }) => !isKeptText(probe)),
  }))
const sectionsOf = (snapshots: Snapshot[], probe: string): Section[] =>
  snapshots.flatMap(({ sections }) => sections.filter((section) => section.probe === probe))
const parse = (section: Section): Parsed =>
  probeNamed(section.probe).parse(section.stdout, {
    takenAtMs: section.startedAtMs,
    clockOffsetMs: 0,
    zoneOffsetMinutes: 0,
    command: section.command,
  })
const rowCounts = (snapshots: Snapshot[], probe: string): number[] =>
  sectionsOf(snapshots, probe).map((section) => parse(section).rows.length)
const rowsOf = (snapshots: Snapshot[]): unknown[] =>
  snapshots.flatMap(({ sections }) =>
    sections.map((section) => [section.probe, section.node, section.pod, section.outcome, parse(section).rows]),
  )
const expectSeedCounts = (snapshots: Snapshot[]): void => {
  expect(rowCounts(snapshots, 'docker-ps')).toEqual([7, 3])
  expect(rowCounts(snapshots, 'kubectl-get-pods')).toEqual([1, 20])
  expect(rowCounts(snapshots, 'nova-service-list')).toEqual([4, 0, 4, 4, 4, 4])
  expect(rowCounts(snapshots, 'var-log')).toEqual([26])
  expect(rowCounts(snapshots, 'host')).toEqual([1])
}

const heartbeats = (state: string, time: string): string =>
  [
    '+----+----------------+--------------+----------+---------+-------+----------------------------+-----------------+',
    '| Id | Binary         | Host         | Zone     | Status  | State | Updated_at                 | Disabled Reason |',
    '+----+----------------+--------------+----------+---------+-------+----------------------------+-----------------+',
    `| 1  | nova-conductor | nova-service | internal | enabled | ${state.padEnd(5)} | ${time}.000000 | -               |`,
    '+----+----------------+--------------+----------+---------+-------+----------------------------+-----------------+',
  ].join('\n')
const listing = 'total 4\n-rw-r--r-- 1 root root 23087 Oct 19 21:01 cron'
const containers =
  'CONTAINER ID   IMAGE   COMMAND   CREATED       STATUS       PORTS   NAMES\n0123456789ab   nginx   "nginx"   3 hours ago   Up 3 hours           web'

describe('the field document', () => {
  const snapshots = read(seed)

  it('gives every table, listing and name in it', () => {
    expectSeedCounts(snapshots)
    expect(sectionsOf(snapshots, 'host')[0]).toMatchObject({ node: 'cloudos1', stdout: 'cloudos1\n' })
  })

  it('knows node and pod of every section', () => {
    const inPod = new Set(['nova-service-list', 'var-log'])
    for (const { probe, node, pod } of snapshots.flatMap(({ sections }) => sections)) {
      expect({ probe, node, pod }).toEqual({ probe, node: 'cloudos1', pod: inPod.has(probe) ? 'novarc-1lj17' : null })
    }
    for (const { nodes } of snapshots)
      expect(nodes.map(({ name, address, outcome }) => ({ name, address, outcome }))).toEqual([
        { name: 'cloudos1', address: 'cloudos1', outcome: 'ok' },
      ])
  })

  it('leaves no line of prose in a section', () => {
    for (const { stdout } of snapshots.flatMap(({ sections }) => sections)) expect(stdout).not.toMatch(/[，。]|图|```/)
  })

  it('says that a filter hides rows', () => {
    expect(sectionsOf(snapshots, 'docker-ps').map(({ partialView }) => partialView && tell(partialView, 'en'))).toEqual(
      [null, 'Only what passed `| grep openstack` is shown.'],
    )
    expect(sectionsOf(snapshots, 'kubectl-get-pods').map(({ partialView }) => partialView === null)).toEqual([
      false,
      true,
    ])
  })

  it('reads the missing openrc as a refusal with advice', () => {
    const refused = sectionsOf(snapshots, 'nova-service-list')[1]
    expect(refused?.outcome).toBe('refused')
    expect(tell(refused?.message ?? null, 'en')).toMatch(/openrc/)
    expect(refused?.stdout).toMatch(/^ERROR \(CommandError\)/)
  })

  it('keeps the table that is repeated without its command', () => {
    const tables = sectionsOf(snapshots, 'nova-service-list')
    expect(tables.map(({ command }) => command === '')).toEqual([false, false, false, false, true, false])
    expect(tables[4]?.stdout).toBe(tables[3]?.stdout)
    expect(tables[4]?.message).not.toBeNull()
  })

  it('tells the times from the heartbeats, and how', () => {
    const times = snapshots.map(({ takenAtMs }) => takenAtMs)
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
    const newest = snapshots.filter(({ takenAtInferred }) => tell(takenAtInferred, 'en') === 'newest nova heartbeat')
    expect(newest.map(({ takenAtMs }) => new Date(takenAtMs).toISOString())).toEqual([
      '2019-10-19T13:14:25.000Z',
      '2019-10-19T13:31:36.000Z',
      '2019-10-19T13:32:49.000Z',
      '2019-10-19T13:36:54.000Z',
    ])
    for (const { takenAtInferred } of snapshots)
      expect(tell(takenAtInferred, 'en')).toMatch(/^newest nova heartbeat$|^order in the transcript/)
  })

  it('makes the stop and the start of the conductor events between the tables', () => {
    expect(snapshots.flatMap(({ events }) => events)).toEqual([
      {
        at: { earliest: '2019-10-19T13:14:25.000Z', latest: '2019-10-19T13:31:36.000Z' },
        node: 'cloudos1',
        kind: 'service-stopped',
        subject: 'nova-conductor',
        text: 'systemctl stop openstack-nova-conductor.service',
        line: seed.split('\n').findIndex((line) => line.includes(']# systemctl stop')) + 1,
      },
      expect.objectContaining({ kind: 'service-started', subject: 'nova-conductor' }),
    ])
    const stopped = snapshots.find(({ events }) => events[0]?.kind === 'service-stopped')
    expect(stopped?.sections[0]?.stdout).toContain('13:30:56')
  })

  it('is recognised when it is imported again', () => {
    expect(read(seed)).toEqual(snapshots)
    expect(new Set(snapshots.map(({ id }) => id)).size).toBe(snapshots.length)
    for (const { id } of snapshots) expect(id).toMatch(/^[0-9a-f]{16}$/)
  })

  it("takes the user's word for the time of the last command", () => {
    const atMs = Date.parse('2019-10-19T13:32:00.000Z')
    const told = read(seed, atMs)
    expect(told.at(-1)).toMatchObject({ takenAtMs: atMs, takenAtInferred: null })
    const times = told.map(({ takenAtMs }) => takenAtMs)
    expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b))
  })

  it('gives the same rows out of a terminal log with CRLF, colours, titles and corrections', () => {
    const coloured = seed
      .replaceAll(/^(\[?root@\S+ \S+#) /gm, '\u001b]0;root@cloudos1:~\u0007\u001b[?2004h\u001b[01;32m$1\u001b[0m ')
      .replaceAll('nova service-list\n', 'nova servcie\b\b\b\b\u001b[Kvice-list\u001b[?2004l\n')
      .replaceAll(/\| (up|down) \|/g, '| \u001b[31m$1\u001b[m |')
      .replaceAll('docker ps\n', 'docker psx\b \b\n')
      .replaceAll('\n', '\r\n')
    expect(coloured).not.toBe(seed)
    expectSeedCounts(read(coloured))
    expect(rowsOf(read(coloured))).toEqual(rowsOf(snapshots))
  })

  it('gives the same rows without the fences', () => {
    const unfenced = seed.replaceAll(/^```$/gm, '')
    expectSeedCounts(read(unfenced))
    expect(rowsOf(read(unfenced))).toEqual(rowsOf(snapshots))
    expect(sectionsOf(read(unfenced), 'docker-ps')[0]?.stdout).not.toMatch(/图|其中/)
  })
})

describe('shells', () => {
  it('follows into a pod and out of it again', () => {
    const log = [
      '[root@cloudos1 ~]# kubectl exec -it novarc-1lj17 bash',
      '[root@nova-service /]# ll /var/log/',
      listing,
      '[root@nova-service /]# exit',
      'exit',
      '[root@cloudos1 ~]# ls -la /var/log',
      listing,
    ].join('\n')
    expect(sectionsOf(read(log), 'var-log').map(({ node, pod }) => [node, pod])).toEqual([
      ['cloudos1', 'novarc-1lj17'],
      ['cloudos1', null],
    ])
    expect(read(log)).toHaveLength(1)
  })

  it('tells a pod on the host network by the changed directory, until exit', () => {
    const log = `[root@n1 ~]# kubectl exec -it novarc-x -- bash\n[root@n1 /]# ll /var/log\n${listing}\n[root@n1 /]# exit\n[root@n1 ~]# ll /var/log\n${listing}`
    expect(sectionsOf(read(log), 'var-log').map(({ pod }) => pod)).toEqual(['novarc-x', null])
  })

  it('stays outside when the shell in the pod did not come', () => {
    const log = `[root@n1 ~]# kubectl exec -it gone bash\nError from server (NotFound): pods "gone" not found\n[root@n1 ~]# ls -l /var/log\n${listing}`
    expect(sectionsOf(read(log), 'var-log').map(({ pod }) => pod)).toEqual([null])
  })

  it('reads a command that runs in a pod without a shell of its own', () => {
    const log = `[root@n1 ~]# /opt/bin/kubectl -s 127.0.0.1:8888 exec novarc-x -- bash -c 'source /root/admin-openrc.sh && nova service-list'\n${heartbeats('up', '2019-10-19T13:00:00')}`
    expect(sectionsOf(read(log), 'nova-service-list')).toMatchObject([{ node: 'n1', pod: 'novarc-x', outcome: 'ok' }])
  })

  it('lists /var/log only, wherever the person stood', () => {
    const log = [
      '[root@n1 ~]# ll',
      listing,
      '[root@n1 ~]# cd /var',
      '[root@n1 var]# cd log && ll',
      listing,
      '[root@n1 log]# cd nova',
      '[root@n1 nova]# ll',
      listing,
      '[root@n1 nova]# cd ..',
      '[root@n1 log]# cd nowhere',
      '-bash: cd: nowhere: No such file or directory',
      '[root@n1 log]# ls -lt | head',
      listing,
      'admin@n2:/var/log$ ls -la',
      listing,
    ].join('\n')
    expect(sectionsOf(read(log), 'var-log').map(({ node, command }) => [node, command])).toEqual([
      ['n1', 'cd log && ll'],
      ['n1', 'ls -lt | head'],
      ['n2', 'ls -la'],
    ])
  })

  it('keeps two hosts of one file apart, in one snapshot', () => {
    const log = `[root@cloudos1 ~]# docker ps -a\n${containers}\nroot@cloudos2:~# docker ps -a\n${containers}\nroot@cloudos2$ hostname\ncloudos2\n`
    const snapshots = read(log)
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]?.nodes.map(({ name }) => name)).toEqual(['cloudos1', 'cloudos2'])
    expect(rowCounts(snapshots, 'docker-ps')).toEqual([1, 1])
    expect(sectionsOf(snapshots, 'host')[0]?.node).toBe('cloudos2')
  })
})

describe('tables without their commands', () => {
  const probesOf = (text: string) => read(text).flatMap(({ sections }) => sections.map(({ probe }) => probe))
  const headed = probes.filter(({ heads = [] }) => heads.length > 0)
  const samples = headed.flatMap(({ name, heads = [] }) =>
    sampleNames(name)
      .filter((each) =>
        sample(each)
          .split('\n')
          .some((line) => heads.some((head) => head.test(line))),
      )
      .map((each) => [each, name] as const),
  )

  it('there is a real one of every probe that prints tables', () => {
    expect([...new Set(samples.map(([, name]) => name))]).toEqual(headed.map(({ name }) => name))
    expect(headed.length).toBeGreaterThan(10)
  })

  it.each(samples)('%s is found by its head', (name, probe) => {
    const text = sample(name)
    const context = { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
    const found = read(`They sent us this:\n\n${text}\n\nThat was all of it, they said.\n`)
    expect(found.flatMap(({ sections }) => sections.map((section) => section.probe))).toEqual([probe])
    expect(rowCounts(found, probe)).toEqual([probeNamed(probe).parse(text, context).rows.length])
  })

  it('are told apart right behind each other', () => {
    const names = ['df/posix.out', 'free/kib.out', 'nova-service-list/all-up.out', 'neutron-agent-list/openstack.out']
    const snapshots = read([...names, 'docker-ps/ps-a.out'].map(sample).join(''))
    expect(snapshots.flatMap(({ sections }) => sections.map(({ stdout }) => stdout))).toEqual(
      [...names, 'docker-ps/ps-a.out'].map(sample),
    )
  })

  it('are not taken for what their lines are not', () => {
    expect(
      probesOf(`[root@n1 ~]# docker ps\n${containers}\n\`\`\`\nNAME      STATUS   AGE\ndefault   Active   3d\n`),
    ).toEqual(['docker-ps'])
  })
})

describe('what was printed', () => {
  it('is partial behind any filter and no section when it was reshaped', () => {
    const log = `[root@n1 ~]# docker ps | grep -v pause | head -5\n${containers}\n[root@n1 ~]# docker ps | wc -l\n12\n[root@n1 ~]# docker ps > /tmp/x\n`
    const sections = sectionsOf(read(log), 'docker-ps')
    expect(sections.map(({ partialView }) => tell(partialView, 'en'))).toEqual([
      'Only what passed `| grep -v pause` `| head -5` is shown.',
    ])
  })

  it('tells how a command without rows ended', () => {
    const log = [
      '[root@n1 ~]# docker ps',
      '-bash: docker: command not found',
      '[root@n1 ~]# nova service-list',
      '[root@n1 ~]# kubectl get pod | grep nova',
      '[root@n1 ~]# ls -l /var/log',
      'ls: cannot access /var/log: No such file or directory',
    ].join('\n')
    expect(read(log).flatMap(({ sections }) => sections.map(({ outcome }) => outcome))).toEqual([
      'unavailable',
      'truncated',
      'ok',
      'failed',
    ])
  })

  it('ends at English prose behind an empty line', () => {
    const log = `[root@n1 ~]# docker ps\n${containers}\n\nThe only container here is the web server.\nNothing else runs.\n`
    expect(sectionsOf(read(log), 'docker-ps')[0]?.stdout).toBe(`${containers}\n`)
  })

  it('takes the clock from date', () => {
    const [snapshot] = read(`[root@n1 ~]# date\nSat Oct 19 21:30:11 CST 2019\n[root@n1 ~]# docker ps\n${containers}\n`)
    // CST is the name of three zones: the likeliest is told as such, and no zone of the node is.
    expect(snapshot?.takenAtMs).toBe(Date.parse('2019-10-19T13:30:11.000Z'))
    expect(tell(snapshot?.takenAtInferred ?? null, 'en')).toContain('CST stands for several zones')
    expect(snapshot?.nodes[0]?.zoneOffsetMinutes).toBeNull()
    const [certain] = read(
      `[root@n1 ~]# date -Iseconds\n2019-10-19T21:30:11+08:00\n[root@n1 ~]# docker ps\n${containers}\n`,
    )
    expect(certain).toMatchObject({ takenAtMs: Date.parse('2019-10-19T13:30:11.000Z'), takenAtInferred: null })
    expect(certain?.nodes[0]?.zoneOffsetMinutes).toBe(480)
  })

  it('falls back on the time of the import, and says so', () => {
    const [snapshot] = read(`[root@n1 ~]# docker ps\n${containers}\n`)
    expect(snapshot?.takenAtMs).toBe(nowMs)
    expect(tell(snapshot?.takenAtInferred ?? null, 'en')).toMatch(/time of the import/)
  })
})

describe('what the operator did', () => {
  const between = (action: string): Snapshot[] =>
    read(
      `[root@n1 ~]# nova service-list\n${heartbeats('up', '2019-10-19T13:00:00')}\n${action}\n[root@n1 ~]# docker ps\n${containers}\n[root@n1 ~]# nova service-list\n${heartbeats('down', '2019-10-19T13:05:00')}`,
    )

  it.each([
    ['systemctl restart openstack-nova-compute.service', 'service-restarted', 'nova-compute'],
    ['service openstack-nova-api stop', 'service-stopped', 'nova-api'],
    ['sudo docker restart -t 3 web', 'container-restarted', 'web'],
    ['docker rm -f web', 'container-stopped', 'web'],
    ['/opt/bin/kubectl -s 127.0.0.1:8888 delete pod cpn-fqyrc-wz7pq', 'pod-deleted', 'cpn-fqyrc-wz7pq'],
    ['kubectl exec novarc-x -- systemctl start openstack-nova-cert', 'service-started', 'nova-cert'],
    ['reboot', 'node-rebooted', 'n1'],
    ['kill -9 4711', 'changed', '4711'],
  ])('%s', (text, kind, subject) => {
    const snapshots = between(`[root@n1 ~]# ${text}`)
    expect(snapshots.map(({ sections }) => sections.map(({ probe }) => probe))).toEqual([
      ['nova-service-list'],
      ['docker-ps', 'nova-service-list'],
    ])
    expect(snapshots[1]?.events).toEqual([
      {
        kind,
        subject,
        text,
        node: 'n1',
        line: 7,
        at: { earliest: '2019-10-19T13:00:00.000Z', latest: '2019-10-19T13:05:00.000Z' },
      },
    ])
  })

  it('counts only what happened', () => {
    const asked = between(
      '[root@n1 ~]# systemctl status openstack-nova-api.service\n[root@n1 ~]# systemctl stop nothing\nFailed to stop nothing.service: Unit nothing.service not loaded.',
    )
    expect(asked.flatMap(({ events }) => events)).toEqual([])
    expect(asked[0]?.sections).toHaveLength(2)
  })

  it('is kept when nothing was looked at behind it', () => {
    const [snapshot] = read(
      `[root@n1 ~]# nova service-list\n${heartbeats('up', '2019-10-19T13:00:00')}\n[root@n1 ~]# systemctl stop openstack-nova-api`,
    )
    expect(snapshot?.events).toMatchObject([
      { kind: 'service-stopped', at: { earliest: '2019-10-19T13:00:00.000Z', latest: null } },
    ])
  })
})

describe('any text', () => {
  it.each(['', '\n\n', 'Nothing but prose.', '[root@n1 ~]# '])('%j is refused in words', (text) => {
    const files = [{ path: 'session.log', content: Buffer.from(text), modifiedAtMs: null }]
    const input = { name: 'session.log', files, passedOver: [] }
    expect(() => readSnapshots(input, { site: 'lab', atMs: null, nowMs, assigned: {} })).toThrow(
      expect.objectContaining({ code: 'not-understood', message: expect.stringContaining('session.log') }) as Error,
    )
  })

  it('is read without an error', () => {
    const pieces = [
      '[root@n1 ~]# ',
      'docker ps',
      'nova service-list',
      'kubectl exec -it p bash',
      'cd ',
      'ls -l',
      '\\',
      '\n',
      '\r',
      '\b',
      '\u001b[',
      '\u001b]',
      '9999C',
      'K',
      '```',
      '|',
      "'",
      '"',
      ' | grep ',
      ';',
      '&&',
      '| Binary | Host |',
      '-----+-----',
      '\ud800',
      '\u0000',
      '图3',
      'exit',
      '2019-10-19T13:00:00',
      'systemctl stop ',
      'date',
    ]
    let state = 20191019
    const next = (limit: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0
      return Math.floor((state / 2 ** 32) * limit)
    }
    for (let round = 0; round < 500; round++) {
      const text = Array.from({ length: next(80) }, () => pieces[next(pieces.length)]).join('')
      expect(() => read(text), text).not.toThrow()
    }
  })

  it.each([
    [
      'snapshots',
      `[root@n1 ~]# nova service-list\n${heartbeats('up', '2019-10-19T13:00:00')}\n[root@n1 ~]# systemctl stop x\n`,
    ],
    ['one long line', '\u001b]0;\u001b[5P\b[root@n1 ~]# \r'],
    ['continued commands', '[root@n1 ~]# echo \\\n> echo \\\n'],
    ['quotes', `[root@n1 ~]# docker ps '"| grep 'x`],
  ])('takes time in proportion to its length: %s', async (_, piece) => {
    const timesRead = (times: number) => read(piece.repeat(times))
    expect(await growth(Math.ceil(120_000 / piece.length), timesRead)).toBeLessThan(inProportion)
  })
})
