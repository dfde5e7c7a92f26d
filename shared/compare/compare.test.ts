import { describe, expect, test } from 'vitest'
import { logs, node, pods, view } from '../../test/support/site-views.ts'
import { tell } from '../messages/tell.ts'
import { written } from '../messages/written.ts'
import { compareSnapshots } from './changes.ts'
import { lanesOf } from './lanes.ts'

const one = 'web-abcde 1/1 Running 0 5h n1'
const two = 'job-fghij 1/1 Running 0 5h n1'
const kinds = (a: ReturnType<typeof view>, b: ReturnType<typeof view>) =>
  compareSnapshots(a, b).map(({ key, kind }) => [key, kind])

describe('changes', () => {
  test('equal snapshots have none, and an age that drifts is none', () => {
    expect(compareSnapshots(view(0, [pods(one)]), view(0, [pods(one)]))).toEqual([])
    expect(compareSnapshots(view(0, [pods(one)]), view(60, [pods(one.replace('5h', '6h'))]))).toEqual([])
  })

  test('come, gone and different, with lines of both sides', () => {
    const changes = compareSnapshots(
      view(0, [pods(one, two)]),
      view(5, [pods('new-vwxyz 1/1 Running 0 1m n1', one.replace('Running 0', 'Error 3'))]),
    )
    expect(changes.map(({ key, kind }) => [key, kind])).toEqual([
      ['default/job-fghij', 'removed'],
      ['default/new-vwxyz', 'added'],
      ['default/web-abcde', 'changed'],
    ])
    expect(changes[2]?.fields).toEqual([
      { name: 'status', before: 'Running', after: 'Error' },
      { name: 'restarts', before: 0, after: 3 },
    ])
    expect(changes[2]?.evidence.map(({ snapshot, lines }) => [snapshot, lines])).toEqual([
      ['at-0', [2]],
      ['at-5', [3]],
    ])
  })

  test('a pod made anew under its name has another creation time', () => {
    const changes = compareSnapshots(view(0, [pods(one)]), view(5, [pods(one.replace('5h', '1m'))]))
    expect(changes[0]?.fields.map(({ name }) => name)).toEqual(['createdAt'])
  })

  test('an image in another spelling is none', () => {
    const listed = (Image: string) => ({
      probe: 'docker-ps',
      stdout: `${JSON.stringify({ ID: '0123456789ab', Image, Names: 'web', Status: 'Up 5 minutes' })}\n`,
    })
    const images = (x: string, y: string) =>
      compareSnapshots(view(0, [listed(x)]), view(5, [listed(y)])).flatMap(({ fields }) =>
        fields.map(({ name }) => name),
      )
    expect(images('d7d599e32a6d', `sha256:d7d599e32a6d${'0'.repeat(52)}`)).toEqual([])
    expect(images('nginx:1', 'd7d599e32a6d')).toEqual([])
    expect(images('nginx:1', 'nginx:2')).toEqual(['image'])
  })

  test('a start reads otherwise once the offset is measured anew, and is the same start', () => {
    const facts = (startedAt: string) => ({
      probe: 'docker-inspect',
      stdout: `${JSON.stringify({ Id: 'ab', Name: '/web', RestartCount: 0, State: { Status: 'running', StartedAt: startedAt } })}\n`,
    })
    const starts = (x: string, y: string) =>
      compareSnapshots(
        view(0, [facts(x)], { nodes: [node({ clockOffsetMs: 400 })] }),
        view(5, [facts(y)], { nodes: [node({ clockOffsetMs: 61_000 })] }),
      ).flatMap(({ fields }) => fields.map(({ name }) => name))
    expect(starts('2026-11-23T00:00:00.5Z', '2026-11-23T00:00:00.5Z')).toEqual([])
    expect(starts('2026-11-23T00:00:00.5Z', '2026-11-23T00:01:30.5Z')).toEqual(['startedAt'])
  })

  test('a creation is no change where an id says that it is the same thing', () => {
    const listed = (ID: string, RunningFor: string) => ({
      probe: 'docker-ps',
      stdout: `${JSON.stringify({ ID, Image: 'nginx', Names: 'web', Status: 'Up 5 minutes', RunningFor })}\n`,
    })
    const changed = (x: ReturnType<typeof listed>, y: ReturnType<typeof listed>) =>
      compareSnapshots(view(0, [x]), view(1, [y])).flatMap(({ fields }) => fields.map(({ name }) => name))
    const long = `0123456789ab${'c'.repeat(52)}`
    expect(changed(listed('0123456789ab', '5 hours ago'), listed(long, '5 minutes ago'))).toEqual([])
    expect(changed(listed('0123456789ab', '5 hours ago'), listed('ba9876543210', '5 minutes ago'))).toEqual([
      'createdAt',
    ])
  })

  test('an age says nothing where its clock, or when it was read, is not known', () => {
    const young = one.replace('5h', '1m')
    const old = view(0, [pods(one)])
    const inferred = view(5, [pods(young)], { takenAtInferred: written('from the newest heartbeat') })
    const unmeasured = view(5, [pods(young)], { nodes: [node({ clockOffsetMs: null })] })
    expect(compareSnapshots(old, inferred)).toEqual([])
    expect(compareSnapshots(old, unmeasured)).toEqual([])
    expect(compareSnapshots(old, view(5, [pods(young)]))).toHaveLength(1)
  })

  test.each([
    ['a failed probe', { ...pods(), outcome: 'failed' as const, message: written('no answer') }, 'no answer'],
    ['a filter', { ...pods(one), partialView: written('| grep web') }, 'grep web'],
    ['a truncated output', { ...pods(one), outcome: 'truncated' as const }, 'truncated'],
    ['an unread line', { ...pods(one), stdout: `${pods(one).stdout}¿?\n` }, 'could not be read'],
    ['one namespace only', { ...pods(one), command: 'kubectl get pod -o wide' }, 'does not show everything'],
  ])('%s is not gone, and not new', (_, output, reason) => {
    const full = view(0, [pods(one, two)])
    const part = view(5, [output])
    const absent = compareSnapshots(full, part)
    expect(absent.length).toBeGreaterThan(0)
    for (const change of [...absent, ...compareSnapshots(part, full)]) {
      expect(change.kind).toBe('not-comparable')
      expect(tell(change.reason, 'en')).toContain(reason)
    }
  })

  test('files of a node that was not reached are not gone', () => {
    const a = view(0, [logs('10 messages')])
    const b = view(5, [], { nodes: [node({ outcome: 'timed-out', message: written('no route') })] })
    expect(kinds(a, b)).toEqual([['/var/log/messages', 'not-comparable']])
    expect(tell(compareSnapshots(a, b)[0]?.reason ?? null, 'en')).toContain('no route')
  })

  test('a column that was not printed is no change', () => {
    const narrow = {
      probe: 'kubectl-get-pods',
      stdout: 'NAMESPACE NAME READY STATUS RESTARTS AGE\ndefault web-abcde 1/1 Running 0 5h\n',
    }
    expect(compareSnapshots(view(0, [pods(one)]), view(1, [narrow]))).toEqual([])
  })
})

describe('lanes', () => {
  test('tell absent from not collected', () => {
    const lanes = lanesOf([
      view(0, [pods(two)]),
      view(1, [pods(one)]),
      view(2, []),
      view(3, [pods(one.replace('Running', 'Error'))]),
      view(4, [pods(two)]),
    ])
    const spans = (key: string) =>
      lanes
        .find((lane) => lane.key === key)
        ?.spans.map((span) => [span.fromSnapshot, span.toSnapshot, span.state, span.health])
    expect(spans('default/web-abcde')).toEqual([
      [0, 0, 'absent', 'unknown'],
      [1, 1, 'Running', 'fine'],
      [2, 2, 'not-collected', 'unknown'],
      [3, 3, 'Error', 'bad'],
      [4, 4, 'absent', 'attention'],
    ])
    expect(lanes.map(({ label }) => label)).toEqual(['job-fghij', 'web-abcde'])
  })

  test('equal states are one span, and folders have no lane', () => {
    const folder = { probe: 'var-log', stdout: 'drwxr-xr-x 2 root root 6 2026-11-23 23:00:00.000000000 +0000 nova\n' }
    const lanes = lanesOf([view(0, [folder, pods(one)]), view(1, [folder, pods(one)])])
    expect(lanes.map(({ key, spans }) => [key, spans.length, spans[0]?.toSnapshot])).toEqual([
      ['default/web-abcde', 1, 1],
    ])
  })
})
