import { podsOf, type WorldBuilder } from '../builder.ts'
import { type Dependency, isMeant } from '../dependency.ts'
import type { Needed } from '../needs.ts'
import { type Thing, thingKey } from '../thing.ts'

/**
 * What is known to need what, of the things that there are. Only what is of one kind stands in for each other: a service and
 * the pod that runs it are two sides of one thing.
 */
export function joinNeeds(world: WorldBuilder, dependencies: readonly Dependency[]): void {
  const things = [...world.things.values()]
  for (const { what, of, all, sameNode, lagMs, why, source } of dependencies) {
    const needed = each(things.filter((one) => isMeant(of, one)).map((one) => standsFor(world, one, 'workload')))
    if (needed.length === 0) continue
    const needing = each(
      things
        .filter((one) => isMeant(what, one))
        .flatMap((one) => (one.kind === 'workload' ? podsOf(world, one) : [standsFor(world, one, 'pod')])),
    )
    const nodes = sameNode ? new Set(needed.map(({ node }) => node).filter((node) => node !== '')) : [null]
    for (const node of nodes) {
      const isThere = (one: Thing) => node === null || one.node === node
      const there = needed.filter(isThere)
      const users = new Map(needing.filter(isThere).map((one) => [thingKey(one), { kind: one.kind, name: one.name }]))
      for (const kind of new Set(there.map((one) => one.kind))) {
        const alike = there.filter((one) => one.kind === kind).map((one) => neededOf(world, one))
        world.need({ needed: alike, needing: users, all, lagMs, why, source })
      }
    }
  }
}

const neededOf = (world: WorldBuilder, one: Thing): Needed => ({
  key: thingKey(one),
  parts: (one.kind === 'workload' ? podsOf(world, one) : [one]).map(thingKey),
})

/** Each once. */
const each = (things: readonly Thing[]): Thing[] => [...new Set(things)]

/** A container in a pod stands for the pod, and that for its workload, as far as is asked. */
function standsFor(world: WorldBuilder, one: Thing, kind: 'pod' | 'workload'): Thing {
  if (one.kind === kind || (one.kind !== 'container' && one.kind !== 'pod')) return one
  const whole = world.from.get(thingKey(one))?.find((link) => link.kind === 'consists-of')
  const found = whole === undefined ? undefined : world.things.get(thingKey(whole.to))
  return found === undefined ? one : standsFor(world, found, kind)
}
