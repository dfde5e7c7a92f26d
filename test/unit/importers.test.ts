/** What people have besides snapshot files. Texts are those of the real programs where they are samples. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Assignments, ImportInput } from '../../main/import/importer.ts'
import { importers, readInput, readSnapshots } from '../../main/import/index.ts'
import { logHeadOf } from '../../main/import/transcript/log-marks.ts'
import { CallError } from '../../shared/contract/call-error.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Message, Section, Snapshot } from '../../shared/model.ts'
import { isKeptText } from '../../shared/probes/kept-text/probe.ts'
import { novaServiceList } from '../../shared/probes/nova-service-list/probe.ts'
import { readOutput } from '../../shared/reading/read-output.ts'
import { languages } from '../../shared/words/language.ts'
import { growth, inProportion } from '../support/growth.ts'
import { sample } from '../support/samples.ts'

const nowMs = Date.parse('2026-11-24T00:00:00.000Z')
const wide = sample('kubectl-get-pods/wide.out')
const services = sample('nova-service-list/all-up.out')
const containers = sample('docker-ps/ps-a.out')

const inputOf = (files: Record<string, string | Buffer>, name = Object.keys(files)[0] ?? ''): ImportInput => ({
  name,
  files: Object.entries(files).map(([path, content]) => ({
    path,
    content: Buffer.from(content),
    modifiedAtMs: Date.parse('2026-11-20T08:00:00Z'),
  })),
  passedOver: [],
})
const read = (input: ImportInput, assigned: Assignments = {}, atMs: number | null = null) =>
  readInput(input, { site: 'lab', atMs, nowMs, assigned })
const told = (input: ImportInput, assigned: Assignments = {}) =>
  read(input, assigned).pieces.map(({ id, probe, node, reason }) => [id, probe, node, nameOf(reason)])
/** What probes read, without what is kept as text. */
const readOf = (snapshot: Snapshot | undefined) => (snapshot?.sections ?? []).filter(({ probe }) => !isKeptText(probe))
/** Which of the reasons. */
const nameOf = ({ code }: Message) => code.replace(/^importReason\./, '')
const podList = (namespace: string, ...names: string[]) => ({
  kind: 'PodList',
  apiVersion: 'v1',
  metadata: { resourceVersion: '7' },
  items: names.map((name) => ({
    metadata: { name, namespace, creationTimestamp: '2026-11-19T00:00:00Z' },
    spec: { containers: [{ name: 'c' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'c', ready: true, state: { running: {} } }] },
  })),
})

describe('saved outputs', () => {
  test('are told by name, by lines, or not at all, and the reason is given', () => {
    const files = {
      'field/cloudos1-docker-ps.txt': containers,
      'field/kubectl_get_pod_-o_wide': wide,
      'field/from-the-customer.dat': services,
      'field/docker_ps.txt': 'nothing like it\n',
      'field/photo.jpg': Buffer.from([0xff, 0xd8, 0, 1]),
      'field/empty.log': '',
      'field/session.log': '[root@cloudos1 ~]# hostname\ncloudos1\n',
    }
    const input = inputOf(files, 'field')
    expect(read(input).importer.name).toBe('plain-files')
    expect(told(input)).toEqual([
      ['field/cloudos1-docker-ps.txt', 'docker-ps', 'cloudos1', 'byName'],
      ['field/kubectl_get_pod_-o_wide', 'kubectl-get-pods', 'cluster', 'byName'],
      ['field/from-the-customer.dat', 'nova-service-list', 'cluster', 'byLines'],
      ['field/docker_ps.txt', null, 'field', 'unlikeItsName'],
      ['field/photo.jpg', null, 'field', 'noText'],
      ['field/empty.log', null, 'field', 'empty'],
      ['field/session.log line 1', 'host', 'cloudos1', 'byCommand'],
    ])
    const [snapshot] = read(input).snapshots
    // No output is older than what it tells, whatever the times of the files say.
    expect(snapshot).toMatchObject({ takenAtMs: Date.parse('2026-11-23T23:58:34Z'), source: 'file' })
    expect(tell(snapshot?.takenAtInferred ?? null, 'en')).toBe('newest nova heartbeat')
    const isText = ({ probe }: Section) => isKeptText(probe)
    const [texts, outputs] = [snapshot?.sections.filter(isText), snapshot?.sections.filter((each) => !isText(each))]
    expect(outputs?.map(({ stdout }) => stdout).toSorted()).toEqual([services, containers, wide])
    // What stands under a command's name is kept, whatever it is.
    expect(texts?.map(({ command, stdout }) => [command, stdout])).toEqual([['docker ps', 'nothing like it\n']])
  })

  test('a wrong guess is corrected: another probe, another node, nothing', () => {
    const input = inputOf({ 'x.txt': services })
    expect(told(input)).toEqual([['x.txt', 'nova-service-list', 'unknown-host', 'byLines']])
    expect(told(input, { 'x.txt': { node: 'ctl' } })).toEqual([['x.txt', 'nova-service-list', 'ctl', 'byLines']])
    expect(told(input, { 'x.txt': { probe: 'df' } })).toEqual([['x.txt', 'df', 'unknown-host', 'corrected']])
    expect(read(input, { 'x.txt': { probe: null } }).snapshots).toEqual([])
    const ids = [{}, { 'x.txt': { node: 'ctl' } }, { 'x.txt': { probe: 'df' } }].map(
      (each) => read(input, each).snapshots[0]?.id,
    )
    expect(new Set(ids).size).toBe(3)
  })

  test('of two files that answer the same, the one that shows more is taken', () => {
    const short = containers.split('\n').slice(0, 3).join('\n')
    const input = inputOf({ 'n1/docker_ps': short, 'n1/docker_ps_-a': containers, 'n2/docker_ps': short }, 'n')
    expect(told(input).map(([, probe, node, reason]) => [probe, node, reason])).toEqual([
      ['docker-ps', 'n1', 'byName'],
      ['docker-ps', 'n2', 'byName'],
      [null, 'n1', 'answeredByAnother'],
    ])
  })

  test('the time a person gives counts, and none is made up', () => {
    const input = inputOf({ 'x.txt': services })
    expect(read(input, {}, 5000).snapshots[0]).toMatchObject({ takenAtMs: 5000, takenAtInferred: null })
    // What tells no time itself.
    const { files } = inputOf({ 'docker_ps.txt': containers })
    const timeless = { ...input, files: files.map((file) => ({ ...file, modifiedAtMs: 0 })) }
    const [snapshot] = read(timeless).snapshots
    expect(snapshot?.takenAtMs).toBe(nowMs)
    expect(tell(snapshot?.takenAtInferred ?? null, 'en')).toContain('the time of the import')
  })
})

describe('what nothing is read of is refused', () => {
  const refusal = (files: Record<string, string>, name?: string): CallError => {
    try {
      readSnapshots(inputOf(files, name), { site: 'lab', atMs: null, nowMs, assigned: {} })
    } catch (error) {
      if (error instanceof CallError) return error
    }
    throw new Error('It was read')
  }

  test('a file with the reason, a folder without, and both with what every importer takes', () => {
    const file = refusal({ 'x.txt': 'nothing like it\n' })
    expect([file.code, tell(file.told, 'en')]).toEqual([
      'not-understood',
      expect.stringMatching(/^x\.txt: Neither its name nor/),
    ])
    const folder = refusal({ 'd/x.txt': 'a\n', 'd/y.txt': 'b\n' }, 'd')
    expect(tell(folder.told, 'en')).toMatch(/^d holds no output that this program reads\. Expected are snapshot files/)
    for (const { takes } of importers)
      for (const language of languages) expect(tell(folder.told, language)).toContain(takes[language])
  })
})

describe('folders of objects by namespace', () => {
  // kubectl writes dumps with an indentation of four.
  const dump = {
    'dump/nodes.json': JSON.stringify({ kind: 'NodeList', apiVersion: 'v1', items: [] }, null, 4),
    'dump/default/pods.json': `${JSON.stringify(podList('default', 'web', 'db'), null, 4)}\n`,
    'dump/kube-system/pods.json': `${JSON.stringify(podList('kube-system', 'dns'), null, 4)}\n`,
    'dump/default/daemonsets.json': '{}',
    'dump/default/web/logs.txt': 'hello',
  }

  test('a dump: one section of all namespaces, which claims nothing of the others', () => {
    const { importer, snapshots, pieces } = read(inputOf(dump, 'dump'))
    expect(importer.name).toBe('cluster-info-dump')
    const pods = snapshots[0]?.sections.find(({ probe }) => probe === 'kubectl-get-pods')
    expect(pods).toMatchObject({
      node: 'cluster',
      stdout: dump['dump/default/pods.json'] + dump['dump/kube-system/pods.json'],
    })
    expect(tell(pods?.partialView ?? null, 'en')).toContain('Only the namespaces')
    expect(pieces.filter(({ probe }) => probe === null).map(({ id }) => id)).toEqual([
      'dump/default/daemonsets.json',
      'dump/default/web/logs.txt',
    ])
  })

  test.each([
    ['as a list', (list: ReturnType<typeof podList>) => list],
    ['as the bare array of older versions', (list: ReturnType<typeof podList>) => list.items],
  ])('a support bundle, its pods %s; the format is written after its documentation', (_how, shape) => {
    const files = {
      'bundle/version.yaml': 'apiVersion: troubleshoot.sh/v1beta2',
      'bundle/cluster-resources/pods/default.json': JSON.stringify(shape(podList('default', 'web', 'db')), null, 2),
      'bundle/cluster-resources/pods/openstack.json': JSON.stringify(shape(podList('openstack', 'nova')), null, 2),
    }
    const { importer, snapshots, pieces } = read(inputOf(files, 'bundle.tar.gz'))
    expect([importer.name, pieces.filter(({ probe }) => probe !== null).length]).toEqual(['support-bundle', 2])
    expect(snapshots[0]?.sections).toMatchObject([{ probe: 'kubectl-get-pods', outcome: 'ok' }])
    // Each pod is known by its own lines.
    const lines = (snapshots[0]?.sections[0]?.stdout ?? '').split('\n')
    expect(lines.filter((line) => line.includes('"name": "nova"'))).toHaveLength(1)
  })
})

describe('sosreports', () => {
  const top = 'sosreport-cloudos1-123-2026-11-24-abc'
  const command = (name: string) => `${top}/sos_commands/${name}`

  test('commands are told by the names of their files', () => {
    const json = JSON.stringify(podList('default', 'web'), null, 4)
    const files = {
      [`${top}/sos_commands/host/hostname`]: 'cloudos1\n',
      [command('date/date')]: 'Tue Nov 24 18:01:09 CST 2026\n',
      [command('docker/docker_ps')]: containers.split('\n').slice(0, 4).join('\n'),
      [command('docker/docker_ps_-a')]: containers,
      [command('openstack_nova/nova_service-list')]: services,
      [command(
        'kubernetes/cluster-info/default/kubectl_--kubeconfig_.etc.kubernetes.admin.conf_get_-o_json_--namespace_default_pods',
      )]: json,
      [command('logs/ls_-alRh_.var.log')]:
        '/var/log:\ntotal 8.0K\n-rw-r--r-- 1 root root 1.5M Nov 24 02:31 messages\n\n/var/log/nova:\ntotal 4.0K\n-rw-r--r-- 1 root root 12 Nov 24 02:31 api.log\n',
      [command('filesys/mount_-l')]: '/dev/sda1 on / type ext4\n',
    }
    const { importer, snapshots, pieces } = read(inputOf(files, `${top}.tar.xz`))
    expect(importer.name).toBe('sosreport')
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]?.takenAtMs).toBe(Date.parse('2026-11-24T10:01:09Z'))
    expect(tell(snapshots[0]?.takenAtInferred ?? null, 'en')).toContain('CST stands for several zones')
    expect(snapshots[0]?.sections.map(({ probe, node }) => `${probe} ${node}`)).toEqual([
      'host cloudos1',
      'docker-ps cloudos1',
      'nova-service-list cloudos1',
      'kubectl-get-pods cloudos1',
      'var-log cloudos1',
      'text-docker-ps cloudos1',
      'text-mount-l cloudos1',
    ])
    expect(snapshots[0]?.sections.find(({ probe }) => probe === 'var-log')?.stdout).toContain('api.log')
    expect(pieces.filter(({ probe }) => probe === null).map(({ id, reason }) => [id, nameOf(reason)])).toEqual([
      [command('docker/docker_ps'), 'answeredByAnother'],
      [command('filesys/mount_-l'), 'noProbe'],
    ])
  })
})

describe('terminal logs', () => {
  const prompt = '[root@cloudos1 ~]#'
  const pieces = (text: string, assigned: Assignments = {}) => read(inputOf({ 'session.log': text }), assigned)

  test('what is not read is listed with its reason', () => {
    const text = [
      `${prompt} docker ps -a`,
      containers.trimEnd(),
      `${prompt} docker images`,
      'REPOSITORY  TAG',
      `${prompt} docker ps -a | wc -l`,
      '22',
      `${prompt} systemctl stop openstack-nova-conductor.service`,
      `${prompt} cd /tmp`,
    ].join('\n')
    const last = containers.trimEnd().split('\n').length + 1
    expect(pieces(text).pieces.map(({ id, probe, reason }) => [id, probe, nameOf(reason)])).toEqual([
      ['line 1', 'docker-ps', 'byCommand'],
      [`line ${last + 1}`, null, 'noProbe'],
      [`line ${last + 3}`, null, 'reshaped'],
      [`line ${last + 5}`, null, 'event'],
    ])
  })

  test('a command nobody knows is read as what a person says', () => {
    const rows = services.replace(/^\+.*\n\| Id .*\n/, '')
    const text = `${prompt} ./list-services.sh\n${rows}${prompt} exit\n`
    expect(pieces(text).pieces).toMatchObject([{ probe: null, stored: { section: { stdout: rows } } }])
    const { snapshots } = pieces(text, { 'line 1': { probe: 'nova-service-list', node: 'ctl' } })
    expect(readOf(snapshots[0])).toMatchObject([
      { probe: 'nova-service-list', node: 'ctl', command: './list-services.sh', outcome: 'ok' },
    ])
  })

  test('what ran on another host over ssh belongs to that host', () => {
    const text = `${prompt} ssh -p 22 root@cloudos2 docker ps -a\n${containers}${prompt} ssh cloudos3 'free -k'\n`
    expect(readOf(pieces(text).snapshots[0]).map(({ node, probe }) => [node, probe])).toEqual([
      ['cloudos2', 'docker-ps'],
      ['cloudos3', 'free'],
    ])
  })

  test('a prompt behind output without a line end is a prompt', () => {
    const text = `${prompt} hostname\ncloudos1${prompt} nova service-list\n${services}`
    expect(pieces(text).pieces.map(({ id, probe }) => [id, probe])).toEqual([
      ['line 1', 'host'],
      ['line 2', 'nova-service-list'],
    ])
  })

  test.each([
    [
      '=~=~=~=~=~=~=~=~=~=~=~= PuTTY log 2019.10.19 21:01:25 =~=~=~=~=~=~=~=~=~=~=~=',
      new Date(2019, 9, 19, 21, 1, 25).getTime(),
      false,
    ],
    [
      'Script started on 2019-10-19 21:01:25+08:00 [TERM="xterm" TTY="/dev/pts/0"]',
      Date.parse('2019-10-19T13:01:25Z'),
      true,
    ],
    ['Script started on Sat Oct 19 21:01:25 2019', new Date(2019, 9, 19, 21, 1, 25).getTime(), false],
    ['Script done on 2019年10月19日', null, false],
  ])('%s', (line, atMs, hasZone) => {
    expect(logHeadOf(line)).toEqual({ atMs, hasZone })
  })

  test('sessions of one file are snapshots of their own, at the time of their head', () => {
    const session = (hour: string, host: string) =>
      `=~=~=~=~=~=~=~= PuTTY log 2019.10.19 ${hour}:00:00 =~=~=~=~=~=~=~=\n\u001b[01;32m[root@${host} ~]#\u001b[0m docker ps -a\r\n${containers}`
    const { snapshots } = pieces(session('10', 'cloudos1') + session('12', 'cloudos2'))
    expect(snapshots.map(({ takenAtMs, nodes }) => [takenAtMs, nodes[0]?.name])).toEqual([
      [new Date(2019, 9, 19, 10).getTime(), 'cloudos1'],
      [new Date(2019, 9, 19, 12).getTime(), 'cloudos2'],
    ])
    expect(tell(snapshots[0]?.takenAtInferred ?? null, 'en')).toContain('names no zone')
  })

  test('a time ahead of each line is taken off, and tells when', () => {
    const text = `${prompt} nova service-list\n${services}`.replace(/^(?=.)/gm, '[2019-10-19 21:01:25.123] ')
    const { snapshots } = pieces(text)
    expect(snapshots[0]?.sections[0]?.stdout).toBe(services)
  })

  test('a screen of 80 columns cut the lines: they stay as they are, and are read joined', () => {
    const cut = (text: string) =>
      text
        .split('\n')
        .flatMap((line) => line.match(/.{1,80}/gu) ?? [''])
        .map((line) => line.trimEnd())
        .join('\n')
    const { snapshots } = pieces(`${prompt} nova service-list\n${cut(services)}`)
    expect(snapshots[0]?.sections[0]).toMatchObject({ outcome: 'ok', stdout: cut(services) })
    const context = { takenAtMs: nowMs, clockOffsetMs: 0, zoneOffsetMinutes: 0, command: '' }
    const [whole, joined] = [services, cut(services)].map((text) => readOutput(novaServiceList, text, context))
    expect(joined?.rows.map(({ fields }) => fields)).toEqual(whole?.rows.map(({ fields }) => fields))
    expect(joined?.rows.map(({ line, lastLine }) => lastLine - line)).toEqual([2, 2, 2, 2, 2])
    expect(joined?.unparsed).toEqual([])
  })
})

test('no importer throws on any files, every piece is told once, and time stays linear', async () => {
  const path = fc.constantFrom(
    'a.txt',
    'x/sos_commands/docker/docker_ps',
    'd/default/pods.json',
    'd/default/daemonsets.json',
    'b/cluster-resources/pods/a.json',
    'nova_service-list',
  )
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc
      .array(fc.constantFrom(containers, services, wide, '{', '}', '[root@a b]# docker ps\n', '\u0000', '|'), {
        maxLength: 4,
      })
      .map((parts) => Buffer.from(parts.join('\n'))),
  )
  const files = fc.uniqueArray(fc.record({ path, content }), { selector: (file) => file.path, minLength: 1 })
  fc.assert(
    fc.property(files, (some) => {
      const input: ImportInput = {
        name: 'any',
        passedOver: [],
        files: some.map((file) => ({ path: file.path, content: Buffer.from(file.content), modifiedAtMs: null })),
      }
      const { importer, pieces } = readInput(input, { site: 's', atMs: null, nowMs, assigned: {} })
      expect(new Set(pieces.map(({ id }) => id)).size).toBe(pieces.length)
      expect(importer.name).not.toBe('')
    }),
    { seed: 20261124, numRuns: 200 },
  )
  const readLines = (lines: number) => read(inputOf({ 'x.log': `${'a b|c '.repeat(20)}\n`.repeat(lines) }))
  expect(await growth(2000, readLines)).toBeLessThan(inProportion)
})
