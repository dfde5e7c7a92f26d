/** The daemons of a node on which its pods and containers depend. */
import { worldMessages } from '../messages/world.ts'
import { minuteMs } from '../parse/time.ts'
import type { WorldBuilder } from './builder.ts'
import { onNode, type ThingId, thing } from './thing.ts'

export const dockerOf = (node: string): ThingId => onNode('unit', node, 'docker')
export const clockOf = (node: string): ThingId => thing('clock', node)

export function addNode(world: WorldBuilder, node: string): ThingId {
  const id = thing('node', node)
  if (world.isNew(`node ${node}`)) world.thing(id, world.names.allOf(node), node)
  return id
}

export function addUnit(world: WorldBuilder, node: string, name: string): ThingId {
  const id = onNode('unit', node, name)
  if (!world.isNew(`unit ${id.name}`)) return id
  world.thing(id, [name], node)
  world.link('runs-on', addNode(world, node), id, {
    lagMs: 10 * minuteMs,
    why: () => worldMessages.unitOnNode({ unit: name, node }),
  })
  return id
}

export const addDocker = (world: WorldBuilder, node: string): ThingId => addUnit(world, node, dockerName)

export const addKubelet = (world: WorldBuilder, node: string): ThingId => addUnit(world, node, kubeletName)

const dockerName = 'docker'
const kubeletName = 'kubelet'

export function addClock(world: WorldBuilder, node: string): ThingId {
  const id = clockOf(node)
  if (!world.isNew(`clock ${node}`)) return id
  world.thing(id, [], node)
  return id
}
