/** What a thing belongs together with, for a person who looks at it. */
import { z } from 'zod'
import { type Link, link } from './link.ts'
import { linkOfNeeds } from './needs.ts'
import { type ThingId, thingId, thingKey, thing as thingNamed } from './thing.ts'
import type { World } from './world.ts'

export const around = z.object({
  thing: thingId,
  /** Where it is; null where it is on no node, or on several. */
  node: thingId.nullable(),
  /** What may show at the thing, and where what befalls it may show. */
  links: z.array(link),
  /** What else is on that node, by kind and name; containers of pods are left to their pods. */
  onNode: z.array(thingId),
})
export type Around = z.infer<typeof around>

/** Null for what the world does not know. */
export function aroundOf(world: World, id: ThingId): Around | null {
  const known = world.things.get(thingKey(id))
  if (known === undefined) return null
  const { kind, name, node } = known
  const onNode =
    node === '' ? [] : [...world.things.values()].filter((each) => each.node === node && isApart(each, id, world))
  return {
    thing: thingNamed(kind, name),
    node: node === '' ? null : thingNamed('node', node),
    links: [...world.to(id), ...neededBy(world, id), ...world.from(id)],
    onNode: onNode
      .map((each) => thingNamed(each.kind, each.name))
      .sort((x, y) => x.kind.localeCompare(y.kind) || x.name.localeCompare(y.name)),
  }
}

function neededBy(world: World, id: ThingId): Link[] {
  return world.neededBy(id).flatMap((needs) =>
    needs.needed.flatMap(({ key }) => {
      const needed = world.things.get(key)
      return needed === undefined ? [] : linkOfNeeds(needs, thingNamed(needed.kind, needed.name), id)
    }),
  )
}

function isApart(each: ThingId, asked: ThingId, world: World): boolean {
  if (each.kind === 'node' || each.kind === 'question' || thingKey(each) === thingKey(asked)) return false
  return each.kind !== 'container' || !world.from(each).some(({ kind }) => kind === 'consists-of')
}
