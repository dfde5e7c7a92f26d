/** The timeline: snapshots and lanes over time, the handles A and B, the incident. */
import './timeline.css'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SnapshotSummary, Timeline as TimelineData } from '../../shared/contract/contract.ts'
import { usePair } from '../library/pair.ts'
import type { Scale, Window } from './axis.ts'
import { groupLanes, type LaneFilter } from './lane-groups.ts'
import { Minimap } from './minimap.tsx'
import { TimelineBody } from './timeline-body.tsx'
import { TimelineTools } from './timeline-tools.tsx'
import { useMoments } from './use-moments.ts'
import { useZoom } from './use-zoom.ts'

/** Between the names of the lanes and the right edge, in pixels. */
function scaleOf(shown: Window, width: number): Scale {
  const left = Math.min(280, Math.max(120, width * 0.28))
  return { ...shown, left, width: Math.max(50, width - left - 34) }
}

/** Where A and B stand among the snapshots; -1 where there is none. */
function useIndexes(snapshots: SnapshotSummary[]): { a: number; b: number } {
  const { aId, bId } = usePair()
  const indexOf = (id: string | null) => snapshots.findIndex((snapshot) => snapshot.id === id)
  return { a: indexOf(aId), b: indexOf(bId) }
}

export function Timeline({ timeline }: { timeline: TimelineData }) {
  const { t } = useTranslation()
  const { snapshots, lanes, incident } = timeline
  const [filter, setFilter] = useState<LaneFilter>({ onlyChanged: true, onlyNotFine: false, search: '' })
  const { ref, width, height } = useElementSize<HTMLDivElement>()
  const moments = useMoments(timeline)
  const { axis, whole } = moments
  const zoom = useZoom(whole, axis)
  const scale = scaleOf(zoom.shown, width)
  const groups = useMemo(() => groupLanes(lanes, filter), [lanes, filter])
  const shownLanes = groups.reduce((sum, group) => sum + group.lanes.length, 0)
  const { a, b } = useIndexes(snapshots)
  return (
    <section className="timeline" aria-label={t('timeline.label')}>
      <TimelineTools
        filter={filter}
        onFilter={setFilter}
        snapshots={snapshots.length}
        shown={shownLanes}
        total={lanes.length}
        onZoom={(factor) => (factor === null ? zoom.show(null) : zoom.zoom(factor))}
        defaultIncidentAt={snapshots[b]?.takenAt ?? new Date(axis.timeOf(whole.toMs)).toISOString()}
        incident={incident}
      />
      <TimelineBody
        sizeRef={ref}
        size={{ width, height }}
        incident={incident}
        moments={moments}
        groups={groups}
        scale={scale}
        zoom={zoom}
        a={a}
        b={b}
      >
        {shownLanes === 0 && lanes.length > 0 && (
          <p className="empty timeline-empty">{t('timeline.nothing', { hidden: lanes.length })}</p>
        )}
      </TimelineBody>
      <Minimap moments={moments} lanes={lanes} a={a} b={b} left={scale.left} zoom={zoom} />
    </section>
  )
}
