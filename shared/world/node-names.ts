/**
 * One node has many names: its own host name, the address it was reached by, what kubernetes and nova call it. Names are one
 * node's where the capture or a row says both: the node's answer to `hostname`, the cluster's InternalIP.
 */
import type { SnapshotView } from '../compare/view.ts'
import type { Row } from '../model.ts'
import type { FieldsOf } from '../probes/fields.ts'
import { host } from '../probes/host/probe.ts'
import { kubectlGetNodes } from '../probes/kubectl-get-nodes/probe.ts'
import type { Probe } from '../probes/probe.ts'

export interface NodeNames {
  /** The name by which things of the node go: that of the capture, rather than an address. A name of nobody's is its own. */
  nameOf: (name: string) => string
  /** Null for what is no node's name. */
  nodeOf: (name: string) => string | null
  /** Every name of that node, as they were met. */
  allOf: (name: string) => string[]
  /** Whether what goes by a name here goes by it there, and nothing that is a node here was none. */
  areAs: (earlier: NodeNames) => boolean
  /** Every name that was met. */
  all: readonly string[]
}

const isAddress = (name: string): boolean => /^[\d.]+$|:/.test(name)

/** `cloudos1.example` is also called `cloudos1`. Addresses have no short form. */
const shortOf = (name: string): string => (isAddress(name) ? name : (name.split('.')[0] ?? name)).toLowerCase()

export function nodeNamesOf(history: readonly SnapshotView[]): NodeNames {
  const names = new Together()
  // The capture's own names come first, and are kept.
  for (const { snapshot } of history)
    for (const { name, address } of snapshot.nodes) names.join(name, hostPartOf(address) || name)
  for (const { snapshot } of history)
    for (const { probe, node, parsed } of snapshot.sections) {
      for (const { hostname } of fieldsIn(host, probe, parsed.rows)) if (hostname !== null) names.join(node, hostname)
      for (const { name, internalIp } of fieldsIn(kubectlGetNodes, probe, parsed.rows))
        names.join(name, internalIp ?? name)
    }
  const chosen = new Map<string, string>()
  const nodeOf = (name: string): string | null => {
    const known = chosen.get(name)
    if (known !== undefined) return known
    const all = names.allOf(name)
    const best = all.find((each) => !isAddress(each)) ?? all[0]
    if (best === undefined) return null
    chosen.set(name, best)
    return best
  }
  const all = names.met()
  return {
    nodeOf,
    nameOf: (name) => nodeOf(name) ?? name,
    allOf: (name) => names.allOf(name),
    areAs: (earlier) => all.length === earlier.all.length && all.every((name) => earlier.nodeOf(name) === nodeOf(name)),
    all,
  }
}

/** The rows' fields, where they are of this probe. */
const fieldsIn = <S extends Probe['fields']>(of: Probe<S>, probe: string, rows: readonly Row[]): FieldsOf<S>[] =>
  // A section's rows have the fields of its probe's schema.
  of.name === probe ? rows.map(({ fields }) => fields as FieldsOf<S>) : []

/** `[user@]host[:port]` without what is no part of the host. */
function hostPartOf(address: string): string {
  const host = address.slice(address.lastIndexOf('@') + 1)
  const isBareV6 = /^[0-9a-f:]+$/i.test(host) && host.split(':').length > 2
  return isBareV6 ? host : host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
}

/** Names that are one thing's, by the short form of each. */
class Together {
  readonly #parents = new Map<string, string>()
  readonly #met = new Map<string, number>()
  readonly #names = new Map<string, Set<string>>()

  join(a: string, b: string): void {
    const [x, y] = [this.#added(a), this.#added(b)]
    if (x === y) return
    this.#parents.set(y, x)
    const all = this.#names.get(x)
    for (const name of this.#names.get(y) ?? []) all?.add(name)
    this.#names.delete(y)
  }

  /** In the order in which they were met; empty for a name that never was. */
  allOf = (name: string): string[] =>
    [...(this.#names.get(this.#rootOf(shortOf(name))) ?? [])].sort((x, y) => this.#place(x) - this.#place(y))

  met = (): string[] => [...this.#met.keys()]

  #place = (name: string): number => this.#met.get(name) ?? 0

  #added(name: string): string {
    if (!this.#met.has(name)) this.#met.set(name, this.#met.size)
    const root = this.#rootOf(shortOf(name))
    const all = this.#names.get(root)
    if (all === undefined) this.#names.set(root, new Set([name]))
    else all.add(name)
    return root
  }

  #rootOf(short: string): string {
    let root = short
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent
    return root
  }
}
