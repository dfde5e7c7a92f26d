/**
 * The clocks of a site's nodes, as all its snapshots measured them. An offset is an interval: `date` prints whole seconds,
 * and the answer takes its time. Clocks are set, too: between two measurements either may hold.
 */
import { secondMs } from '../parse/time.ts'
import { host } from '../probes/host/probe.ts'
import { isByCollector, lookOf, type TimedSection, type TimedSnapshot } from './look.ts'

/** A length of time, or a difference, within bounds. */
export interface Span {
  leastMs: number
  mostMs: number
}

export interface MeasuredSnapshot extends TimedSnapshot {
  sections: readonly (TimedSection & { probe: string })[]
}

export interface SiteClocks {
  /** The name under which a node was measured; nodes that do not answer go by their address. Null: no node of the site. */
  nodeNamed(nameOrAddress: string): string | null
  /**
   * Clock of a node minus the collector's, whenever it was within a stretch of time: what was measured within, and next to
   * it on either side. Null: never measured.
   */
  offset(node: string, fromMs: number, toMs: number): Span | null
  /** Of any of these nodes, or of whichever of the site's (null); null when one of them was never measured. */
  offsetOfAny(nodes: readonly string[] | null, fromMs: number, toMs: number): Span | null
  /** How far clocks of these nodes, or of the whole site (null), may lie apart; null: unknown. */
  spread(nodes: readonly string[] | null, fromMs: number, toMs: number): number | null
}

interface Measurement extends Span {
  atMs: number
}

const halfSecondMs = secondMs / 2
interface NodeMeasured {
  name: string
  address: string
  measurement: Measurement | null
}

const measuredIn = new WeakMap<MeasuredSnapshot, NodeMeasured[]>()

/** Over all snapshots of a site. */
export function siteClocks(snapshots: readonly MeasuredSnapshot[]): SiteClocks {
  const measured = new Map<string, Measurement[]>()
  const addresses = new Map<string, string>()
  const site = new Set<string>()
  for (const snapshot of snapshots)
    for (const { name, address, measurement } of nodesMeasuredIn(snapshot)) {
      site.add(name)
      if (measurement === null) continue
      addresses.set(address, name)
      const list = measured.get(name)
      if (list === undefined) measured.set(name, [measurement])
      else list.push(measurement)
    }
  for (const list of measured.values()) list.sort((x, y) => x.atMs - y.atMs)

  const nodeNamed = (name: string): string | null => {
    if (measured.has(name)) return name
    return addresses.get(name) ?? (site.has(name) ? name : null)
  }
  const nodes = [...new Set([...site].map((name) => nodeNamed(name) ?? name))]

  const offset = (node: string, fromMs: number, toMs: number): Span | null => {
    const list = measured.get(nodeNamed(node) ?? node)
    return list === undefined ? null : hullOf(around(list, fromMs, toMs))
  }
  const offsetOfAny = (some: readonly string[] | null, fromMs: number, toMs: number): Span | null => {
    const offsets = (some ?? nodes).map((node) => offset(node, fromMs, toMs))
    const whole = offsets.filter((each) => each !== null)
    return whole.length < offsets.length ? null : hullOf(whole)
  }
  const spread = (some: readonly string[] | null, fromMs: number, toMs: number): number | null => {
    const whole = offsetOfAny(some, fromMs, toMs)
    return whole === null ? null : whole.mostMs - whole.leastMs
  }
  return { nodeNamed, offset, offsetOfAny, spread }
}

function nodesMeasuredIn(snapshot: MeasuredSnapshot): NodeMeasured[] {
  let nodes = measuredIn.get(snapshot)
  if (nodes === undefined) {
    nodes = snapshot.nodes.map((node) => {
      const { name, address } = node
      return { name, address, measurement: measurementOf(snapshot, node) }
    })
    measuredIn.set(snapshot, nodes)
  }
  return nodes
}

/** Null where the clock of the node was not held against the collector's. */
function measurementOf(
  snapshot: MeasuredSnapshot,
  { name, clockOffsetMs }: MeasuredSnapshot['nodes'][number],
): Measurement | null {
  if (clockOffsetMs === null || !isByCollector(snapshot)) return null
  const section = snapshot.sections.find(({ probe, node }) => probe === host.name && node === name)
  const look = section === undefined ? null : lookOf(snapshot, section)
  const errorMs = offsetErrorMs(look === null ? 0 : look.toMs - look.fromMs)
  return {
    atMs: look?.fromMs ?? snapshot.takenAtMs,
    leastMs: clockOffsetMs - errorMs,
    mostMs: clockOffsetMs + errorMs,
  }
}

/** The collector takes the middle of the printed second and of the wait for it. `tookMs`: how long the node was asked. */
export const offsetErrorMs = (tookMs: number): number => halfSecondMs + tookMs / 2

/** Measurements within, and the nearest on either side. */
function around(list: readonly Measurement[], fromMs: number, toMs: number): Measurement[] {
  const first = list.findLastIndex(({ atMs }) => atMs <= fromMs)
  const behind = list.findIndex(({ atMs }) => atMs >= toMs)
  return list.slice(Math.max(0, first), behind < 0 ? list.length : behind + 1)
}

function hullOf(spans: readonly Span[]): Span | null {
  if (spans.length === 0) return null
  return {
    leastMs: Math.min(...spans.map(({ leastMs }) => leastMs)),
    mostMs: Math.max(...spans.map(({ mostMs }) => mostMs)),
  }
}

/** Clock of the node minus the collector's when one of its sections was read; null: not measured. */
export function offsetWhenRead(snapshot: MeasuredSnapshot, { node }: Pick<TimedSection, 'node'>): Span | null {
  return nodesMeasuredIn(snapshot).find(({ name }) => name === node)?.measurement ?? null
}
