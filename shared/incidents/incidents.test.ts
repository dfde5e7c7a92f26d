import { describe, expect, test } from 'vitest'
import { containers, node, pods, services, told, view } from '../../test/support/site-views.ts'
import type { SnapshotView } from '../compare/view.ts'
import type { ClusterNode, Event } from '../model.ts'
import { thingKey } from '../world/thing.ts'

const stepsOf = (history: SnapshotView[], events: Event[] = []) => {
  const { findings, incidents } = told(history, events)
  return incidents.map(({ kind, steps }) => ({
    kind,
    steps: steps.map(({ thing, finding, because }) => {
      const what = finding === null ? 'act' : findings[finding]?.rule
      return `${what} ${thingKey(thing)}${because === null ? '' : ` ${because.how} ${because.step}`}`
    }),
  }))
}

const nova = (conductor: string, compute: string) =>
  services(`nova-conductor nova-conductor-0 enabled ${conductor}`, `nova-compute cvk1 enabled ${compute}`)

describe('one cause', () => {
  test('what depends on a thing by a file of dependencies is told under it, with the source', () => {
    const history = [view(1, [nova('up 00:00:50', 'up 00:00:50')]), view(10, [nova('down 00:02:00', 'down 00:02:05')])]
    const { findings, incidents } = told(history)
    expect(incidents).toHaveLength(1)
    const [incident] = incidents
    expect(findings[incident?.cause ?? -1]?.subject.key).toBe('nova-conductor@nova-conductor-0')
    expect(new Set(findings.map(({ cause }) => cause))).toEqual(new Set([incident?.id]))
    const compute = incident?.steps.find(({ thing }) => thing.name === 'nova-compute@cvk1')
    expect(compute?.because).toMatchObject({ how: 'link', link: 'needs', source: expect.stringContaining('https://') })
  })

  test('what somebody did comes first', () => {
    const text = 'systemctl stop openstack-nova-conductor'
    const at = { earliest: '2026-11-24T00:02:00.000Z', latest: '2026-11-24T00:02:00.000Z' }
    const stop: Event = { at, node: 'cloudos1', kind: 'service-stopped', subject: 'nova-conductor', text, line: null }
    const history = [view(1, [nova('up 00:00:50', 'up 00:00:50')]), view(10, [nova('down 00:02:00', 'up 00:09:55')])]
    const [incident] = told(history, [stop]).incidents
    expect(incident?.steps[0]).toMatchObject({ act: { text }, finding: null, because: null })
    expect(incident?.steps[1]).toMatchObject({ finding: 0, because: { step: 0 } })
  })

  test('that a thing is well again is told with what befell it', () => {
    const history = [
      view(1, [nova('up 00:00:50', 'up 00:00:50')]),
      view(10, [nova('up 00:09:50', 'down 00:02:05')]),
      view(20, [nova('up 00:19:50', 'up 00:19:55')]),
    ]
    expect(stepsOf(history)).toEqual([
      {
        kind: 'incident',
        steps: ['service-went-down service:nova-compute@cvk1', 'service-recovered service:nova-compute@cvk1 same 0'],
      },
    ])
  })

  test('pods of one workload are one; what began long after has its own head', () => {
    const at = (minutes: number, ...lines: string[]) => view(minutes, [pods(...lines)])
    const fine = ['web-aaaaa 1/1 Running 0 5d c1', 'web-bbbbb 1/1 Running 0 5d c2', 'db-0 1/1 Running 0 5d c3']
    const ill = fine.map((line) => line.replace('1/1 Running 0', '0/1 CrashLoopBackOff 3'))
    const [a = '', b = '', c = ''] = ill
    const history = [at(0, ...fine), at(10, a, b, fine[2] ?? ''), at(300, a, b, fine[2] ?? ''), at(310, a, b, c)]
    const heads = stepsOf(history).filter(({ kind }) => kind === 'incident')
    expect(heads.map(({ steps }) => new Set(steps.map((each) => /pod:default\/(\w+)/.exec(each)?.[1])))).toEqual([
      new Set(['web']),
      new Set(['db']),
    ])
  })
})

describe('what stands apart', () => {
  const dead: ClusterNode[] = [node(), node({ name: 'cvk1', address: '10.0.0.2', outcome: 'timed-out' })]
  const alive: ClusterNode[] = [node(), node({ name: 'cvk1', address: '10.0.0.2' })]
  const nodes = (status: string) => ({
    probe: 'kubectl-get-nodes',
    stdout: `NAME  STATUS  ROLES  AGE  VERSION\ncvk1  ${status}  node  5d  v1.9\n`,
  })

  test('a node that nobody else misses was only not asked', () => {
    const history = [
      view(1, [nodes('Ready'), nova('up 00:00:50', 'up 00:00:50')], { nodes: alive }),
      view(10, [nodes('Ready'), nova('up 00:09:50', 'up 00:09:50')], { nodes: dead }),
    ]
    expect(stepsOf(history).map(({ kind }) => kind)).toEqual(['gap'])
  })

  test('a node that others miss, too, leads what is on it', () => {
    const history = [
      view(1, [nodes('Ready'), nova('up 00:00:50', 'up 00:00:50')], { nodes: alive }),
      view(10, [nodes('NotReady'), nova('up 00:09:50', 'down 00:02:00')], { nodes: dead }),
    ]
    const [first, ...more] = stepsOf(history)
    expect(first?.kind).toBe('incident')
    expect(first?.steps[0]).toContain('node:cvk1')
    expect(first?.steps.some((each) => each.includes('service:nova-compute@cvk1'))).toBe(true)
    expect(more).toEqual([])
  })

  test('what was so at the first look is old, and comes behind what is new', () => {
    const crashing = 'old-aaaaa 0/1 CrashLoopBackOff 900 9d c1'
    const history = [
      view(1, [pods(crashing), nova('up 00:00:50', 'up 00:00:50')]),
      view(10, [pods(crashing), nova('up 00:09:50', 'down 00:02:05')]),
    ]
    expect(stepsOf(history).map(({ kind, steps }) => [kind, steps[0]])).toEqual([
      ['incident', 'service-went-down service:nova-compute@cvk1'],
      ['old', 'pod-crash-looping pod:default/old-aaaaa'],
    ])
  })
})

describe('what was not answered', () => {
  const asked = (outcome: 'ok' | 'failed', ...probes: string[]) =>
    probes.map((probe) => ({ probe, stdout: '', stderr: 'refused', outcome, exitCode: outcome === 'ok' ? 0 : 1 }))
  const questions = ['kubectl-get-pods', 'kubectl-get-nodes']

  test('one question that fails while others are answered is a gap', () => {
    const [pod = '', node = ''] = questions
    const history = [view(1, asked('ok', pod, node)), view(10, [...asked('failed', pod), ...asked('ok', node)])]
    expect(stepsOf(history).map(({ kind }) => kind)).toEqual(['gap'])
  })

  test('all questions of one API that fail are a fault of that API', () => {
    const history = [view(1, asked('ok', ...questions)), view(10, asked('failed', ...questions))]
    const [first, ...more] = stepsOf(history)
    expect(first?.kind).toBe('incident')
    expect(first?.steps.every((each) => each.includes('api:kubernetes'))).toBe(true)
    expect(more).toEqual([])
  })
})

test('many containers of one node that were started again together point to its docker', () => {
  const names = ['etcd', 'haproxy', 'registry', 'fluentd', 'chrony']
  const up = (since: string) =>
    containers(...names.map((name, index) => ({ Names: name, ID: `${index}`.repeat(64), Status: `Up ${since}` })))
  const [incident] = told([view(1, [up('5 hours')]), view(120, [up('3 minutes')])]).incidents
  expect(incident?.steps[0]?.thing).toEqual({ kind: 'unit', name: 'cloudos1/docker' })
  // What is said of docker itself, and each of the containers.
  expect(incident?.steps).toHaveLength(1 + names.length)
})
