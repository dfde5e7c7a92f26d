/** Many things of one node that were started again together: what runs them was. */
import { minuteMs } from '../parse/time.ts'
import { dockerOf } from '../world/daemons.ts'
import { type ThingId, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Symptom } from './symptom.ts'

/** So many at least, and this share of what the node carries. */
const fewest = 4
const leastShare = 0.3
const togetherMs = 3 * minuteMs
const carrierWeight = 5

/**
 * For each node whose docker nobody speaks of: a symptom of docker, in the words of the first of those that were started
 * again with it.
 */
export function carriersOf(symptoms: readonly Symptom[], world: World): Symptom[] {
  const nodes = [...world.things.values()].filter(({ kind }) => kind === 'node')
  return nodes.flatMap((node) => {
    const docker = dockerOf(node.name)
    const isTold = symptoms.some(
      (each) =>
        each.nature === 'fault' && !each.isOld && [thingKey(node), thingKey(docker)].includes(thingKey(each.thing)),
    )
    const together = isTold ? [] : startedTogether(symptoms, docker, world)
    const [first] = together
    if (first === undefined) return []
    const onset = {
      leastMs: Math.min(...together.map((each) => each.onset.leastMs)),
      mostMs: Math.min(...together.map((each) => each.onset.mostMs)),
    }
    return [{ ...first, thing: docker, onset, weight: carrierWeight, stays: true }]
  })
}

function startedTogether(symptoms: readonly Symptom[], docker: ThingId, world: World): Symptom[] {
  const carried = new Set(
    world
      .from(docker)
      .filter(({ to }) => isWhole(to, world))
      .map(({ to }) => thingKey(to)),
  )
  const again = symptoms
    .filter(
      ({ nature, isOld, isRestart, thing: it }) =>
        isRestart && nature === 'fault' && !isOld && carried.has(thingKey(it)),
    )
    .sort((x, y) => x.onset.mostMs - y.onset.mostMs)
  for (const each of again) {
    const near = again.filter(
      ({ onset }) => onset.leastMs <= each.onset.mostMs + togetherMs && onset.mostMs >= each.onset.leastMs - togetherMs,
    )
    const count = new Set(near.map(({ thing: it }) => thingKey(it))).size
    if (count >= fewest && count >= leastShare * carried.size) return near
  }
  return []
}

/** Pods, and containers that are in none. */
const isWhole = (id: ThingId, world: World): boolean =>
  id.kind === 'pod' || (id.kind === 'container' && !world.from(id).some(({ kind }) => kind === 'consists-of'))
