/** A stored snapshot ready for asking, whose rows are read probe by probe when somebody asks for them. */
import {
  bestCoverage,
  type CountedSection,
  type Coverage,
  coverageOf,
  placeId,
  placeOf,
  probeOfSubject,
  type RowInSection,
  type SnapshotView,
  subjectId,
} from '../../shared/compare/view.ts'
import type { ParsedSection, ParsedSnapshot } from '../../shared/model.ts'

/** A section whose `parsed` may be a getter, with its counts. */
export interface LazySection {
  section: ParsedSection
  counted: CountedSection
}

class LazyRows extends Map<string, RowInSection> {
  #left = new Map<string, ParsedSection[]>()

  constructor(sections: ParsedSection[]) {
    super()
    for (const section of sections) this.#left.set(section.probe, [...(this.#left.get(section.probe) ?? []), section])
  }

  #load(probe: string): void {
    const sections = this.#left.get(probe)
    if (sections === undefined) return
    this.#left.delete(probe)
    for (const section of sections) {
      const place = placeOf(section)
      for (const row of section.parsed.rows) {
        const id = subjectId({ probe, place, key: row.key })
        if (!super.has(id)) super.set(id, { row, section })
      }
    }
  }

  #loadAll(): void {
    for (const probe of [...this.#left.keys()]) this.#load(probe)
  }

  #loadFor(id: string): void {
    if (this.#left.size > 0) this.#load(probeOfSubject(id))
  }

  override get(id: string) {
    this.#loadFor(id)
    return super.get(id)
  }

  override has(id: string) {
    this.#loadFor(id)
    return super.has(id)
  }

  override get size() {
    // Asked by the constructor of Map itself in some engines, ahead of the fields.
    if (#left in this) this.#loadAll()
    return super.size
  }

  /** Rows in memory so far. */
  get loaded(): number {
    return super.size
  }

  override entries() {
    this.#loadAll()
    return super.entries()
  }

  override keys() {
    this.#loadAll()
    return super.keys()
  }

  override values() {
    this.#loadAll()
    return super.values()
  }

  override [Symbol.iterator]() {
    return this.entries()
  }

  override forEach(visit: (value: RowInSection, key: string, map: Map<string, RowInSection>) => void) {
    for (const [key, value] of this.entries()) visit(value, key, this)
  }
}

export interface LazyView extends SnapshotView {
  /** Rows that are in memory by now. */
  loaded: () => number
}

export function lazyViewOf(snapshot: Omit<ParsedSnapshot, 'sections'>, sections: LazySection[]): LazyView {
  const coverages = new Map<string, Coverage>()
  for (const { section, counted } of sections) {
    const id = placeId(section.probe, placeOf(section))
    coverages.set(id, bestCoverage(coverages.get(id) ?? 'none', coverageOf(counted)))
  }
  const own = sections.map(({ section }) => section)
  const rows = new LazyRows(own)
  return {
    snapshot: { ...snapshot, sections: own },
    rows,
    coverage: (probe, place) => coverages.get(placeId(probe, place)) ?? 'none',
    loaded: () => rows.loaded,
  }
}
