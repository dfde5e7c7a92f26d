/** A parsed snapshot made ready for asking: what was collected where, and which row answers to which key. */
import { askedBy } from '../commands/asked.ts'
import { compoundKey, partsOf } from '../compound-key.ts'
import type { Evidence, ParsedSection, ParsedSnapshot, Row, Subject } from '../model.ts'
import { workloadOfPodName } from '../parse/workload.ts'
import { probeNamed } from '../probes/index.ts'
import { rowOfKey } from './rows-by-key.ts'

export interface RowInSection {
  row: Row
  section: ParsedSection
}

/** Whether an absent key means anything. `full`: absent is gone. `partial`: a filter or a limit may hide it. `none`: not collected. */
export type Coverage = 'full' | 'partial' | 'none'

/** All that one probe shows at one place: of several sections that answer the same question, the first that has a key speaks. */
export interface Listing {
  probe: string
  place: string
  coverage: Coverage
  sections: ParsedSection[]
}

export interface SnapshotView {
  snapshot: ParsedSnapshot
  /** By probe, then by place. Rows are read when they are asked for: `parsed` of a stored section is a getter. */
  listings: ReadonlyMap<string, ReadonlyMap<string, Listing>>
  rows: ViewRows
  /** Coverage of a probe at a place. */
  coverage: (probe: string, place: string) => Coverage
}

/** Where a section's rows belong across snapshots: nothing for cluster-wide probes, the pod's workload, or the node. */
export function placeOf(section: { node: string; probe: string; pod: string | null }): string {
  if (probeNamed(section.probe).scope === 'cluster') return ''
  return section.pod === null ? section.node : `pod/${workloadOfPodName(section.pod)}`
}

export const subjectId = ({ probe, place, key }: Subject): string => compoundKey(probe, place, key)

/** All that one probe shows at one place. */
export const placeId = (probe: string, place: string): string => compoundKey(probe, place)

export function evidenceOf(snapshot: { id: string }, { row, section }: RowInSection): Evidence {
  const lines = []
  for (let line = row.line; line <= row.lastLine; line++) lines.push(line)
  return { snapshot: snapshot.id, node: section.node, probe: section.probe, pod: section.pod, stream: 'stdout', lines }
}

/** What a section says of itself, counted. */
export interface CountedSection {
  probe: string
  command: string
  outcome: ParsedSection['outcome']
  partialView: ParsedSection['partialView']
  rows: number
  unparsed: number
}

/** Whether what this section does not show is not there. A command that hides things, a limit or an unread line forbid it. */
export function coverageOf({ probe, command, outcome, partialView, rows, unparsed }: CountedSection): Coverage {
  const complete = outcome === 'ok' && partialView === null && unparsed === 0 && showsAll(probe, command)
  if (complete) return 'full'
  return rows > 0 ? 'partial' : 'none'
}

/** By its line as a whole, as a profile asks, or by the command that the probe knows in what somebody typed. */
function showsAll(name: string, command: string): boolean {
  const probe = probeNamed(name)
  return probe.showsAll === undefined || probe.showsAll(command) || probe.showsAll(askedBy(probe, command))
}

/** Of two sections that answer the same question. */
export function bestCoverage(a: Coverage, b: Coverage): Coverage {
  if (a === 'full' || b === 'full') return 'full'
  return a === 'partial' || b === 'partial' ? 'partial' : 'none'
}

/** `counts`: of each section, where they are known without its rows. */
export function viewOf(snapshot: ParsedSnapshot, counts: readonly CountedSection[] = countsOf(snapshot)): SnapshotView {
  const listings = new Map<string, Map<string, Listing>>()
  for (const [index, section] of snapshot.sections.entries()) {
    const { probe } = section
    const place = placeOf(section)
    const counted = counts[index]
    const coverage = counted === undefined ? 'none' : coverageOf(counted)
    const places = listings.get(probe) ?? new Map<string, Listing>()
    listings.set(probe, places)
    const known = places.get(place)
    if (known === undefined) places.set(place, { probe, place, coverage, sections: [section] })
    else {
      known.coverage = bestCoverage(known.coverage, coverage)
      known.sections.push(section)
    }
  }
  return {
    snapshot,
    listings,
    rows: new ViewRows(listings),
    coverage: (probe, place) => listings.get(probe)?.get(place)?.coverage ?? 'none',
  }
}

const countsOf = ({ sections }: ParsedSnapshot): CountedSection[] =>
  sections.map(({ probe, command, outcome, partialView, parsed }) => ({
    probe,
    command,
    outcome,
    partialView,
    rows: parsed.rows.length,
    unparsed: parsed.unparsed.length,
  }))

/** The row of a key. */
export function foundIn({ sections }: Listing, key: string): RowInSection | undefined {
  for (const section of sections) {
    const row = rowOfKey(section.parsed.rows, key)
    if (row !== undefined) return { row, section }
  }
  return undefined
}

/** Every key once. */
export function rowsOf({ sections }: Listing): RowInSection[] {
  const [only, another] = sections
  if (only === undefined) return []
  if (another === undefined) return only.parsed.rows.map((row) => ({ row, section: only }))
  const found = new Map<string, RowInSection>()
  for (const section of sections)
    for (const row of section.parsed.rows) if (!found.has(row.key)) found.set(row.key, { row, section })
  return [...found.values()]
}

/** Rows whose key the other does not show. Nearly every key stands where it stands there. */
export function rowsNotIn(listing: Listing, other: Listing): RowInSection[] {
  const [there, another] = other.sections
  const likely = there === undefined || another !== undefined ? [] : there.parsed.rows
  return listing.sections.flatMap((section) =>
    section.parsed.rows
      .filter(({ key }, index) => likely[index]?.key !== key && foundIn(other, key) === undefined)
      .map((row) => ({ row, section })),
  )
}

/** Rows of a snapshot, by `subjectId`. */
export class ViewRows {
  readonly #listings: SnapshotView['listings']

  constructor(listings: SnapshotView['listings']) {
    this.#listings = listings
  }

  find({ probe, place, key }: Subject): RowInSection | undefined {
    const listing = this.#listings.get(probe)?.get(place)
    return listing === undefined ? undefined : foundIn(listing, key)
  }

  get(id: string): RowInSection | undefined {
    const [probe = '', place = '', key = ''] = partsOf(id)
    return this.find({ probe, place, key })
  }

  has(id: string): boolean {
    return this.get(id) !== undefined
  }

  *values(): Generator<RowInSection> {
    for (const places of this.#listings.values()) for (const listing of places.values()) yield* rowsOf(listing)
  }

  *[Symbol.iterator](): Generator<[id: string, found: RowInSection]> {
    for (const [probe, places] of this.#listings)
      for (const [place, listing] of places)
        for (const found of rowsOf(listing)) yield [subjectId({ probe, place, key: found.row.key }), found]
  }
}
