import { describe, expect, test } from 'vitest'
import { judge, type Output, pods, said, view } from '../../../test/support/site-views.ts'

const of = (name: string, status: string): Output => pods(`${name} 0/1 ${status} 0 5h n1`)
const toldOf = (...looks: Output[]) =>
  said(judge(looks.map((output, index) => view(10 * index, [output]))), 'pod-failed').map(
    ({ severity, certainty }) => `${certainty} ${severity}`,
  )
const running = of('web-abcde', 'Running')

/** A pod of the API server, ended or ending. */
const object = (status: object, metadata: object = {}): Output => ({
  probe: 'kubectl-get-pods',
  stdout: JSON.stringify({
    kind: 'List',
    items: [
      {
        kind: 'Pod',
        metadata: {
          name: 'web-abcde',
          namespace: 'default',
          uid: 'u',
          creationTimestamp: '2026-11-20T00:00:00Z',
          ...metadata,
        },
        spec: { nodeName: 'n1', containers: [{ name: 'web' }] },
        status: { phase: 'Running', ...status },
      },
    ],
  }),
})
const owner = (kind: string) => ({ ownerReferences: [{ controller: true, kind, name: 'web' }] })
const completed = { containerStatuses: [{ name: 'web', state: { terminated: { reason: 'Completed', exitCode: 0 } } }] }

describe('a pod that failed', () => {
  test.each(['Evicted', 'Unknown', 'NodeLost', 'Error', 'OOMKilled', 'ExitCode:3', 'Init:Error', 'OutOfcpu'])(
    '%s is told once, and is no news where it was so from the first look',
    (status) => {
      expect(toldOf(running, of('web-abcde', status))).toEqual(['proven warning'])
      expect(toldOf(of('web-abcde', status), of('web-abcde', status))).toEqual(['proven info'])
    },
  )

  test('Completed is well of a job, wrong of a Deployment, and unsure in a table', () => {
    expect(toldOf(of('web-abcde', 'Completed'))).toEqual(['possible warning'])
    expect(toldOf(of('backup-1783454400-8xpgb', 'Completed'))).toEqual([])
    expect(toldOf(object(completed, owner('Job')))).toEqual([])
    expect(toldOf(object(completed, owner('ReplicaSet')))).toEqual(['proven warning'])
  })

  test('Terminating only for long: by the stamp of its deletion, or by the looks', () => {
    const deleted = (deletionTimestamp: string) => object({}, { deletionTimestamp, deletionGracePeriodSeconds: 30 })
    expect(toldOf(deleted('2026-11-23T23:49:00Z'))).toEqual(['proven warning'])
    expect(toldOf(deleted('2026-11-23T23:55:00Z'))).toEqual([])
    const ending = of('web-abcde', 'Terminating')
    expect(toldOf(running, ending, ending)).toEqual(['proven warning'])
    expect(said(judge([view(0, [running]), view(5, [ending])]), 'pod-failed')).toEqual([])
    // Nobody looked between: it may have been deleted soon after the first look.
    expect(toldOf(running, ending)).toEqual(['possible info'])
  })

  test('says why, in the words of the kubelet', () => {
    const [told] = said(
      judge([
        view(0, [object({ phase: 'Failed', reason: 'Evicted', message: 'The node was low on resource: nodefs.' })]),
      ]),
      'pod-failed',
    )
    expect(told?.params.reason).toBe('The node was low on resource: nodefs.')
  })
})
