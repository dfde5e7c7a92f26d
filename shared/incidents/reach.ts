/** Which episodes may have come of which: along links, in the order of time. */
import { minuteMs, secondMs } from '../parse/time.ts'
import type { Link } from '../world/link.ts'
import { linkOfNeeds, type Needs } from '../world/needs.ts'
import { type ThingId, thing, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Episode } from './episode.ts'

/** That one episode came of another. */
export interface Reason {
  of: Episode
  /** The link that says most on the way: one that names the cause, else the last. */
  link: Link
  /** The words of the one name the other. */
  isNamed: boolean
  isSure: boolean
}

/** Through so many things that show nothing themselves. */
const mostSilent = 3
/** How long what is not seen to be over may go on to have effects. */
const openMs = 240 * minuteMs
const slackMs = 2 * secondMs

/** What carries things: it takes them away, and never gives them another image. */
const carriers: ReadonlySet<string> = new Set(['node', 'unit', 'disk'])

export interface Reach {
  /** What may have come of an episode, and of what came of it: with the episode just before each. */
  of: (cause: Episode) => ReadonlyMap<Episode, Reason>
  /** How many name it in what they say. */
  namedBy: (cause: Episode) => number
}

/** `named`: links that findings themselves give, beside those of the world. */
export function reachOver(
  episodes: readonly Episode[],
  world: World,
  more: ReadonlyMap<string, readonly Link[]>,
): Reach {
  const at = new Map<string, Episode[]>()
  for (const each of episodes) for (const key of each.things) at.set(key, [...(at.get(key) ?? []), each])
  const direct = new Map(episodes.map((each) => [each, directlyFrom(each, { at, world, more })]))
  const closed = new Map<Episode, ReadonlyMap<Episode, Reason>>()
  return {
    of(cause) {
      let found = closed.get(cause)
      if (found === undefined) {
        found = closure(cause, direct)
        closed.set(cause, found)
      }
      return found
    },
    namedBy: (cause) => [...(direct.get(cause)?.values() ?? [])].filter(({ isNamed }) => isNamed).length,
  }
}

function closure(cause: Episode, direct: ReadonlyMap<Episode, ReadonlyMap<Episode, Reason>>): Map<Episode, Reason> {
  const found = new Map<Episode, Reason>()
  const open = [cause]
  for (const each of open)
    for (const [effect, reason] of direct.get(each) ?? []) {
      if (effect === cause || found.has(effect)) continue
      const isSure = reason.isSure && (each === cause || found.get(each)?.isSure === true)
      found.set(effect, { ...reason, isSure })
      open.push(effect)
    }
  return found
}

interface Ground {
  at: ReadonlyMap<string, readonly Episode[]>
  world: World
  more: ReadonlyMap<string, readonly Link[]>
}

interface Way {
  id: ThingId
  silent: number
  lagMs: number
  isSure: boolean
  named: Link | null
}

/** What may have come of an episode without another between. The nearest first, so that each has its shortest way. */
function directlyFrom(cause: Episode, ground: Ground): Map<Episode, Reason> {
  const { at, world, more } = ground
  const found = new Map<Episode, Reason>()
  const seen = new Set(cause.things)
  const open: Way[] = [...cause.things].map((key) => ({
    id: idOf(key),
    silent: 0,
    lagMs: 0,
    isSure: true,
    named: null,
  }))
  const follow = (way: Way, key: string, to: ThingId, linkLagMs: number, link: () => Link) => {
    seen.add(key)
    const lagMs = Math.max(way.lagMs, linkLagMs)
    const effects = (at.get(key) ?? []).filter(
      (each) => each !== cause && isFit(way.id, each) && canFollow(cause, each, lagMs),
    )
    if (effects.length === 0 && way.silent >= mostSilent) return
    const made = link()
    const isSure = way.isSure && made.certainty === 'proven'
    const named = way.named ?? (made.kind === 'names' ? made : null)
    for (const of of effects)
      if (!found.has(of)) found.set(of, { of: cause, link: named ?? made, isNamed: named !== null, isSure })
    if (effects.length === 0) open.push({ id: to, silent: way.silent + 1, lagMs, isSure, named })
  }
  const away = new Map<Needs, readonly string[]>()
  for (const way of open) {
    const from = thingKey(way.id)
    const followLinks = (links: readonly Link[]) => {
      for (const link of links) {
        const key = thingKey(link.to)
        if (!seen.has(key)) follow(way, key, link.to, link.lagMs, () => link)
      }
    }
    followLinks(world.from(way.id))
    for (const needs of world.needs(way.id)) {
      if (!isFelt(needs, from, cause, ground, away)) continue
      for (const [key, to] of needs.needing)
        if (!seen.has(key)) follow(way, key, to, needs.lagMs, () => linkOfNeeds(needs, way.id, to))
    }
    followLinks(more.get(from) ?? [])
  }
  return found
}

/** Whether whoever needs it feels that it is away: not while others stand in for it. `standing`: of what was asked before. */
function isFelt(
  needs: Needs,
  from: string,
  cause: Episode,
  { at }: Ground,
  standing: Map<Needs, readonly string[]>,
): boolean {
  if (!needs.all) return true
  let known = standing.get(needs)
  if (known === undefined) {
    known = needs.needed.filter(({ parts }) => !isAnyAway(parts, cause, at)).map(({ key }) => key)
    standing.set(needs, known)
  }
  return known.every((key) => key === from)
}

/** The other way about than `thingKey`. */
function idOf(key: string): ThingId {
  const at = key.indexOf(':')
  // Keys are made of things.
  return thing(key.slice(0, at) as ThingId['kind'], key.slice(at + 1))
}

/** A node does not change images. */
const isFit = ({ kind }: ThingId, effect: Episode): boolean =>
  !carriers.has(kind) || !effect.symptoms.some(({ nature, stays }) => nature === 'work' && stays)

const isAnyAway = (parts: readonly string[], cause: Episode, at: Ground['at']): boolean =>
  parts.some((part) => (at.get(part) ?? []).some((each) => each === cause || (!each.isGap && meets(each, cause))))

const meets = (x: Episode, y: Episode): boolean =>
  x.onset.leastMs <= y.untilMs + openMs && y.onset.leastMs <= x.untilMs + openMs

/** Whether the effect may have come of the cause, as far as their times go. A gap explains nothing but gaps. */
export function canFollow(cause: Episode, effect: Episode, lagMs: number): boolean {
  if (cause.isGap && !effect.isGap) return false
  const endMs = Number.isFinite(cause.untilMs) ? cause.untilMs : cause.onset.mostMs + openMs
  return (
    cause.onset.leastMs <= effect.onset.mostMs + slackMs &&
    effect.onset.leastMs <= Math.max(cause.onset.mostMs, endMs) + lagMs &&
    cause.onset.mostMs <= effect.onset.mostMs + lagMs
  )
}
