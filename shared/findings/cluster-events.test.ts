import { describe, expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../test/support/site-views.ts'

/** `AGE TYPE REASON OBJECT MESSAGE` each, in the namespace default. */
const events = (...lines: string[]): Output => ({
  probe: 'kubectl-get-events',
  command: 'kubectl get events --all-namespaces',
  stdout: [
    'NAMESPACE   LAST SEEN   TYPE      REASON   OBJECT   MESSAGE',
    ...lines.map((line) => `default ${line}`),
    '',
  ].join('\n'),
})
const of = (status: string, ready = '0/1', node = 'n1') =>
  pods(`web-abcde ${ready} ${status} 0 5h ${node}`, 'db-0 1/1 Running 0 5h n1')
const told = (rule: string, output: Output, ...lines: string[]) =>
  said(judge([view(0, [output, events(...lines)])]), rule)[0]

describe('events give the reason, and stand as evidence', () => {
  test.each([
    ['pod-stuck-creating', of('ContainerCreating'), 'FailedMount', 'mount.nfs: Connection timed out'],
    ['pod-waiting', of('ImagePullBackOff'), 'Failed', 'Failed to pull image "web:2": connection refused'],
    ['pod-unscheduled', of('Pending', '0/1', '<none>'), 'FailedScheduling', '0/3 nodes are available'],
    ['pod-not-ready', of('Running', '0/1'), 'Unhealthy', 'Readiness probe failed'],
    ['pod-failed', of('Evicted'), 'Evicted', 'The node was low on resource: memory.'],
  ])('%s', (rule, output, reason, message) => {
    const finding = told(rule, output, `2m Warning ${reason} pod/web-abcde ${message}`)
    expect(finding?.params.reason).toContain(message)
    expect(finding?.evidence.map(({ probe }) => probe)).toEqual(['kubectl-get-pods', 'kubectl-get-events'])
    const other = told(rule, output, `2m Warning ${reason} pod/web-fghij ${message}`)
    expect(other?.params.reason).toBeUndefined()
    expect(other?.evidence).toHaveLength(1)
  })

  test('the newest of several speaks', () => {
    const finding = told(
      'pod-stuck-creating',
      of('ContainerCreating'),
      '30m Warning FailedMount pod/web-abcde old',
      '2m Warning FailedMount pod/web-abcde new',
    )
    expect(finding?.params.reason).toBe('FailedMount: new')
  })

  test('NodeNotReady narrows when the node went, unless it is of another time', () => {
    const nodes = (status: string): Output => ({
      probe: 'kubectl-get-nodes',
      stdout: `NAME   STATUS     ROLES   AGE   VERSION\nn1     ${status.padEnd(10)} master  9d    v1.20.2\n`,
    })
    const since = (age: string) => {
      const later = [
        nodes('NotReady'),
        events(`${age} Normal NodeNotReady node/n1 Node n1 status is now: NodeNotReady`),
      ]
      return said(judge([view(0, [nodes('Ready')]), view(20, later)]), 'node-not-ready')[0]
    }
    expect(Date.parse(since('5m')?.since.earliest ?? '')).toBeGreaterThan(Date.parse('2026-11-24T00:10:00Z'))
    expect(since('5m')?.evidence).toHaveLength(2)
    expect(since('3h')?.since.earliest).toBe('2026-11-24T00:00:00.000Z')
    expect(since('3h')?.evidence).toHaveLength(1)
  })
})

test('a pod without a node is told once; a table without nodes does not tell', () => {
  const findings = judge([view(0, [of('Pending', '0/1', '<none>')])]).map(({ rule }) => rule)
  expect(findings).toEqual(['pod-unscheduled'])
  const plain: Output = {
    probe: 'kubectl-get-pods',
    stdout: 'NAMESPACE  NAME  READY  STATUS  RESTARTS  AGE\ndefault  web-abcde  0/1  Pending  0  5h\n',
  }
  expect(judge([view(0, [plain])]).map(({ rule }) => rule)).toEqual(['pod-stuck-creating'])
})
