/** From a thing on the timeline to the raw lines that show it at one snapshot. */
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Subject } from '../../shared/model.ts'
import { workloadOfPodName } from '../../shared/parse/workload.ts'
import { report } from '../notices/notify.ts'
import { client } from '../program/connection.ts'
import { type Selection, select } from './selection.ts'

type SectionSummary = SnapshotSummary['sections'][number]

/** Sections where a subject would be, best first: those that were collected, then the rest. */
export function sectionsFor(subject: Subject, sections: SectionSummary[]): SectionSummary[] {
  const mine = sections.filter((section) => {
    if (section.probe !== subject.probe) return false
    if (subject.place === '') return true
    if (section.pod === null) return section.node === subject.place
    return `pod/${workloadOfPodName(section.pod)}` === subject.place
  })
  return mine.toSorted((a, b) => Number(b.outcome === 'ok') - Number(a.outcome === 'ok') || b.rows - a.rows)
}

/** Selects a subject and shows its lines at a snapshot, or the output that it is missing from. */
export async function selectSubject(
  subject: Subject,
  title: string,
  snapshot: SnapshotSummary,
  pane: Selection['pane'] = 'lines',
): Promise<void> {
  try {
    const { points } = await client().call('history', { site: snapshot.site, subject })
    const found = points.find((point) => point.snapshot === snapshot.id)?.evidence ?? null
    if (found !== null) return select({ title, subject, evidence: [found], pane })
    const section = sectionsFor(subject, snapshot.sections)[0]
    if (section === undefined) return select({ title, subject, evidence: [], absent: true, pane })
    const { node, probe, pod } = section
    select({
      title,
      subject,
      evidence: [{ snapshot: snapshot.id, node, probe, pod, stream: 'stdout', lines: [] }],
      absent: true,
      pane,
    })
  } catch (error) {
    report(error)
  }
}
