/** A parsed snapshot made ready for asking: what was collected where, and which row answers to which key. */
import { askedBy } from '../commands/asked.ts'
import { compoundKey, firstPart } from '../compound-key.ts'
import type { Evidence, ParsedSection, ParsedSnapshot, Row, Subject } from '../model.ts'
import { workloadOfPodName } from '../parse/workload.ts'
import { probeNamed } from '../probes/index.ts'

export interface RowInSection {
  row: Row
  section: ParsedSection
}

/** Whether an absent key means anything. `full`: absent is gone. `partial`: a filter or a limit may hide it. `none`: not collected. */
export type Coverage = 'full' | 'partial' | 'none'

export interface SnapshotView {
  snapshot: ParsedSnapshot
  /** Rows by `subjectId`. */
  rows: Map<string, RowInSection>
  /** Coverage of a probe at a place. */
  coverage: (probe: string, place: string) => Coverage
}

/** Where a section's rows belong across snapshots: nothing for cluster-wide probes, the pod's workload, or the node. */
export function placeOf(section: { node: string; probe: string; pod: string | null }): string {
  if (probeNamed(section.probe).scope === 'cluster') return ''
  return section.pod === null ? section.node : `pod/${workloadOfPodName(section.pod)}`
}

export const subjectId = ({ probe, place, key }: Subject): string => compoundKey(probe, place, key)

/** The probe of a `subjectId`. */
export const probeOfSubject = (id: string): string => firstPart(id)

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
  const complete =
    outcome === 'ok' &&
    partialView === null &&
    unparsed === 0 &&
    probeNamed(probe).showsAll?.(askedBy(probeNamed(probe), command)) !== false
  if (complete) return 'full'
  return rows > 0 ? 'partial' : 'none'
}

/** Of two sections that answer the same question. */
export function bestCoverage(a: Coverage, b: Coverage): Coverage {
  if (a === 'full' || b === 'full') return 'full'
  return a === 'partial' || b === 'partial' ? 'partial' : 'none'
}

export function viewOf(snapshot: ParsedSnapshot): SnapshotView {
  const rows = new Map<string, RowInSection>()
  const coverages = new Map<string, Coverage>()
  for (const section of snapshot.sections) {
    const place = placeOf(section)
    const id = placeId(section.probe, place)
    const { parsed } = section
    const mine = coverageOf({ ...section, rows: parsed.rows.length, unparsed: parsed.unparsed.length })
    coverages.set(id, bestCoverage(coverages.get(id) ?? 'none', mine))
    for (const row of section.parsed.rows) {
      const key = subjectId({ probe: section.probe, place, key: row.key })
      if (!rows.has(key)) rows.set(key, { row, section })
    }
  }
  return { snapshot, rows, coverage: (probe, place) => coverages.get(placeId(probe, place)) ?? 'none' }
}
