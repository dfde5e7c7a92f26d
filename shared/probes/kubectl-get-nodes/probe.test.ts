import { describe, expect, test } from 'vitest'
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

describe('other layouts', () => {
  const read = (...lines: string[]) => {
    const { rows, unparsed } = parse('kubectl-get-nodes', lines.join('\n'))
    expect(unparsed).toEqual([])
    return rows.map(({ key, fields: { status, roles, version, internalIp, osImage, kernel } }) =>
      [key, status, roles, version, internalIp, osImage, kernel].join('|'),
    )
  }

  test('1.1 has the labels ahead of the status, 1.6 and 1.7 wide columns of their own', () => {
    expect(
      read(
        'NAME            LABELS                                 STATUS    AGE',
        '192.168.12.11   kubernetes.io/hostname=192.168.12.11   Ready     41d',
      ),
    ).toEqual(['192.168.12.11|Ready|||||'])
    expect(
      read(
        'NAME       STATUS                     AGE   VERSION   EXTERNAL-IP   OS-IMAGE                KERNEL-VERSION',
        'cloudos1   Ready,SchedulingDisabled   9d    v1.7.4    <none>        CentOS Linux 7 (Core)   3.10.0-693.el7.x86_64',
      ),
    ).toEqual(['cloudos1|Ready,SchedulingDisabled||v1.7.4||CentOS Linux 7 (Core)|3.10.0-693.el7.x86_64'])
  })

  test('empty cells that got lost, one blank everywhere, no head', () => {
    const wide = 'NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME'
    const row = 'cloudos1 Ready 2m25s v1.17.2 10.0.0.1 CentOS Linux 7 (Core) 3.10.0-957.el7.x86_64 docker://19.3.5'
    const expected = ['cloudos1|Ready||v1.17.2|10.0.0.1|CentOS Linux 7 (Core)|3.10.0-957.el7.x86_64']
    expect(read(wide, row)).toEqual(expected)
    expect(read(row)).toEqual(expected)
    expect(read('cloudos1   NotReady   master   9d    v1.17.2')).toEqual(['cloudos1|NotReady|master|v1.17.2|||'])
  })

  test('of get nodes,pods the nodes', () => {
    const { rows, unparsed } = parse(
      'kubectl-get-nodes',
      [
        'NAME            STATUS   ROLES    AGE   VERSION',
        'node/cloudos1   Ready    master   9d    v1.17.2',
        '',
        'NAME        READY   STATUS    RESTARTS   AGE',
        'pod/a-0     1/1     Running   0          9d',
      ].join('\n'),
    )
    expect(rows.map(({ key }) => key)).toEqual(['cloudos1'])
    expect(unparsed.map(({ line }) => line)).toEqual([4, 5])
  })

  test('volumes under NAME and STATUS are none', () => {
    const text =
      'NAME     STATUS   VOLUME   CAPACITY   ACCESS MODES   STORAGECLASS   AGE\ndata-0   Bound    pv-1     8Gi        RWO            ceph           9d'
    expect(parse('kubectl-get-nodes', text)).toMatchObject({ rows: [], unparsed: [{ line: 1 }, { line: 2 }] })
  })
})
