/** Which episodes lead, and which are told under them. */
import { minuteMs } from '../parse/time.ts'
import { type ThingId, thingKey } from '../world/thing.ts'
import type { Episode } from './episode.ts'
import type { Reach, Reason } from './reach.ts'

/** An episode under another's head; without a reason it only began shortly after, while that lasted. */
export interface Member {
  episode: Episode
  reason: Reason | null
}

export interface Head {
  root: Episode
  members: Member[]
  weight: number
  isGap: boolean
}

/** What others name is most likely meant. */
const namedWeight = 20

export function headsOf(episodes: readonly Episode[], reach: Reach): Head[] {
  const totals = new Map(episodes.map((each) => [each, totalOf(each, reach)]))
  const total = (each: Episode) => totals.get(each) ?? 0
  const byWeight = (x: Episode, y: Episode) =>
    total(y) - total(x) || x.onset.mostMs - y.onset.mostMs || keyOf(x).localeCompare(keyOf(y))
  const causes = new Map<Episode, Episode[]>()
  for (const cause of episodes)
    for (const effect of reach.of(cause).keys()) causes.set(effect, [...(causes.get(effect) ?? []), cause])

  /** In a circle the earlier leads, then what explains more. */
  const yields = (each: Episode, cause: Episode): boolean => {
    if (!reach.of(each).has(cause)) return true
    return (
      cause.onset.mostMs < each.onset.mostMs || (cause.onset.mostMs === each.onset.mostMs && total(cause) > total(each))
    )
  }
  const left = new Set([...episodes].sort(byWeight))
  const heads: Head[] = []
  while (left.size > 0) {
    const rest = [...left]
    const free = rest.filter(
      (each) => !(causes.get(each) ?? []).some((cause) => left.has(cause) && yields(each, cause)),
    )
    const [root] = free.length > 0 ? free : rest
    if (root === undefined) break
    left.delete(root)
    const members = [...reach.of(root)]
      .filter(([episode]) => left.has(episode))
      .map(([episode, reason]) => ({ episode, reason }))
    for (const { episode } of members) left.delete(episode)
    heads.push(headOf(root, members))
  }
  return folded(heads, reach)
}

const keyOf = ({ thing }: { thing: ThingId }): string => thingKey(thing)

function headOf(root: Episode, members: Member[]): Head {
  return {
    root,
    members,
    weight: members.reduce((sum, { episode }) => sum + episode.weight, root.weight),
    isGap: root.isGap && members.every(({ episode }) => episode.isGap),
  }
}

/** What an episode explains, what is only possible by half. */
function totalOf(each: Episode, reach: Reach): number {
  let sum = each.weight + namedWeight * reach.namedBy(each)
  for (const [effect, { isSure }] of reach.of(each)) sum += effect.weight * (isSure ? 1 : 0.5)
  return sum
}

const shortlyMs = 4 * minuteMs
const longestMs = 90 * minuteMs
const afterglowMs = 2 * minuteMs

/** Heads that nothing links: one that began shortly after another, while that lasted, may have come of it. */
function folded(all: readonly Head[], reach: Reach): Head[] {
  const old = all.filter(({ root }) => root.isOld)
  let heads = all.filter(({ root }) => !root.isOld)
  for (let pair = pairOf(heads, reach); pair !== null; pair = pairOf(heads, reach)) {
    const [into, from] = pair
    const members = [...into.members, { episode: from.root, reason: null }, ...from.members]
    heads = heads.filter((each) => each !== into && each !== from)
    heads.push(headOf(into.root, members))
  }
  return [...heads, ...old]
}

/** The heaviest first, and into whom it goes. */
function pairOf(heads: readonly Head[], reach: Reach): [Head, Head] | null {
  const inOrder = [...heads].sort(
    (x, y) =>
      y.weight - x.weight || x.root.onset.mostMs - y.root.onset.mostMs || keyOf(x.root).localeCompare(keyOf(y.root)),
  )
  for (const from of inOrder)
    for (const into of inOrder)
      if (into !== from && mayHaveBroughtAbout(into, from) && leads(into, from, reach)) return [into, from]
  return null
}

/** What passed in a minute never brought about what lasts. */
function mayHaveBroughtAbout({ root: cause, isGap }: Head, { root: effect }: Head): boolean {
  if (isGap || (!cause.lasts && effect.lasts)) return false
  return (
    cause.onset.leastMs <= effect.onset.mostMs &&
    effect.onset.leastMs <= Math.min(cause.onset.mostMs + shortlyMs, cause.untilMs + afterglowMs) &&
    effect.onset.mostMs - cause.onset.mostMs < longestMs
  )
}

function leads(one: Head, other: Head, reach: Reach): boolean {
  const [a, b] = [one.root, other.root]
  const named = reach.namedBy(a) - reach.namedBy(b)
  if (named !== 0) return named > 0
  if (isSurelyAhead(a, b)) return true
  if (isSurelyAhead(b, a)) return false
  if (one.weight !== other.weight) return one.weight > other.weight
  if (a.isHard !== b.isHard) return a.isHard
  if (a.onset.mostMs !== b.onset.mostMs) return a.onset.mostMs < b.onset.mostMs
  return keyOf(a) < keyOf(b)
}

/** It began earlier for certain, went on until the other began, and is no softer. */
const isSurelyAhead = (a: Episode, b: Episode): boolean =>
  a.onset.mostMs < b.onset.leastMs && a.lasts && a.untilMs >= b.onset.leastMs && (a.isHard || !b.isHard)
