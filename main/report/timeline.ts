/** The timeline of a report: which lanes it shows, and where their spans lie. */

import { inOrder } from '../../shared/compare/changes.ts'
import { subjectId } from '../../shared/compare/view.ts'
import type { SnapshotSummary, Timeline } from '../../shared/contract/contract.ts'
import type { Change, Finding, Health, Lane } from '../../shared/model.ts'
import { probeTitle } from '../../shared/probes/shown.ts'
import type { Language } from '../../shared/words/language.ts'

export interface ReportTimeline {
  snapshots: SnapshotSummary[]
  lanes: Lane[]
  /** Of the site, shown or not. */
  allLanes: number
  aAt: string | null
  bAt: string
  incidentAt: string | null
}

const mostLanes = 40

/** Lanes of findings come ahead of those of changes, as long as there is room. */
export function timelineOf(
  { snapshots, lanes, incident }: Timeline,
  { findings, changes }: { findings: readonly Finding[]; changes: readonly Change[] },
  { aAt, bAt }: { aAt: string | null; bAt: string },
): ReportTimeline {
  const byId = new Map(lanes.map((lane) => [subjectId(lane), lane]))
  const wanted = new Set<Lane>()
  const comparable = changes.filter(({ kind }) => kind !== 'not-comparable')
  for (const subject of [...findings.map((finding) => finding.subject), ...comparable]) {
    const lane = byId.get(subjectId(subject))
    if (lane !== undefined && wanted.size < mostLanes) wanted.add(lane)
  }
  const shown = [...wanted].toSorted(inOrder)
  return { snapshots, lanes: shown, allLanes: lanes.length, aAt, bAt, incidentAt: incident?.at ?? null }
}

/** What a lane is called. Its host is named where its label does not. */
export function laneName({ probe, label, host }: Lane, language: Language): string {
  const parts = [probeTitle(probe, language), label]
  if (!label.includes(host)) parts.push(host)
  return parts.join(' · ')
}

export interface LaneBar {
  /** Shares of the width, 0 to 1. */
  from: number
  to: number
  state: string
  kind: Health | 'absent' | 'not-collected'
  fromAt: string
  toAt: string
}

/** Where a moment lies on the axis, 0 to 1; true to scale. */
export function placeOf({ snapshots }: ReportTimeline, iso: string): number {
  const first = Date.parse(snapshots[0]?.takenAt ?? iso)
  const last = Date.parse(snapshots.at(-1)?.takenAt ?? iso)
  if (last <= first) return 0.5
  return Math.min(1, Math.max(0, (Date.parse(iso) - first) / (last - first)))
}

/** A state is drawn from the snapshot that first shows it to the one that shows the next: what lies between is not known. */
export function laneBars(timeline: ReportTimeline, { spans }: Lane): LaneBar[] {
  return spans.map((span, index) => ({
    from: placeOf(timeline, span.from),
    to: placeOf(timeline, spans[index + 1]?.from ?? span.to),
    state: span.state,
    kind: span.state === 'absent' || span.state === 'not-collected' ? span.state : span.health,
    fromAt: span.from,
    toAt: span.to,
  }))
}
