/** A world while it is made. What is said again, as nearly everything is from one snapshot to the next, costs a look-up. */
import { evidenceOf, type RowInSection } from '../compare/view.ts'
import type { Evidence, Message, ParsedSection } from '../model.ts'
import type { Link, LinkKind } from './link.ts'
import type { Needs } from './needs.ts'
import type { NodeNames } from './node-names.ts'
import { type Thing, type ThingId, type ThingKind, thingKey } from './thing.ts'

/** What a link is told with. */
export interface Saying {
  lagMs: number
  /** Made only where the link is new. */
  why: () => Message
  certainty?: Link['certainty']
  evidence?: readonly Evidence[]
  source?: string
}

/** An event of the cluster about a thing: a warning in the cluster's own words. */
export interface Warned {
  reason: string
  message: string
  /** By when it had been said for the first time, as well as is known; null: it is not. */
  saidByMs: number | null
  evidence: Evidence
}

/** A service with where its list was asked for. */
export interface AskedService {
  service: ThingId
  binary: string
  host: string
  /** The node of that host's name; null: none has it. */
  node: string | null
  section: ParsedSection
}

export class WorldBuilder {
  readonly names: NodeNames
  readonly things = new Map<string, Thing>()
  readonly from = new Map<string, Link[]>()
  readonly to = new Map<string, Link[]>()
  /** By what is needed. */
  readonly needs = new Map<string, Needs[]>()
  readonly asked: AskedService[] = []
  /** Questions by the workload of the pod that they were asked in. */
  readonly askedIn = new Map<string, ThingId[]>()
  /** What serves at a node's port, by `node:port`. */
  readonly ports = new Map<string, ThingId>()
  readonly warnings = new Map<string, Warned[]>()
  readonly #known = new Set<string>()
  #found: (RowInSection & { snapshot: string }) | null = null

  constructor(names: NodeNames) {
    this.names = names
  }

  /** Whether this was not said before; it is now. */
  isNew(said: string): boolean {
    if (this.#known.has(said)) return false
    this.#known.add(said)
    return true
  }

  /** Links are evidenced by this row, until the next. */
  reading(snapshot: string, found: RowInSection | null): void {
    this.#found = found === null ? null : { ...found, snapshot }
  }

  thing(id: ThingId, called: readonly string[] = [], node = ''): void {
    const key = thingKey(id)
    const known = this.things.get(key)
    if (known === undefined) {
      this.things.set(key, { ...id, called, node })
      return
    }
    const more = called.filter((name) => !known.called.includes(name))
    const isMoved = known.node !== '' && node !== '' && known.node !== node
    if (more.length === 0 && !isMoved && (node === '' || known.node === node)) return
    this.things.set(key, { ...known, called: [...known.called, ...more], node: isMoved ? '' : node || known.node })
  }

  link(kind: LinkKind, from: ThingId, to: ThingId, { lagMs, why, certainty, evidence, source }: Saying): void {
    const [fromKey, toKey] = [thingKey(from), thingKey(to)]
    if (fromKey === toKey || !this.isNew(`${kind}\n${fromKey}\n${toKey}`)) return
    const link: Link = {
      kind,
      from: { kind: from.kind, name: from.name },
      to: { kind: to.kind, name: to.name },
      lagMs,
      certainty: certainty ?? 'proven',
      why: why(),
      evidence: [...(evidence ?? this.#seen())],
      source: source ?? null,
    }
    listed(this.from, fromKey).push(link)
    listed(this.to, toKey).push(link)
  }

  need(needs: Needs): void {
    for (const { key } of needs.needed) listed(this.needs, key).push(needs)
  }

  served(by: ThingId, node: string, port: string): void {
    this.ports.set(`${node}:${port}`, by)
  }

  warned(about: ThingId, warning: Warned): void {
    listed(this.warnings, thingKey(about)).push(warning)
  }

  /** Where the row stands that is being read. */
  seen(): Evidence {
    const found = this.#found
    if (found === null) throw new Error('No row is being read')
    return evidenceOf({ id: found.snapshot }, found)
  }

  ofKind(kind: ThingKind): Thing[] {
    return [...this.things.values()].filter((each) => each.kind === kind)
  }

  #seen = (): Evidence[] => (this.#found === null ? [] : [this.seen()])
}

/** The list of a key, made where there is none. */
export function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const list: T[] = []
  lists.set(key, list)
  return list
}

/** What shows what befalls a workload: its pods. */
export function podsOf(world: WorldBuilder, workload: ThingId): Thing[] {
  return (world.to.get(thingKey(workload)) ?? []).flatMap(({ kind, from }) => {
    const pod = kind === 'consists-of' ? world.things.get(thingKey(from)) : undefined
    return pod ?? []
  })
}
