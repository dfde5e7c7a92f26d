import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../model.ts'
import { createRedactor, patternProblem } from './redactor.ts'

const snapshotOf = (stdout: string, probe = 'host'): Snapshot => ({
  id: 'a',
  site: 's',
  takenAtMs: 0,
  takenAtInferred: null,
  source: 'file',
  origin: 'ops@10.12.3.104',
  events: [],
  nodes: [
    {
      name: 'ctl-01.bank.example',
      address: '10.12.3.104',
      outcome: 'ok',
      message: null,
      clockOffsetMs: 0,
      zoneOffsetMinutes: 0,
    },
  ],
  sections: [
    {
      node: 'ctl-01.bank.example',
      probe,
      pod: null,
      command: 'hostname',
      outcome: 'ok',
      message: null,
      exitCode: 0,
      startedAtMs: 0,
      endedAtMs: 1,
      stdout,
      stderr: '',
      partialView: null,
    },
  ],
})
const stdout = [
  'hostname: ctl-01.bank.example',
  'CTL-01 10.12.3.104 fe80::a12:ff 52:54:00:ab:cd:ef 127.0.0.1 255.255.255.0 :::80 13:14:25',
  'OS_PASSWORD=hunter22 {"token": "s3cr3t x"} Authorization: Bearer abc.def http://u:pw99@ctl-01/',
].join('\n')

test('nothing that identifies the site is left, and every text keeps its width', () => {
  const before = snapshotOf(stdout)
  const after = createRedactor({ salt: 'x' }).redactSnapshot(before)
  const whole = JSON.stringify(after).toLowerCase()
  for (const secret of [
    'ctl-01',
    'bank',
    '10.12.3.104',
    'fe80::a12:ff',
    'ab:cd:ef',
    'hunter22',
    's3cr3t',
    'abc.def',
    'pw99',
  ])
    expect(whole).not.toContain(secret)
  const text = after.sections[0]?.stdout ?? ''
  expect(text.split('\n').map((line) => line.length)).toEqual(stdout.split('\n').map((line) => line.length))
  for (const kept of ['127.0.0.1', '255.255.255.0', ':::80', '13:14:25']) expect(text).toContain(kept)
  expect(after.sections[0]?.node).toBe(after.nodes[0]?.name)
  expect(text).toContain(after.nodes[0]?.address)
})

test('the same name has the same pseudonym in every snapshot, also with the map of an earlier redactor', () => {
  const first = createRedactor({ salt: 'x' })
  const one = first.redactSnapshot(snapshotOf(stdout))
  const two = createRedactor({ salt: 'other', map: first.map }).redactSnapshot(snapshotOf(`10.99.1.1\n${stdout}`))
  expect(two.sections[0]?.stdout.split('\n').slice(1).join('\n')).toBe(one.sections[0]?.stdout)
})

test('patterns of the user are replaced; those that may take long are refused', () => {
  const redactor = createRedactor({ salt: 'x', patterns: ['ACME-[0-9]+'] })
  expect(redactor.redactSnapshot(snapshotOf('id ACME-4711')).sections[0]?.stdout).toMatch(/^id (?!ACME)[A-Z]{4}-\d{4}$/)
  for (const bad of ['(a+)+', '(', 'a*', '(a)\\1']) expect(patternProblem(bad)).not.toBeNull()
})

describe('hosts are known from every field that names one', () => {
  const tables: [string, string, string][] = [
    ['kubectl-get-nodes', 'NAME     STATUS   AGE\nsecret1  Ready    2y\n', 'secret1'],
    ['neutron-agent-list', '| id | agent_type | host | alive |\n| 1 | L3 agent | secret2 | :-) |\n', 'secret2'],
    [
      'cinder-service-list',
      '| Binary | Host | Zone | Status | State |\n| cinder-volume | secret3@ceph | nova | enabled | up |\n',
      'secret3',
    ],
  ]
  test.each(tables)('%s', (probe, table, name) => {
    const text = `${table}\n# it is ${name.toUpperCase()}, or ${name}.bank.example\n`
    const after = createRedactor({ salt: 'x' }).redactSnapshot(snapshotOf(text, probe))
    expect(after.sections[0]?.stdout.toLowerCase()).not.toContain(name)
    expect(after.sections[0]?.stdout).toHaveLength(text.length)
  })
})
