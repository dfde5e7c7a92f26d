import { describe, expect, test } from 'vitest'
import { sample } from '../../test/support/samples.ts'
import { logs, pods, services, view } from '../../test/support/site-views.ts'
import { compareSnapshots } from './changes.ts'
import { lanesOf } from './lanes.ts'
import { whereaboutsOfSubject } from './whereabouts.ts'

const placesOf = (things: { key: string; host: string; workload: string }[]) =>
  things.map(({ key, host, workload }) => [key, host, workload])

describe('a change', () => {
  test('of a pod is on the node it runs or ran on, and belongs to its workload', () => {
    const before = view(0, [pods('novarc-1lj17 1/1 Running 0 5h n1', 'web-0 1/1 Running 0 5h n2')])
    const after = view(5, [pods('novarc-1lj17 0/1 Pending 0 1m <none>', 'new-0 1/1 Running 0 1m n3')])
    expect(placesOf(compareSnapshots(before, after))).toEqual([
      ['default/new-0', 'n3', 'new'],
      ['default/novarc-1lj17', 'n1', 'novarc'],
      ['default/web-0', 'n2', 'web'],
    ])
  })

  test('of a service is on its host, of a container on the node that was asked', () => {
    const docker = { probe: 'docker-ps', command: 'docker ps -a', stdout: sample('docker-ps/ps-a.out') }
    const before = view(0, [services('nova-compute cmp-1 enabled up 00:00:00'), { ...docker, stdout: '' }])
    const after = view(5, [services('nova-compute cmp-1 enabled down 00:00:00'), docker])
    const [service, ...containers] = placesOf(compareSnapshots(before, after))
    expect(service).toEqual(['nova-compute@cmp-1', 'cmp-1', 'nova-compute'])
    expect(containers).toContainEqual(['default/nova-conductor-0/nova-conductor', 'cloudos1', 'nova-conductor'])
    expect(new Set(containers.map(([, host]) => host))).toEqual(new Set(['cloudos1']))
  })

  test('of a log is in its folder, or in the pod where it was listed', () => {
    const [before, after] = [logs('1 a.log'), logs('2 a.log')]
    expect(placesOf(compareSnapshots(view(0, [before]), view(5, [after])))).toEqual([
      ['/var/log/a.log', 'cloudos1', '/var/log'],
    ])
    const pod = 'novarc-1lj17'
    expect(placesOf(compareSnapshots(view(0, [{ ...before, pod }]), view(5, [{ ...after, pod }])))).toEqual([
      ['/var/log/a.log', '', 'novarc'],
    ])
  })
})

test.each([
  [{ probe: 'nova-service-list', place: '', key: 'nova-compute@cmp-1#2' }, 'cmp-1', 'nova-compute'],
  [{ probe: 'cinder-service-list', place: '', key: 'cinder-volume@cinder-0@ceph1' }, 'cinder-0', 'cinder-volume'],
  [{ probe: 'kubectl-get-pods', place: '', key: 'default/novarc-1lj17' }, '', 'novarc'],
  [{ probe: 'kubectl-get-nodes', place: '', key: 'controller-1' }, 'controller-1', ''],
  [{ probe: 'kubectl-get-events', place: '', key: 'default/novarc-1lj17.17a3c2' }, '', 'novarc'],
  [{ probe: 'kubectl-get-events', place: '', key: 'default/pod/novarc-1lj17/Pulled' }, '', 'novarc'],
  [{ probe: 'docker-ps', place: 'cloudos1', key: 'grafana' }, 'cloudos1', ''],
  [{ probe: 'var-log', place: 'pod/novarc', key: '/var/log/a' }, '', 'novarc'],
  [{ probe: 'of a later version', place: '', key: 'x' }, '', ''],
])('what place and key tell: %o', (subject, host, workload) => {
  expect(whereaboutsOfSubject(subject)).toEqual({ host, workload })
})

test('a lane has them', () => {
  const [lane] = lanesOf([view(0, [services('nova-compute cmp-1 enabled up 00:00:00')])])
  expect(lane).toMatchObject({ host: 'cmp-1', workload: 'nova-compute' })
})
