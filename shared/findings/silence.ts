/**
 * Whether a service is silent. Its list judges the heartbeat by the clock of whoever answers, and the heartbeat stands there by
 * the clock of whoever wrote it: while these differ, a sound service reads `down`.
 */
import type { SnapshotView } from '../compare/view.ts'
import type { Event, Interval } from '../model.ts'
import { secondMs, toIso } from '../parse/time.ts'
import type { FieldSchema } from '../probes/fields.ts'
import { kubectlGetPods } from '../probes/kubectl-get-pods/probe.ts'
import type { Probe } from '../probes/probe.ts'
import type { SiteClocks, Span } from '../time/clocks.ts'
import type { Look } from '../time/look.ts'
import { lookAt, lookByCollector, momentOfStamp } from '../time/stamps.ts'
import type { Fact } from './facts.ts'
import { factIn, factsOf, msOf } from './facts.ts'

/** What lists of nova and cinder tell of a service. */
export interface Beating {
  binary: string
  host: string
  /** By the clock of who wrote it; whole seconds. */
  updatedAt: string | null
}
export type BeatingFact = Fact<Beating>

/** Services report every ten seconds (`report_interval` of nova and cinder). */
const beatMs = 10 * secondMs

interface Known {
  history: SnapshotView[]
  clocks: SiteClocks
}

const nodesOfPods = new WeakMap<SnapshotView, Map<string, string>>()

/** Pods by name, as a snapshot lists them: the nodes they run on. */
function nodeOfPod(view: SnapshotView, name: string): string | null {
  let nodes = nodesOfPods.get(view)
  if (nodes === undefined) {
    nodes = new Map()
    for (const { fields } of factsOf(view, kubectlGetPods))
      if (fields.node !== null) nodes.set(fields.name, fields.node)
    nodesOfPods.set(view, nodes)
  }
  return nodes.get(name) ?? null
}

/** The nodes that a host of a service is, or was: by its name, or by that of its pod. Null: none that is known. */
function nodesOfHost({ history, clocks }: Known, host: string): string[] | null {
  const own = clocks.nodeNamed(host)
  if (own !== null) return [own]
  const nodes = new Set<string>()
  for (const view of history.slice(-mostSnapshots)) {
    const pod = nodeOfPod(view, host)
    if (pod === null) continue
    const node = clocks.nodeNamed(pod)
    if (node === null) return null
    nodes.add(node)
  }
  return nodes.size === 0 ? null : [...nodes]
}
/** A heartbeat is younger than what went ahead of these. */
const mostSnapshots = 24

/**
 * Whose clock may have written the heartbeat; null: any of the site's. cinder names a back end behind its host. nova-compute
 * has no way to the database: a conductor writes for it. (nova, Service.save through the conductor's indirection API)
 */
function writersOf(known: Known, fact: BeatingFact, peers: readonly BeatingFact[]): string[] | null {
  const conductors = peers.filter(({ fields }) => fields.binary === 'nova-conductor')
  const authors = fact.fields.binary === 'nova-compute' ? conductors : [fact]
  const nodes = authors.map(({ fields }) => nodesOfHost(known, fields.host.replace(/@.*/, '')))
  return nodes.length === 0 || nodes.some((each) => each === null) ? null : nodes.flatMap((each) => each ?? [])
}

export interface Silence {
  /** Null: nobody can tell. */
  isSilent: boolean | null
  /** The last heartbeat on the collector's clock; null: not known. */
  beat: Interval | null
  /** The same, or as it stands where no time is known; null: not known. */
  alive: Interval | null
  /** How old it was when the list was made; null: not known. */
  age: Span | null
  /** How far it lies behind the newest of its list. */
  behindMs: number
}

/** `downTimeMs`: after how long without a heartbeat its list calls it down. */
export function silenceOf<S extends FieldSchema>(
  known: Known,
  probe: Probe<S>,
  fact: BeatingFact,
  downTimeMs: number,
): Silence {
  const peers = peersOf(probe, fact)
  const stampMs = msOf(fact.fields.updatedAt)
  if (stampMs === null) return { isSilent: null, beat: null, alive: null, age: null, behindMs: 0 }
  const look = lookByCollector(known.clocks, fact)
  const stamp = { earliest: toIso(stampMs), latest: toIso(stampMs + secondMs) }
  const beat = look.isTimed ? momentOfStamp(known.clocks, stamp, writersOf(known, fact, peers), look) : null
  const age = beat === null ? null : ageOf(beat, look)
  const newestMs = Math.max(...peers.map(({ fields }) => msOf(fields.updatedAt) ?? stampMs))
  // Where nobody knows the clocks, those of the site are taken for one.
  const silence = { beat, alive: beat ?? (look.isTimed ? null : stamp), age, behindMs: newestMs - stampMs }
  if (age !== null && age.leastMs > downTimeMs) return { isSilent: true, ...silence }
  if (frozenMs(known, probe, fact) > downTimeMs + beatMs) return { isSilent: true, ...silence }
  if (age === null || age.mostMs > downTimeMs) return { isSilent: null, ...silence }
  // Its list calls it down all the same: clocks that lie so far apart explain it. Others that nobody measured may, too.
  const apartMs = known.clocks.spread(null, look.fromMs - age.mostMs, look.toMs) ?? 0
  return { isSilent: apartMs + age.mostMs > downTimeMs ? false : null, ...silence }
}

const peersOf = <S extends FieldSchema>(probe: Probe<S>, { view, found }: BeatingFact): BeatingFact[] =>
  // Lists of services have these fields, whatever else they have.
  (factsOf(view, probe) as Fact<object>[] as BeatingFact[]).filter((peer) => peer.found.section === found.section)

function ageOf(beat: Interval, look: Look): Span | null {
  const [firstMs, lastMs] = [msOf(beat.earliest), msOf(beat.latest)]
  return firstMs === null || lastMs === null ? null : { leastMs: look.fromMs - lastMs, mostMs: look.toMs - firstMs }
}

/** For how long, at the least, the same heartbeat has stood in the list. */
function frozenMs<S extends FieldSchema>({ history, clocks }: Known, probe: Probe<S>, fact: BeatingFact): number {
  let longestMs = 0
  for (let at = history.lastIndexOf(fact.view) - 1; at >= 0; at--) {
    const earlier = factIn(history[at] ?? null, fact)
    if (earlier === null) continue
    if (earlier.fields.updatedAt !== fact.fields.updatedAt) break
    longestMs = Math.max(longestMs, elapsedMs(clocks, earlier, fact) ?? elapsedByPeersMs(probe, earlier, fact))
  }
  return longestMs
}

/** Time between two looks, at the least; null when no clock tells. */
function elapsedMs(clocks: SiteClocks, earlier: BeatingFact, later: BeatingFact): number | null {
  const [one, other] = [lookAt(earlier), lookAt(later)]
  if (!one.isTimed || !other.isTimed) return null
  if (one.clock === other.clock) return other.fromMs - one.toMs
  const isKnown = [one, other].every((look) => look.clock === '' || clocks.offset(look.clock, look.fromMs, look.toMs))
  return isKnown ? lookByCollector(clocks, later).fromMs - lookByCollector(clocks, earlier).toMs : null
}

/** The same by those that went on beating: each counts by its own clock, and the least is believed. */
function elapsedByPeersMs<S extends FieldSchema>(probe: Probe<S>, earlier: BeatingFact, later: BeatingFact): number {
  const beats = new Map(peersOf(probe, earlier).map((peer) => [peer.subject.key, msOf(peer.fields.updatedAt)]))
  const advances = peersOf(probe, later).flatMap(({ subject, fields }) => {
    const [then, now] = [beats.get(subject.key) ?? null, msOf(fields.updatedAt)]
    return then !== null && now !== null && now > then ? [now - then] : []
  })
  return advances.length === 0 ? 0 : Math.min(...advances) - beatMs - secondMs
}

/** Whether it was stopped, and has not been heard of since. */
export function wasStopped({ alive }: Silence, stop: Event | null): boolean {
  const stoppedMs = msOf(stop?.at.latest)
  const aliveMs = msOf(alive?.earliest)
  return stoppedMs !== null && aliveMs !== null && aliveMs <= stoppedMs
}
