/** The sites of the library, and the one that is shown with its timeline. */
import { create } from 'zustand'
import type { Incident, SnapshotSummary, Timeline } from '../../shared/contract/contract.ts'
import { isMissingService } from '../../shared/probes/families/openstack.ts'
import type { Readable } from '../program/readable.ts'

interface Sites {
  /** null: not known yet. */
  sites: { name: string; snapshots: number }[] | null
  site: string | null
  timeline: Timeline | null
  /** Raised when the library changed: who asked for something of it asks again. */
  revision: number
}

const store = create<Sites>()(() => ({ sites: null, site: null, timeline: null, revision: 0 }))
export const useSites: Readable<Sites> = store

export const noteSites = (sites: Sites['sites']): void => store.setState({ sites })
/** Of another site nothing is known yet. */
export const enterSite = (site: string | null): void => store.setState({ site, timeline: null })
export const noteTimeline = (timeline: Timeline): void =>
  store.setState(({ revision }) => ({ timeline, revision: revision + 1 }))
export const noteIncident = (incident: Incident | null): void =>
  store.setState(({ timeline }) => ({ timeline: timeline === null ? null : { ...timeline, incident } }))

export const snapshotsNow = (): SnapshotSummary[] => store.getState().timeline?.snapshots ?? []

/** A snapshot of the shown site. */
export const useSnapshot = (id: string | null): SnapshotSummary | undefined =>
  store((state) => state.timeline?.snapshots.find((snapshot) => snapshot.id === id))

export const isComplete = (snapshot: SnapshotSummary): boolean =>
  snapshot.sections.every((section) => ['ok', 'skipped'].includes(section.outcome) || isMissingService(section)) &&
  snapshot.nodes.every((node) => node.outcome === 'ok')
