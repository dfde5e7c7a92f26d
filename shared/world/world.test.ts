import { expect, test } from 'vitest'
import { containers, node, pods, services, view } from '../../test/support/site-views.ts'
import type { SnapshotView } from '../compare/view.ts'
import { aroundOf } from './around.ts'
import type { Dependency } from './dependency.ts'
import { thing, thingKey } from './thing.ts'
import { GrowingWorld, type World, worldOver } from './world.ts'

const linksTo = (world: World, key: string): string[] =>
  world
    .to({ kind: key.split(':')[0] as 'pod', name: key.slice(key.indexOf(':') + 1) })
    .map(({ kind, from }) => `${kind} ${thingKey(from)}`)
    .sort()

const events = (...lines: string[]) => ({
  probe: 'kubectl-get-events',
  stdout: `${['LAST SEEN  TYPE  REASON  OBJECT  MESSAGE', ...lines].join('\n')}\n`,
})

const needs = (dependency: Partial<Dependency>): Dependency => ({
  what: {},
  of: {},
  all: false,
  sameNode: false,
  lagMs: 0,
  why: { en: 'it asks it', zh: '它会请求它' },
  source: 'a book',
  ...dependency,
})

const site: SnapshotView = view(
  1,
  [
    { probe: 'host', stdout: '===date\n2026-11-24T00:01:00+0000\n===hostname\nctrl-1\n' },
    pods(
      'web-x1y2z 1/1 Running 0 5d cvk1rc',
      'db-0 1/1 Running 0 5d cloudos1',
      'nova-conductor-0 1/1 Running 0 5d cloudos1',
    ),
    {
      probe: 'kubectl-get-nodes',
      stdout: 'NAME    STATUS  ROLES  AGE  VERSION  INTERNAL-IP\ncvk1rc  Ready   node   5d   v1.9     192.168.12.12\n',
    },
    services('nova-compute cvk1 enabled up 00:00:50', 'nova-conductor nova-conductor-0 enabled up 00:00:50'),
    containers(
      { Names: 'k8s_web_web-x1y2z_default_1111_0', ID: 'b'.repeat(64), Image: '192.168.12.11:5000/web:1' },
      { Names: 'registry', Ports: '0.0.0.0:5000->5000/tcp' },
    ),
    events('2m  Warning  Unhealthy  pod/web-x1y2z  Readiness probe failed: dial tcp: lookup db-0: no such host'),
  ],
  { nodes: [node(), node({ name: 'cvk1', address: 'root@192.168.12.12:22' })] },
)

test('a node is one thing under all its names', () => {
  const { names } = worldOver([site], [])
  expect(names.nodeOf('cvk1rc')).toBe('cvk1')
  expect(names.nodeOf('192.168.12.12')).toBe('cvk1')
  expect(names.nodeOf('nova-conductor-0')).toBeNull()
  expect(names.nameOf('nova-conductor-0')).toBe('nova-conductor-0')
})

test('a pod is on its node, consists of its containers, and is of its workload', () => {
  const world = worldOver([site], [])
  expect(linksTo(world, 'pod:default/web-x1y2z')).toEqual(
    expect.arrayContaining([
      'consists-of container:cloudos1/default/web-x1y2z/web',
      'names pod:default/db-0',
      'needs container:cloudos1/registry',
      'runs-on node:cvk1',
    ]),
  )
  expect(linksTo(world, 'workload:default/web')).toEqual(['consists-of pod:default/web-x1y2z'])
})

test('a service is run by what has its name where it runs', () => {
  const world = worldOver([site], [])
  expect(linksTo(world, 'service:nova-conductor@nova-conductor-0')).toContain('run-by pod:default/nova-conductor-0')
  expect(linksTo(world, 'service:nova-compute@cvk1')).toContain('runs-on node:cvk1')
  expect(linksTo(world, 'service:nova-compute@cvk1')).toContain('judged-by clock:cvk1')
})

test('each link says why, with the row that shows it', () => {
  const [link] = worldOver([site], []).to(thing('workload', 'default/web'))
  expect(link?.why).toEqual({ code: 'world.podOfWorkload', params: { pod: 'web-x1y2z', workload: 'web' } })
  expect(link?.evidence).toEqual([
    { snapshot: 'at-1', node: 'cloudos1', probe: 'kubectl-get-pods', pod: null, stream: 'stdout', lines: [2] },
  ])
})

test('what a warning names is what the site has; its own name and node mean nothing', () => {
  const named = worldOver([site], [])
    .to(thing('pod', 'default/web-x1y2z'))
    .filter(({ kind }) => kind === 'names')
  expect(named.map(({ from }) => thingKey(from))).toEqual(['pod:default/db-0'])
})

const neededBy = (known: Dependency, kind: 'pod' | 'service', name: string) =>
  aroundOf(worldOver([site], [known]), thing(kind, name))?.links.filter(({ source }) => source === 'a book') ?? []

test('what is known to depend on what links the things that there are, with its source', () => {
  const known = needs({ what: { workload: ['web*'] }, of: { workload: ['db'], unit: ['db'] }, lagMs: 5000 })
  const [link, ...more] = neededBy(known, 'pod', 'default/web-x1y2z')
  expect(link).toMatchObject({ kind: 'needs', from: { name: 'default/db' }, lagMs: 5000, evidence: [] })
  expect(more).toEqual([])
})

test('what must be on the same node is not linked elsewhere', () => {
  const known = needs({ what: { service: ['nova-compute'] }, of: { container: ['registry'] } })
  expect(neededBy({ ...known, sameNode: true }, 'service', 'nova-compute@cvk1')).toEqual([])
  expect(neededBy(known, 'service', 'nova-compute@cvk1')).toHaveLength(1)
})

test('around a thing is what it belongs together with, and what else is on its node', () => {
  const around = aroundOf(worldOver([site], []), thing('container', 'cloudos1/registry'))
  expect(around?.node).toEqual(thing('node', 'cloudos1'))
  expect(around?.links.map(({ kind, to }) => `${kind} ${thingKey(to)}`)).toContain('needs pod:default/web-x1y2z')
  expect(around?.onNode.map(thingKey)).toEqual(
    expect.arrayContaining(['pod:default/db-0', 'pod:default/nova-conductor-0', 'unit:cloudos1/docker']),
  )
  expect(around?.onNode.map(thingKey)).not.toContain('container:cloudos1/registry')
  expect(aroundOf(worldOver([site], []), thing('pod', 'default/nobody'))).toBeNull()
})

test('a world that grew is the world of all its snapshots', () => {
  const known = needs({ what: { workload: ['web*'] }, of: { workload: ['db'] } })
  const later = view(9, [pods('db-0 1/1 Running 0 1m cvk1', 'web-zzzzz 1/1 Running 0 1m cvk1')])
  const grown = new GrowingWorld([known])
  grown.over([site])
  const [one, other] = [grown.over([site, later]), worldOver([site, later], [known])]
  expect([...one.things.values()]).toEqual([...other.things.values()])
  for (const each of other.things.values()) {
    expect(new Set(one.from(each))).toEqual(new Set(other.from(each)))
    expect(one.needs(each)).toEqual(other.needs(each))
  }
})

test('over several snapshots a pod is on every node that it was seen on', () => {
  const moved = view(9, [pods('db-0 1/1 Running 0 1m cvk1')])
  const world = worldOver([site, moved], [])
  const nodes = linksTo(world, 'pod:default/db-0').filter((each) => each.startsWith('runs-on'))
  expect(nodes).toEqual(['runs-on node:cloudos1', 'runs-on node:cvk1'])
  expect(world.things.get('pod:default/db-0')?.node).toBe('')
})
