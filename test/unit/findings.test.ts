import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readTranscript } from '../../main/import/transcript/transcript.ts'
import type { SnapshotView } from '../../shared/compare/view.ts'
import { ruleNamed, rules } from '../../shared/findings/index.ts'
import { sentenceOf } from '../../shared/findings/sentence.ts'
import { written } from '../../shared/messages/written.ts'
import type { ClusterNode, Event, Finding, Message } from '../../shared/model.ts'
import { openStackMessages } from '../../shared/probes/families/openstack.ts'
import {
  containers,
  judge,
  logs,
  node,
  type Output,
  parsedView,
  pods,
  said,
  services,
  told,
  view,
} from '../support/site-views.ts'

const stuck = (age: string, more = '0') => pods(`web-abcde 0/1 ContainerCreating ${more} ${age} n1`)
const running = (age = '5h', restarts = '0') => pods(`web-abcde 1/1 Running ${restarts} ${age} n1`)
const peer = (time: string) => `nova-scheduler c1 enabled up ${time}`
const conductor = (state: string, time: string) => `nova-conductor c1 enabled ${state} ${time}`
const web = (more: Record<string, string> = {}) => containers({ State: 'running', Status: 'Up 2 minutes', ...more })
const mib = 1024 * 1024

const output = (probe: string, ...lines: string[]): Output => ({ probe, stdout: `${lines.join('\n')}\n` })
const volume = (status: string, state: string) =>
  output(
    'cinder-service-list',
    '| Binary | Host | Zone | Status | State | Updated_at | Disabled Reason |',
    `| cinder-volume | c1@ceph | nova | ${status} | ${state} | 2026-11-24T00:00:00.000000 | - |`,
  )
const disk = (percent: number) =>
  output(
    'df',
    'Filesystem 1024-blocks Used Available Capacity Mounted on',
    `/dev/sda1 100 ${percent} 5 ${percent}% /`,
    '/dev/loop0 9 9 0 100% /snap/x',
  )
const inspected = (oomKilled: boolean) =>
  output(
    'docker-inspect',
    JSON.stringify({ Id: 'a', Name: '/web', RestartCount: 0, State: { Status: 'running', OOMKilled: oomKilled } }),
  )
const clusterNode = (status: string) =>
  output(
    'kubectl-get-nodes',
    'NAME   STATUS     ROLES   AGE   VERSION',
    `n1     ${status.padEnd(10)} master  9d    v1.20.2`,
  )
const leap = (status: string) => output('time-sync', `Leap status     : ${status}`)

const up = (minutes: number) => output('host', 'hostname: cloudos1', `uptime:  00:01:00 up ${minutes} min,  1 user`)

/** For each rule: outputs one and twenty minutes in that it speaks of, and such that it does not. */
const cases: Record<string, [Output[], Output[], Output[]]> = {
  'agent-down': [[], [volume('enabled', 'down')], [volume('disabled', 'down')]],
  'node-rebooted': [[up(50)], [up(4)], [up(69)]],
  'node-not-ready': [[], [clusterNode('NotReady')], [clusterNode('Ready')]],
  'container-oom-killed': [[], [inspected(true)], [inspected(false)]],
  'disk-full': [[], [disk(96)], [disk(80)]],
  'clock-not-kept': [[], [leap('Not synchronised')], [leap('Normal')]],
  'unit-failed': [
    [],
    [output('systemctl-failed', 'ntpd.service loaded failed failed Network Time Service')],
    [output('systemctl-failed', 'ntpd.service loaded active running Network Time Service')],
  ],
  'pod-stuck-creating': [[stuck('1h')], [stuck('1h')], [running()]],
  'pod-waiting': [[running()], [pods('web-abcde 0/1 ImagePullBackOff 0 5h n1')], [running()]],
  'pod-crash-looping': [[running()], [pods('web-abcde 0/1 CrashLoopBackOff 7 5h n1')], [running()]],
  'pod-restarted': [[running()], [running('5h', '2')], [running()]],
  'pod-replaced': [[running()], [running('2m')], [running()]],
  'pod-unscheduled': [
    [],
    [pods('web-abcde 0/1 Pending 0 5h <none>', 'db-0 1/1 Running 0 5h n1')],
    [pods('web-abcde 0/1 Pending 0 5h n1')],
  ],
  'pod-failed': [[running()], [pods('web-abcde 0/1 Evicted 0 5h n1')], [running()]],
  'pod-not-ready': [[running()], [pods('web-abcde 1/2 Running 0 5h n1')], [running()]],
  'pod-gone': [[running()], [pods()], [pods('web-fghij 1/1 Running 0 1m n1')]],
  'service-down': [
    [services(conductor('down', '00:00:00'))],
    [services(conductor('down', '00:00:00'))],
    [services(conductor('up', '00:19:58'))],
  ],
  'service-went-down': [
    [services(conductor('up', '00:00:00'))],
    [services(conductor('down', '00:05:00'), peer('00:19:58'))],
    [services(conductor('up', '00:19:58'))],
  ],
  'service-recovered': [
    [services(conductor('down', '00:00:00'))],
    [services(conductor('up', '00:19:58'))],
    [services(conductor('down', '00:00:00'))],
  ],
  'service-going-down': [[], [services(conductor('up', '00:19:20'))], [services(conductor('up', '00:19:45'))]],
  'service-disabled': [
    [],
    [services('nova-compute c2 disabled up 00:19:58 broken')],
    [services('nova-compute c2 enabled up 00:19:58')],
  ],
  'service-forced-down': [
    [],
    [services('nova-compute c2 enabled down 00:19:58 - True')],
    [services('nova-compute c2 enabled down 00:00:00 - False')],
  ],
  'container-exited': [[web()], [web({ State: 'exited', Status: 'Exited (137) 5 minutes ago' })], [web()]],
  'container-restarted': [[web()], [web()], [web({ Status: 'Up 22 minutes' })]],
  'container-restarting': [[web()], [web({ State: 'restarting', Status: 'Restarting (1) 4 seconds ago' })], [web()]],
  'container-unhealthy': [[web()], [web({ Status: 'Up 22 minutes (unhealthy)' })], [web()]],
  'image-changed': [[web()], [web({ Image: 'nginx:2' })], [web()]],
  'log-grew-fast': [[logs('10 a.log')], [logs(`${11 * mib} a.log`)], [logs('20 a.log')]],
  'log-rotated': [[logs('10 a.log')], [logs('5 a.log', '10 a.log.1')], [logs('20 a.log')]],
  'log-missing': [[logs('10 a.log', '1 b')], [logs('1 b')], [logs('10 a.log', '1 b')]],
  'probe-failed': [[], [{ ...pods(), outcome: 'failed', stderr: 'refused\n' }], [pods()]],
}
const history = (before: Output[], after: Output[]) => [view(1, before), view(20, after)]

describe('every rule', () => {
  test.each(Object.entries(cases))('%s speaks, shows lines, and keeps silent', (rule, [before, after, quiet]) => {
    const spoken = said(judge(history(before, after)), rule)
    expect(spoken).toHaveLength(1)
    for (const { lines } of spoken[0]?.evidence ?? []) expect(lines.length).toBeGreaterThan(0)
    expect(spoken[0]?.evidence.length).toBeGreaterThan(0)
    expect(said(judge(history(before, quiet)), rule)).toEqual([])
    const { severities, reads } = ruleNamed(rule) ?? { severities: [], reads: [] }
    expect(severities).toContain(spoken[0]?.severity)
    if (reads.length > 0) expect(reads.map(({ name }) => name)).toContain(spoken[0]?.subject.probe)
    for (const language of ['en', 'zh'] as const) {
      const { title, next } = sentenceOf(spoken[0] as Finding, language)
      expect(`${title} ${next}`).not.toMatch(/undefined|null|NaN|\[object/)
      expect(next).not.toBe('')
    }
  })

  test('has a case here or below', () => {
    const below = [
      'docker-restarted',
      'log-silent',
      'node-lost-pods',
      'workload-short',
      'service-flapping',
      'clock-skew',
      'snapshot-incomplete',
    ]
    expect([...Object.keys(cases), ...below].toSorted()).toEqual(rules.map(({ name }) => name).toSorted())
  })

  test('flapping takes two times down', () => {
    const at = (minute: number, state: string) => view(minute, [services(conductor(state, '00:00:00'))])
    const twice = [at(1, 'down'), at(2, 'up'), at(3, 'down')]
    expect(said(judge(twice), 'service-flapping')[0]?.params.episodes).toBe(2)
    expect(said(judge([at(1, 'up'), at(2, 'down'), at(3, 'down')]), 'service-flapping')).toEqual([])
  })

  test('a clock is skewed beyond the threshold only', () => {
    const skewed = (clockOffsetMs: number | null) => judge([view(1, [], { nodes: [node({ clockOffsetMs })] })])
    expect(said(skewed(-45_000), 'clock-skew')[0]?.params.aheadSeconds).toBe(-45)
    expect([...said(skewed(3000), 'clock-skew'), ...said(skewed(null), 'clock-skew')]).toEqual([])
  })

  test('a node that no longer answers is one incident', () => {
    const dead = view(5, [], { nodes: [node({ outcome: 'timed-out', message: written('no route') })] })
    const findings = judge([view(1, [logs('1 a', '2 b')]), dead])
    expect(said(findings, 'snapshot-incomplete')[0]?.params.notComparable).toBe(2)
    expect(said(findings, 'probe-failed')[0]?.params.probe).toBe('')
    expect(said(judge([view(1, []), view(2, [])]), 'snapshot-incomplete')).toEqual([])
  })
})

describe('what is ordinary', () => {
  test('of a container of a pod the newest attempt speaks alone', () => {
    const attempt = (count: number, State: string, Status: string) => ({
      ID: `0123456789a${count}`,
      Names: `k8s_api_nova-0_default_9f0c_${count}`,
      Image: 'nova:1',
      State,
      Status,
    })
    const listed = (...each: object[]): Output => ({
      probe: 'docker-ps',
      stdout: `${each.map((one) => JSON.stringify(one)).join('\n')}\n`,
    })
    const exited = (output: Output) => said(judge([view(1, [output])]), 'container-exited')
    const ended = attempt(0, 'exited', 'Exited (137) 5 minutes ago')
    const running = attempt(1, 'running', 'Up 5 minutes')
    expect(exited(listed(running, ended))).toEqual([])
    expect(exited(listed(ended, running))).toEqual([])
    expect(exited(listed(ended))).toHaveLength(1)
    const alsoEnded = attempt(1, 'exited', 'Exited (1) 1 minute ago')
    expect(exited(listed(alsoEnded, ended)).map(({ params }) => params.exitCode)).toEqual([1])
  })

  test('a sandbox that ended is no warning', () => {
    const Names = 'k8s_POD_nova-0_default_9f0c_0'
    const sandbox = web({ Names, State: 'exited', Status: 'Exited (137) 5 minutes ago' })
    expect(said(judge([view(1, [sandbox])]), 'container-exited').map(({ severity }) => severity)).toEqual(['info'])
  })

  test('a tool that a node never had, and a node that was not asked', () => {
    const silent: Output = { ...web(), stdout: '', outcome: 'unavailable', exitCode: 127 }
    const failed = (...each: SnapshotView[]) => said(judge(each), 'probe-failed').map(({ severity }) => severity)
    expect(failed(view(1, []), view(2, [silent]))).toEqual(['info'])
    expect(failed(view(1, [web()]), view(2, [silent]))).toEqual(['warning'])
    const incomplete = (nodes: ClusterNode[]) =>
      said(judge([view(1, [web()]), view(2, [], { nodes })]), 'snapshot-incomplete').map(({ severity }) => severity)
    expect(incomplete([node({ name: 'c2' })])).toEqual(['info'])
    expect(incomplete([node({ name: 'c2' }), node({ outcome: 'timed-out' })])).toEqual(['warning'])
  })
})

test('a service that the site does not have is no failure; one that does not answer is', () => {
  const cinder = (message: Message): Output => ({
    ...volume('enabled', 'up'),
    stdout: '',
    stderr: 'public endpoint for volumev3 service not found',
    outcome: 'unavailable',
    exitCode: 1,
    message,
  })
  const without = judge([view(1, [cinder(openStackMessages.notInCatalogue({ client: 'cinder' }))])])
  expect(without).toEqual([])
  const [missing] = judge([view(1, [cinder(openStackMessages.neitherClient({ client: 'cinder' }))])])
  expect(missing?.severity).toBe('warning')
  expect(sentenceOf(missing as Finding, 'zh')).toEqual({
    title: 'cloudos1 上的 cinder-service-list 没有得到完整结果（不可用）',
    next: 'cinder 客户端和 openstack 客户端都不存在。',
  })
})

describe('what is proven', () => {
  const certainty = (views: ReturnType<typeof view>[], rule: string) =>
    said(judge(views), rule).map((each) => each.certainty)

  test('stuck: only by one pod seen so for long enough, and in every snapshot between', () => {
    const rule = 'pod-stuck-creating'
    expect(certainty([view(0, [stuck('1h')]), view(16, [stuck('1h')])], rule)).toEqual(['proven'])
    expect(certainty([view(0, [stuck('1h')]), view(8, []), view(16, [stuck('1h')])], rule)).toEqual(['proven'])
    expect(certainty([view(16, [stuck('1h')])], rule)).toEqual(['possible'])
    expect(certainty([view(0, [stuck('1h')]), view(14, [stuck('1h')])], rule)).toEqual(['possible'])
    expect(certainty([view(0, [stuck('1h')]), view(8, [running('1h')]), view(16, [stuck('1h')])], rule)).toEqual([
      'possible',
    ])
    expect(certainty([view(0, [stuck('1h')]), view(8, [pods()]), view(16, [stuck('1h')])], rule)).toEqual(['possible'])
    expect(certainty([view(0, [stuck('1h')]), view(16, [stuck('1h', '1')])], rule)).toEqual(['possible'])
    // the name is the same, the pod is not
    expect(certainty([view(0, [stuck('1h')]), view(30, [stuck('20m')])], rule)).toEqual(['possible'])
    expect(
      certainty([view(0, [stuck('1h')], { takenAtInferred: written('guessed') }), view(16, [stuck('1h')])], rule),
    ).toEqual(['possible'])
    expect(certainty([view(0, [stuck('1m')])], rule)).toEqual([])
  })

  test('restarted: not when the pod may be another of that name', () => {
    expect(certainty([view(0, [running('3d')]), view(20, [running('3d', '1')])], 'pod-restarted')).toEqual(['proven'])
    expect(certainty([view(0, [running('1m')]), view(20, [running('<unknown>', '1')])], 'pod-restarted')).toEqual([
      'possible',
    ])
  })

  test('down: not when the heartbeat is fresh, which a wrong clock explains', () => {
    const pair = [view(0, [services(conductor('up', '00:00:00'))]), view(20, [services(conductor('down', '00:19:58'))])]
    expect(certainty(pair, 'service-went-down')).toEqual(['possible'])
  })

  test('gone: never when the probe failed', () => {
    expect(judge([view(0, [running()]), view(5, [{ ...pods(), outcome: 'failed' }])]).map(({ rule }) => rule)).toEqual([
      'probe-failed',
    ])
  })
})

test('an operator is named when the stop was before', () => {
  const event = (at: string): Event => ({
    at: { earliest: at, latest: at },
    node: 'c1',
    kind: 'service-stopped',
    subject: 'nova-conductor',
    text: 'systemctl stop openstack-nova-conductor.service',
    line: 1,
  })
  const views = [
    view(1, [services(conductor('up', '00:00:58'))]),
    view(4, [services(conductor('down', '00:01:30'), peer('00:03:58'))]),
  ]
  const [finding] = said(judge(views, [event('2026-11-24T00:01:32.000Z')]), 'service-went-down')
  expect(finding?.since).toEqual({ earliest: '2026-11-24T00:02:29.500Z', latest: '2026-11-24T00:04:00.000Z' })
  expect(sentenceOf(finding as Finding, 'en').title).toBe(
    'nova-conductor on c1 went down between 2026-11-24 00:02:29 and 00:04:00 UTC (stopped by hand at most 3 min before: systemctl stop openstack-nova-conductor.service)',
  )
  const [unexplained] = said(judge(views, [event('2026-11-24T00:05:00.000Z')]), 'service-went-down')
  expect(unexplained?.params.operatorAction).toBeUndefined()
})

describe('the field document', () => {
  const text = readFileSync(
    new URL('../fixtures/transcripts/h3cloudos-docker-commands.zh.txt', import.meta.url),
    'utf8',
  )
  const { snapshots } = readTranscript({
    name: 's.log',
    text,
    site: 'lab',
    atMs: null,
    nowMs: Date.parse('2026-11-24T00:00:00Z'),
    assigned: {},
  })
  const views = snapshots.map(parsedView)
  const all = views.flatMap((_, index) => judge(views.slice(0, index + 1), snapshots[index]?.events ?? []))
  const keys = (rule: string) => new Set(said(all, rule).map(({ subject, certainty }) => `${subject.key} ${certainty}`))

  test('the conductor reads up with an old heartbeat, goes down and comes back', () => {
    expect(keys('service-going-down')).toEqual(
      new Set(['nova-conductor@nova-service possible', 'nova-compute@cvkirc possible']),
    )
    // No clock is known: the stop proves it of the conductor alone.
    expect(keys('service-went-down')).toEqual(
      new Set(['nova-conductor@nova-service proven', 'nova-compute@cvkirc possible']),
    )
    expect(keys('service-recovered').size).toBe(2)
    const { findings, incidents } = told(
      views,
      snapshots.flatMap(({ events }) => events),
    )
    expect(incidents.filter(({ kind }) => kind === 'incident')).toHaveLength(1)
    expect(findings[0]?.subject.key).toBe('nova-conductor@nova-service')
  })

  test('the stop is named although a table that still read up lies between', () => {
    const [conductorDown, computeDown] = said(all, 'service-went-down')
    expect(conductorDown?.params.operatorAction).toBe('systemctl stop openstack-nova-conductor.service')
    expect(computeDown?.params.operatorAction).toBeUndefined()
  })

  test('two pods may be stuck, one restarted', () => {
    expect(keys('pod-stuck-creating')).toEqual(
      new Set(['default/callometerc-qfhlc possible', 'default/elasticsearch-rc-xkh2n possible']),
    )
    expect(said(all, 'pod-restarted').map(({ subject, params }) => [subject.key, params.restarts])).toEqual([
      ['default/cpn-fqyrc-wz7pq', 2],
    ])
  })
})
