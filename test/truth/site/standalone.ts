/** Containers beside Kubernetes. */
import { day, minute, second } from '../world/durations.ts'
import { endOf } from '../world/pods.ts'
import { addStandalone } from '../world/standalone.ts'
import { type ClusterNode, newRun } from '../world/things.ts'
import type { World } from '../world/world.ts'
import { imageOf } from './workloads.ts'

export function addContainers(world: World): void {
  for (const node of world.nodes) {
    for (const name of namesOn(world, node)) addLasting(world, node, name)
    if (world.random.chance(0.15)) addLeftOver(world, node)
  }
}

function namesOn({ nodes, random, traits }: World, node: ClusterNode): string[] {
  const names = node.isController ? ['etcd', 'haproxy', 'keepalived'] : ['node-exporter']
  if (node === nodes[0]) names.push('registry')
  if (!traits.isH3c && random.chance(0.3)) names.push('fluentd')
  if (traits.isH3c && node.isCompute) names.push('nova-compute')
  return names
}

function addLasting(world: World, node: ClusterNode, name: string): void {
  const { random, traits } = world
  const { beginsMs } = traits
  const bootMs = node.boots[0] ?? 0
  const createdMs = Math.max(beginsMs - random.log(1 * day, 250 * day), bootMs + minute)
  const image = imageOf(world, name, 'v3.1')
  const policy = random.chance(0.85) ? 'always' : 'no'
  const hasHealth = random.chance(0.25)
  const container = addStandalone(world, { name, node, image, createdMs, policy, hasHealth })
  const first = newRun(container.id, 0, image, createdMs + 2 * second)
  container.runs.push(first)
  if (!random.chance(0.15)) return
  const endMs = random.chance(0.5)
    ? random.float(beginsMs - 80 * minute, beginsMs - 2 * minute)
    : random.float(createdMs + minute, beginsMs - minute)
  endOf(first, endMs, 1, '')
  container.runs.push(newRun(container.id, 1, image, endMs + 0.1 * second))
}

/** What somebody tried once and never removed. */
function addLeftOver(world: World, node: ClusterNode): void {
  const { random, traits } = world
  const createdMs = traits.beginsMs - random.log(1 * day, 60 * day)
  const name = random.pick(['tmp_test', 'nervous_curie', 'debug1'])
  const image = imageOf(world, 'tools', 'v3')
  const container = addStandalone(world, { name, node, image, createdMs, policy: 'no' })
  const run = newRun(container.id, 0, image, createdMs + second)
  endOf(run, createdMs + 3 * minute, random.pick([0, 1, 130]), '')
  container.runs.push(run)
}
