/** What a node says of itself: disks, memory, units, clock. df, free and docker inspect are real outputs. */

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { probeNamed } from '../../shared/probes/index.ts'
import { usualThresholds } from '../../shared/thresholds.ts'
import { fixture, parse } from './support/probe-fixtures.ts'

const stateOf = (probe: string, fields: Parameters<ReturnType<typeof probeNamed>['state']>[0]) => {
  const { state, health } = probeNamed(probe).state(fields, usualThresholds)
  return `${state}: ${health}`
}

describe('df', () => {
  test('full and filling up, a share with a blank in its name', () => {
    const { rows, unparsed } = parse('df', fixture('df/old-nfs.out'))
    expect(unparsed).toEqual([])
    expect(rows.map(({ key, fields }) => [key, stateOf('df', fields)])).toEqual([
      ['/', 'full: bad'],
      ['/boot', 'has room: fine'],
      ['/mnt/my share', 'filling up: attention'],
      ['/var/lib/docker/overlay2/0f3c/merged', 'full: bad'],
    ])
    expect(rows[2]?.fields.filesystem).toBe('nas:/export/my share')
  })

  test('what this machine prints now, exact and rounded', () => {
    for (const args of [['-P', '-k'], ['-h'], []]) {
      const { rows, unparsed } = parse(
        'df',
        execFileSync('df', args, { encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env.PATH } }),
      )
      expect(unparsed).toEqual([])
      expect(rows.some(({ key, fields }) => key === '/' && Number(fields.sizeKb) > 100_000)).toBe(true)
    }
  })
})

describe('free', () => {
  test('new and old columns say what is available', () => {
    const available = (file: string) =>
      parse('free', fixture(`free/${file}`)).rows.map(({ key, fields }) => [key, fields.availableKb])
    expect(available('kib.out')).toEqual([
      ['Mem', 24_262_936],
      ['Swap', null],
    ])
    expect(available('procps-3.2.out')).toEqual([
      ['Mem', 10_341_504],
      ['Swap', null],
    ])
  })

  test('what this machine prints now', () => {
    const { rows, unparsed } = parse(
      'free',
      execFileSync('free', ['-k'], { encoding: 'utf8', env: { LC_ALL: 'C', PATH: process.env.PATH } }),
    )
    expect(unparsed).toEqual([])
    expect(rows.map(({ key }) => key)).toEqual(['Mem', 'Swap'])
  })
})

test('systemctl: plain as asked, and as people see it', () => {
  for (const [file, count] of [
    ['plain.out', 2],
    ['table.out', 2],
  ] as const) {
    const { rows, unparsed } = parse('systemctl-failed', fixture(`systemctl-failed/${file}`))
    expect([file, rows.length, unparsed]).toEqual([file, count, []])
    expect(rows[0]).toMatchObject({
      key: 'openstack-nova-conductor.service',
      fields: { active: 'failed', description: 'OpenStack Nova Conductor Server' },
    })
    expect(stateOf('systemctl-failed', rows[0]?.fields ?? {})).toBe('failed (failed): bad')
  }
})

describe('time-sync', () => {
  test.each([
    [
      'centos7-chrony.out',
      {
        synchronized: true,
        source: '192.168.12.1',
        stratum: 4,
        offsetSeconds: -0.000213451,
        timeZone: 'Asia/Shanghai (CST, +0800)',
      },
    ],
    [
      'chrony-lost.out',
      { synchronized: false, stratum: 0, offsetSeconds: 2.914410353, leapStatus: 'Not synchronised' },
    ],
    ['ntpq.out', { synchronized: true, source: '192.168.12.1', stratum: 4, offsetSeconds: -0.00125 }],
  ])('%s', (file, fields) => {
    const { rows, unparsed } = parse('time-sync', fixture(`time-sync/${file}`))
    expect(unparsed).toEqual([])
    expect(rows).toMatchObject([{ key: 'clock', fields }])
  })
})

describe('docker-inspect', () => {
  test('the whole of it, as docker prints it', () => {
    const { rows, unparsed } = parse('docker-inspect', fixture('docker-inspect/array.out'))
    expect(unparsed).toEqual([])
    expect(rows).toMatchObject([
      {
        key: 'crashloop',
        line: 2,
        fields: {
          restartCount: 8,
          oomKilled: false,
          exitCode: 3,
          state: 'restarting',
          startedAt: '2026-11-24T00:00:54.629Z',
        },
      },
    ])
    expect(stateOf('docker-inspect', rows[0]?.fields ?? {})).toBe('restarting, 8 restarts: bad')
  })

  test('the lines that the probe asks for; an out-of-memory kill and a health check', () => {
    const state = {
      Status: 'running',
      OOMKilled: true,
      ExitCode: 0,
      StartedAt: '2026-11-24T00:00:00Z',
      FinishedAt: '0001-01-01T00:00:00Z',
      Health: { Status: 'unhealthy', Log: [{ ExitCode: 1, Output: 'timeout\n' }] },
    }
    const line = JSON.stringify({
      Id: 'ab',
      Name: '/k8s_api_nova-0_default_uid_3',
      RestartCount: 0,
      State: state,
      Config: { Image: 'nova:1' },
    })
    const { rows } = parse('docker-inspect', `${line}\n`)
    expect(rows).toMatchObject([
      {
        key: 'default/nova-0/api',
        fields: { oomKilled: true, finishedAt: null, health: 'unhealthy', healthLog: ['1: timeout'] },
      },
    ])
  })

  test('the command carries no environment off the node', () => {
    const command =
      probeNamed('docker-inspect').variants[0]?.command({
        kubectlPath: '',
        kubectlServer: '',
        openrcPath: '',
        novaPodPrefix: '',
        novaPodNamespace: '',
        sudo: false,
      }) ?? ''
    expect(command).toContain('--format')
    expect(command).not.toMatch(/\.Config}}|\.Env|HostConfig|Args/)
  })
})

describe('kubectl', () => {
  test('nodes: ready, cordoned, silent, unknown', () => {
    const { rows, unparsed } = parse('kubectl-get-nodes', fixture('kubectl-get-nodes/wide.out'))
    expect(unparsed).toEqual([])
    const states = new Map(rows.map(({ key, fields }) => [key, stateOf('kubectl-get-nodes', fields)]))
    expect(states.get('controller-1')).toBe('Ready: fine')
    expect(states.get('controller-2')).toBe('NotReady,SchedulingDisabled: bad')
    expect(states.get('192.168.12.11')).toBe('Unknown: unknown')
    expect(rows[0]?.fields).toMatchObject({ osImage: 'Debian GNU/Linux 12 (bookworm)', roles: null })
  })

  test('nodes in JSON say what the table says, and which pressure they are under', () => {
    const node = {
      kind: 'Node',
      metadata: {
        name: 'n1',
        creationTimestamp: '2026-01-01T00:00:00Z',
        labels: { 'node-role.kubernetes.io/master': '' },
      },
      spec: { unschedulable: true },
      status: {
        conditions: [
          { type: 'DiskPressure', status: 'True' },
          { type: 'Ready', status: 'True' },
        ],
        nodeInfo: { kubeletVersion: 'v1.20.2' },
        addresses: [{ type: 'InternalIP', address: '10.0.0.1' }],
      },
    }
    const { rows } = parse('kubectl-get-nodes', JSON.stringify({ kind: 'List', items: [node] }, null, 4))
    expect(rows).toMatchObject([
      {
        key: 'n1',
        fields: {
          status: 'Ready,SchedulingDisabled',
          roles: 'master',
          internalIp: '10.0.0.1',
          conditions: ['DiskPressure=True'],
        },
      },
    ])
  })

  test('events: a table and a list', () => {
    const table = parse('kubectl-get-events', fixture('kubectl-get-events/default.out'))
    expect(table.unparsed).toEqual([])
    expect(table.rows[0]?.fields).toMatchObject({ kind: 'node', reason: 'Starting', message: 'Starting kubelet.' })
    const event = {
      kind: 'Event',
      metadata: { name: 'e.1', namespace: 'default' },
      involvedObject: { kind: 'Pod', name: 'nova-0' },
      type: 'Warning',
      reason: 'FailedMount',
      message: 'no such volume',
      count: 7,
      lastTimestamp: '2026-11-23T23:59:00Z',
    }
    const list = parse('kubectl-get-events', JSON.stringify({ kind: 'List', items: [event] }, null, 4))
    expect(list.rows).toMatchObject([
      { key: 'default/e.1', fields: { name: 'nova-0', count: 7, reason: 'FailedMount' } },
    ])
    expect(probeNamed('kubectl-get-events').isOnTimeline?.(list.rows[0]?.fields ?? {})).toBe(true)
  })
})

test('a profile’s own probe is read by the parser it names, or compared as a whole', () => {
  const text = fixture('df/posix.out')
  expect(parse('custom-disks+df', text).rows).toEqual(parse('df', text).rows)
  const [before, after] = ['a\nb\n', 'a\nc\n'].map((each) => parse('custom-ntp', each).rows[0])
  expect(before).toMatchObject({ key: 'output', line: 1, lastLine: 2, fields: { lines: 2 } })
  expect(before?.fields.digest).not.toBe(after?.fields.digest)
  for (const name of ['custom-', 'custom-x+nope', 'custom-X']) expect(() => probeNamed(name)).toThrow(name)
})
