/** One name for a thing of a site, whatever tool speaks of it. */
import { z } from 'zod'

/**
 * `unit`: what systemd runs on a node, the docker daemon and the kubelet among them. `clock`: a node's. `api`: what answers
 * the questions of a family (`kubernetes`, `openstack`). `question`: a probe at a place.
 */
export const thingKinds = [
  'node',
  'unit',
  'clock',
  'disk',
  'log',
  'container',
  'pod',
  'workload',
  'image',
  'service',
  'api',
  'question',
] as const
export const thingKind = z.enum(thingKinds)
export type ThingKind = z.infer<typeof thingKind>

/**
 * `name` is unique among the things of its kind in a site: `cvk1`, `default/novarc-1lj17` (pods and workloads),
 * `nova-compute@cvk1` (services), `cvk1/docker` (what is on a node).
 */
export const thingId = z.object({ kind: thingKind, name: z.string() })
export type ThingId = z.infer<typeof thingId>

/** A thing that was met. */
export interface Thing extends ThingId {
  /** What others call it, without its place: a service's binary, a pod's workload and own name, a node's names. */
  called: readonly string[]
  /** The node it is on, by that one's name; empty where it is on none, or may be on several. */
  node: string
}

export const thing = (kind: ThingKind, name: string): ThingId => ({ kind, name })
export const thingKey = ({ kind, name }: ThingId): string => `${kind}:${name}`
/** What is on a node is named after it. */
export const onNode = (kind: ThingKind, node: string, name: string): ThingId => thing(kind, `${node}/${name}`)
