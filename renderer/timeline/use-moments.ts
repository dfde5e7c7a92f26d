/** What stands on the timeline's axis, and where. */
import { useMemo } from 'react'
import type { SnapshotSummary, Timeline } from '../../shared/contract/contract.ts'
import type { Event } from '../../shared/model.ts'
import { isComplete } from '../library/sites.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { type Axis, evenAxis, trueAxis, type Window } from './axis.ts'
import { eventBounds } from './events.ts'
import { wholeWindow } from './window.ts'

export interface Moments {
  snapshots: SnapshotSummary[]
  events: Event[]
  incidentMs: number | null
  axis: Axis
  /** Equal steps from snapshot to snapshot instead of true distances. */
  even: boolean
  /** When the snapshots were taken. */
  timesMs: number[]
  /** Where they stand on the axis. */
  momentsMs: number[]
  /** Times that no clock told. */
  inferred: boolean[]
  completes: boolean[]
  /** From the first of all this to the last. */
  whole: Window
}

export function useMoments({ snapshots, incident }: Timeline): Moments {
  const even = usePreferences((state) => state.even)
  const timesMs = useMemo(() => snapshots.map((snapshot) => Date.parse(snapshot.takenAt)), [snapshots])
  const axis = useMemo(() => (even ? evenAxis(timesMs) : trueAxis), [even, timesMs])
  return useMemo(() => {
    const momentsMs = timesMs.map((ms) => axis.positionOf(ms))
    const events = snapshots.flatMap((snapshot) => snapshot.events)
    const incidentMs = incident === null ? null : Date.parse(incident.at)
    const others = events.flatMap((event) => {
      const bounds = eventBounds(event)
      return bounds === null ? [] : [bounds.fromMs, bounds.toMs]
    })
    if (incidentMs !== null) others.push(incidentMs)
    return {
      snapshots,
      events,
      incidentMs,
      axis,
      even,
      timesMs,
      momentsMs,
      inferred: snapshots.map((snapshot) => snapshot.takenAtInferred !== null),
      completes: snapshots.map(isComplete),
      whole: wholeWindow([...momentsMs, ...others.map((ms) => axis.positionOf(ms))]),
    }
  }, [snapshots, incident, timesMs, axis, even])
}
