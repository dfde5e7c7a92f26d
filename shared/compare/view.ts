/** A parsed snapshot made ready for asking: what was collected where, and which row answers to which key. */
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

export const subjectId = (subject: Subject): string => `${subject.probe}\u0000${subject.place}\u0000${subject.key}`

export function evidenceOf(snapshot: { id: string }, { row, section }: RowInSection): Evidence {
  const lines = []
  for (let line = row.line; line <= row.lastLine; line++) lines.push(line)
  return { snapshot: snapshot.id, node: section.node, probe: section.probe, pod: section.pod, stream: 'stdout', lines }
}

/** Whether what this section does not show is not there. A command that hides things, a limit or an unread line forbid it. */
function coverageOf(section: ParsedSection): Coverage {
  const complete =
    section.outcome === 'ok' &&
    section.partialView === null &&
    section.parsed.unparsed.length === 0 &&
    probeNamed(section.probe).showsAll?.(section.command) !== false
  return complete ? 'full' : section.parsed.rows.length > 0 ? 'partial' : 'none'
}

export function viewOf(snapshot: ParsedSnapshot): SnapshotView {
  const rows = new Map<string, RowInSection>()
  const coverages = new Map<string, Coverage>()
  for (const section of snapshot.sections) {
    const place = placeOf(section)
    const id = `${section.probe}\u0000${place}`
    const mine = coverageOf(section)
    const best = coverages.get(id) ?? 'none'
    coverages.set(
      id,
      mine === 'full' || best === 'full' ? 'full' : mine === 'partial' || best === 'partial' ? 'partial' : 'none',
    )
    for (const row of section.parsed.rows) {
      const key = subjectId({ probe: section.probe, place, key: row.key })
      if (!rows.has(key)) rows.set(key, { row, section })
    }
  }
  return { snapshot, rows, coverage: (probe, place) => coverages.get(`${probe}\u0000${place}`) ?? 'none' }
}
