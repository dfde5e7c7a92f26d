/**
 * The world of a site: the things that its rows are about and how they belong together. A pure function of snapshots and of
 * what is known to depend on what.
 */
import { placeOf, type SnapshotView } from '../compare/view.ts'
import { compoundKey } from '../compound-key.ts'
import type { Fields, Subject } from '../model.ts'
import { type Warned, WorldBuilder } from './builder.ts'
import type { Dependency } from './dependency.ts'
import { joinJudgedBy } from './joins/judged-by.ts'
import { joinLogsOf } from './joins/logs-of.ts'
import { joinNamed } from './joins/named.ts'
import { joinNeeds } from './joins/needs.ts'
import { joinOnDisk } from './joins/on-disk.ts'
import { addQuestion, joinAskedIn, questionOf } from './joins/questions.ts'
import { joinRegistries } from './joins/registries.ts'
import { joinRunBy } from './joins/run-by.ts'
import type { Link } from './link.ts'
import type { Needs } from './needs.ts'
import { type NodeNames, nodeNamesOf } from './node-names.ts'
import { readerOf } from './readers/index.ts'
import { type Thing, type ThingId, thingKey } from './thing.ts'

export interface World {
  names: NodeNames
  /** By `thingKey`. */
  things: ReadonlyMap<string, Thing>
  /** What a row or a finding is about. */
  thingOf: (subject: Subject) => ThingId
  /** Where what befalls the thing may show. */
  from: (id: ThingId) => readonly Link[]
  /** What needs it, and others like it. */
  needs: (id: ThingId) => readonly Needs[]
  /** What the thing needs, with what needs the same. */
  neededBy: (id: ThingId) => readonly Needs[]
  /** What may show at the thing. */
  to: (id: ThingId) => readonly Link[]
  /** What the cluster's events warn of. */
  warningsOf: (id: ThingId) => readonly Warned[]
}

/** Of all that was seen in any of the snapshots: a pod is on every node that it was seen on. */
export const worldOver = (history: readonly SnapshotView[], dependencies: readonly Dependency[]): World =>
  new GrowingWorld(dependencies).over(history)

/** The world of a site while snapshots come: another one costs what that one holds, however many there are. */
export class GrowingWorld {
  readonly #dependencies: readonly Dependency[]
  #read: readonly SnapshotView[] = []
  #rowsRead: RowsRead = new Map()
  #builder = new WorldBuilder(nodeNamesOf([]))
  #world: World | null = null

  constructor(dependencies: readonly Dependency[]) {
    this.#dependencies = dependencies
  }

  /** Begins anew unless the snapshots are those of before and more, and nodes are called as they were. */
  over(history: readonly SnapshotView[]): World {
    const isMore = this.#read.every((view, index) => history[index] === view)
    if (isMore && history.length === this.#read.length && this.#world !== null) return this.#world
    const names = nodeNamesOf(history)
    const goesOn = isMore && this.#read.length > 0 && names.areAs(this.#builder.names)
    if (!goesOn) {
      this.#builder = new WorldBuilder(names)
      this.#rowsRead = new Map()
    }
    for (const view of goesOn ? history.slice(this.#read.length) : history)
      addSnapshot(this.#builder, view, this.#rowsRead)
    this.#read = history
    join(this.#builder, this.#dependencies)
    this.#world = worldIn(this.#builder)
    return this.#world
  }
}

/** What only all rows together show. Said again, it adds nothing. */
function join(builder: WorldBuilder, dependencies: readonly Dependency[]): void {
  joinAskedIn(builder)
  joinRunBy(builder)
  joinOnDisk(builder)
  joinJudgedBy(builder)
  joinLogsOf(builder)
  joinRegistries(builder)
  joinNamed(builder)
  builder.needs.clear()
  joinNeeds(builder, dependencies)
}

function worldIn({ names, things, from, to, needs, warnings }: WorldBuilder): World {
  const nothing: readonly never[] = []
  return {
    names,
    things,
    thingOf: (subject) => thingOf(names, subject),
    from: (id) => from.get(thingKey(id)) ?? nothing,
    needs: (id) => needs.get(thingKey(id)) ?? nothing,
    neededBy: (id) => [...new Set([...needs.values()].flat())].filter(({ needing }) => needing.has(thingKey(id))),
    to: (id) => to.get(thingKey(id)) ?? nothing,
    warningsOf: (id) => warnings.get(thingKey(id)) ?? nothing,
  }
}

/** Fields that were read, by where they stood: what stays as it was from one snapshot to the next is one object in both. */
type RowsRead = Map<string, Set<Fields>>

function addSnapshot(builder: WorldBuilder, { snapshot }: SnapshotView, read: RowsRead): void {
  for (const section of snapshot.sections) {
    addQuestion(builder, section)
    const reader = readerOf(section.probe)
    if (reader === undefined) continue
    const place = placeOf(section)
    const node = builder.names.nameOf(section.node)
    const at = place === section.node ? node : place
    const where = compoundKey(section.probe, at)
    const known = read.get(where) ?? new Set<Fields>()
    read.set(where, known)
    for (const row of section.parsed.rows) {
      if (known.has(row.fields)) continue
      const gist = reader.gist(row.fields, row)
      if (gist !== null) known.add(row.fields)
      if (gist !== null && !builder.isNew(compoundKey(where, gist))) continue
      builder.reading(snapshot.id, { row, section })
      reader.read(row.fields, reader.about(at, row.key), { node, section }, builder)
    }
    builder.reading(snapshot.id, null)
  }
}

function thingOf(names: NodeNames, { probe, place, key }: Subject): ThingId {
  const node = names.nodeOf(place) ?? place
  const about = key === '' ? null : (readerOf(probe)?.about(node, key) ?? null)
  if (about === null) return questionOf(probe, node)
  return about.kind === 'node' ? { kind: 'node', name: names.nameOf(about.name) } : about
}
