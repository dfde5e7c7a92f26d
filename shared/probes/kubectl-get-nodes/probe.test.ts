import { expect, test } from 'vitest'
import { parse, sample, stateOf } from '../../../test/support/samples.ts'

test('ready, cordoned, silent, unknown', () => {
  const { rows, unparsed } = parse('kubectl-get-nodes', sample('kubectl-get-nodes/wide.out'))
  expect(unparsed).toEqual([])
  const states = new Map(rows.map(({ key, fields }) => [key, stateOf('kubectl-get-nodes', fields)]))
  expect(states.get('controller-1')).toBe('Ready: fine')
  expect(states.get('controller-2')).toBe('NotReady,SchedulingDisabled: bad')
  expect(states.get('192.168.12.11')).toBe('Unknown: unknown')
  expect(rows[0]?.fields).toMatchObject({ osImage: 'Debian GNU/Linux 12 (bookworm)', roles: null })
})

test('JSON say what the table says, and which pressure they are under', () => {
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

test('kubectl before 1.6 prints three columns; namespaces under the same words are none', () => {
  const { rows, unparsed } = parse('kubectl-get-nodes', sample('kubectl-get-nodes/kubectl-1.5.out'))
  expect(unparsed).toEqual([])
  expect(rows.map(({ key, fields }) => [key, fields.status, fields.version])).toEqual([
    ['192.168.12.11', 'Ready', null],
    ['192.168.12.12', 'NotReady', null],
    ['192.168.12.13', 'Ready,SchedulingDisabled', null],
  ])
  expect(parse('kubectl-get-nodes', 'NAME      STATUS    AGE\ndefault   Active    2y\n').rows).toEqual([])
})
