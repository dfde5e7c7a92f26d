/** Layouts of the table, of old versions and of other options. */
import { describe, expect, test } from 'vitest'
import { parse } from '../../../test/support/samples.ts'

const takenAt = '2026-11-24T00:12:17Z'
const read = (lines: readonly string[], command = '') =>
  parse('kubectl-get-pods', lines.join('\n'), { takenAt, command })
const facts = (lines: readonly string[], command = '') => {
  const { rows, unparsed } = read(lines, command)
  expect(unparsed).toEqual([])
  return rows.map(({ key, fields: { ready, total, status, restarts, ip, node } }) =>
    [key, `${ready}/${total}`, status, restarts, ip, node].join(' '),
  )
}

describe('columns of other versions', () => {
  test('up to 1.3 the node alone', () => {
    const text = [
      'NAME              READY     STATUS              RESTARTS   AGE       NODE',
      'novarc-1lj17      1/1       Running             0          3d        192.168.12.11',
      'keystonerc-7f2aa  0/1       ContainerCreating   0          1m        cloudos-2',
    ]
    const expected = [
      'default/novarc-1lj17 1/1 Running 0  192.168.12.11',
      'default/keystonerc-7f2aa 0/1 ContainerCreating 0  cloudos-2',
    ]
    expect(facts(text)).toEqual(expected)
    // An address alone, where no head tells, is the pod's.
    expect(facts(text.slice(2))).toEqual(expected.slice(1))
  })

  test('up to 1.8 the cause in STATUS', () => {
    const text = [
      'NAME           READY     STATUS                                                              RESTARTS   AGE',
      'cinderrc-x0    0/1       secrets "cinder-keys" not found                                     0          2d',
      'glancerc-x0    0/1       rpc error: code = 2 desc = Error: image nova/glance:3 not found     12         2d',
      'novarc-x0      1/1       Running                                                             0          2d',
    ]
    const states = [
      'secrets "cinder-keys" not found',
      'rpc error: code = 2 desc = Error: image nova/glance:3 not found',
      'Running',
    ]
    expect(read(text).rows.map(({ fields }) => fields.status)).toEqual(states)
    expect(read(text.map((line) => line.replace(/ +/g, ' '))).rows.map(({ fields }) => fields.status)).toEqual(states)
  })

  test('gates of readiness, and a pod that no node has yet', () => {
    expect(
      facts([
        'NAME    READY   STATUS    RESTARTS   AGE   IP          NODE     NOMINATED NODE   READINESS GATES',
        'a-0     1/1     Running   0          16h   10.0.0.7    node-1   <none>           0/1',
        'b-0     0/1     Pending   0          16h   <none>      <none>   node-2           <none>',
        'c-0     1/1     Running   0          16h   fd00::1:7   node-1   <none>           <none>',
      ]),
    ).toEqual([
      'default/a-0 1/1 Running 0 10.0.0.7 node-1',
      'default/b-0 0/1 Pending 0  ',
      'default/c-0 1/1 Running 0 fd00::1:7 node-1',
    ])
  })
})

describe('columns of other options', () => {
  test('labels are neither an address nor a node', () => {
    const head = 'NAME    READY   STATUS    RESTARTS        AGE     LABELS'
    const rows = [
      'a-0     1/1     Running   3 (5m30s ago)   4h57m   app=nova,pod-template-hash=77',
      'b-0     1/1     Running   0               4h57m   <none>',
    ]
    const expected = ['default/a-0 1/1 Running 3  ', 'default/b-0 1/1 Running 0  ']
    expect(facts([head, ...rows])).toEqual(expected)
    expect(facts(rows)).toEqual(expected)
  })

  test('columns of labels, with and without their head', () => {
    const row = 'a-0    1/1     Running   0          3d    nova   stein'
    const expected = ['default/a-0 1/1 Running 0  ']
    expect(facts(['NAME   READY   STATUS    RESTARTS   AGE   APP    RELEASE', row])).toEqual(expected)
    expect(facts([row], 'kubectl get pod -L app,release | grep a-0')).toEqual(expected)
  })

  test('the namespace that only the command tells', () => {
    const text = ['NAME   READY   STATUS    RESTARTS   AGE', 'a-0    1/1     Running   0          3d']
    for (const option of ['-n openstack', '-nopenstack', '--namespace openstack', '--namespace=openstack']) {
      const { rows, notes } = read(text, `kubectl get pod ${option} -o wide`)
      expect([rows.map(({ key }) => key), notes]).toEqual([['openstack/a-0'], []])
    }
  })

  test('of get all the pods, and the rest listed', () => {
    const { rows, unparsed } = read([
      'NAMESPACE   NAME                READY   STATUS      RESTARTS   AGE',
      'openstack   pod/nova-api-0      1/1     Running     0          13m',
      '',
      'NAMESPACE   NAME               TYPE        CLUSTER-IP   EXTERNAL-IP   PORT(S)   AGE',
      'openstack   service/nova-api   ClusterIP   10.43.0.10   <none>        53/UDP    13m',
      '',
      'NAMESPACE   NAME                       READY   UP-TO-DATE   AVAILABLE   AGE',
      'openstack   deployment.apps/nova-api   1/1     1            1           13m',
      '',
      'NAMESPACE   NAME                 COMPLETIONS   DURATION   AGE',
      'openstack   job.batch/nova-sync  1/1           8s         13m',
    ])
    expect(rows.map(({ key }) => key)).toEqual(['openstack/nova-api-0'])
    expect(unparsed.map(({ line }) => line)).toEqual([4, 5, 7, 8, 10, 11])
    expect(facts(['po/nova-api-0   1/1   Running   0   13m'])).toEqual(['default/nova-api-0 1/1 Running 0  '])
  })

  test('of a watched table the last line of a pod', () => {
    const { rows, unparsed, notes } = read([
      'NAME        READY   STATUS              RESTARTS   AGE',
      'a-0         0/1     ContainerCreating   0          0s',
      'b-0         1/1     Running             0          3d',
      'a-0   0/1   ErrImagePull   0     2s',
    ])
    expect(rows.map(({ key, line, fields }) => [key, line, fields.status])).toEqual([
      ['default/a-0', 4, 'ErrImagePull'],
      ['default/b-0', 3, 'Running'],
    ])
    expect(unparsed).toEqual([])
    expect(notes).toContainEqual(expect.objectContaining({ code: 'kubectlTable.earlier', params: { lines: '2' } }))
  })
})

test('deployments and jobs without their heads are no pods', () => {
  const lines = [
    'deployment.apps/nova-api   1/1   1   1   13m',
    'nova-api   1/1   1   1   13m',
    'nova-sync  1/1  8s  13m',
  ]
  expect(read(lines).rows).toEqual([])
  expect(read(lines).unparsed).toHaveLength(3)
})
