/** What the window shows: the site, its timeline, the chosen pair A and B, and the one selection. */

import { create } from 'zustand'
import { messageOf } from '../../shared/contract/call-error.ts'
import type { Incident, SnapshotSummary, Timeline } from '../../shared/contract/contract.ts'
import { CallError, type EventBody } from '../../shared/contract/contract.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Change, Evidence, Finding, Subject } from '../../shared/model.ts'
import { usePreferences } from '../preferences/preferences.ts'
import type { Client } from '../program/client.ts'
import { aroundIncident, orderedPair } from '../timeline/model.ts'

export interface Selection {
  title: string
  subject: Subject | null
  evidence: Evidence[]
  index: number
  /** The subject was looked for in this section and is not there. */
  absent: boolean
  /** What the pane shows of it: the raw lines, or its course over time. */
  pane: 'lines' | 'history'
}
export interface Notice {
  id: number
  kind: 'error' | 'done'
  text: string
  /** What can be done about it. */
  action?: { label: string; run: () => void }
}

interface LibraryState {
  connection: 'connecting' | 'ready' | 'lost'
  sites: { name: string; snapshots: number }[] | null
  site: string | null
  timeline: Timeline | null
  aId: string | null
  bId: string | null
  findings: Finding[] | null
  /** Found in A and not any more, or not looked at any more. */
  resolved: Finding[]
  lost: Finding[]
  changes: Change[] | null
  progress: EventBody<'progress'> | null
  /** Of the running capture, in the order in which they began. */
  steps: NonNullable<EventBody<'progress'>['step']>[]
  /** A capture waits for its answer. */
  question: EventBody<'question'> | null
  notices: Notice[]
  /** Raised when the desktop was asked to open a file. */
  filesWaiting: number
  tab: string
  selection: Selection | null
  /** Raised when the library changed: views that asked for rows ask again. */
  revision: number
}

export const useLibrary = create<LibraryState>()(() => ({
  connection: 'connecting',
  sites: null,
  site: null,
  timeline: null,
  aId: null,
  bId: null,
  findings: null,
  resolved: [],
  lost: [],
  changes: null,
  progress: null,
  question: null,
  steps: [],
  notices: [],
  filesWaiting: 0,
  tab: usePreferences.getState().tab,
  selection: null,
  revision: 0,
}))

const set = useLibrary.setState
const get = useLibrary.getState
let current: Client | null = null
let lastNotice = 0

export const attachClient = (client: Client) => {
  current = client
}
export const client = (): Client => {
  if (current === null) throw new CallError('internal', 'Not connected yet.')
  return current
}

export function notify(kind: Notice['kind'], text: string, action?: Notice['action']): void {
  const notice: Notice = { id: ++lastNotice, kind, text, ...(action === undefined ? {} : { action }) }
  // The same complaint twice is one complaint.
  set((state) => ({ notices: [...state.notices.filter((other) => other.text !== text).slice(-4), notice] }))
  if (kind === 'done') setTimeout(() => dismiss(notice.id), action === undefined ? 6000 : 20_000)
}
export const dismiss = (id: number) => set((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }))

/** Shows what failed; a lost connection has its own notice. */
export function report(error: unknown): void {
  if (error instanceof CallError && error.details.reason === 'closed') return
  // Who cancelled knows why.
  const isCancelled = error instanceof CallError && error.code === 'cancelled'
  notify(isCancelled ? 'done' : 'error', tell(messageOf(error), usePreferences.getState().language))
}

export const isComplete = (snapshot: SnapshotSummary) =>
  snapshot.sections.every((section) => section.outcome === 'ok' || section.outcome === 'skipped') &&
  snapshot.nodes.every((node) => node.outcome === 'ok')

const momentsOf = (snapshots: SnapshotSummary[]) =>
  snapshots.map((snapshot) => ({ takenAtMs: Date.parse(snapshot.takenAt), complete: isComplete(snapshot) }))

/** Asks for the sites again and keeps, or picks, one. */
export async function loadSites(prefer?: string): Promise<void> {
  try {
    const sites = await client().call('listSites', {})
    const name = prefer ?? get().site
    const site = sites.find((candidate) => candidate.name === name) ?? sites[0] ?? null
    set({ sites, connection: 'ready' })
    if (site === null)
      set({ site: null, timeline: null, aId: null, bId: null, findings: null, changes: null, selection: null })
    else await openSite(site.name)
  } catch (error) {
    report(error)
  }
}

/** Shows a site; the chosen pair is kept when it still exists. */
export async function openSite(site: string): Promise<void> {
  const sameSite = get().site === site
  if (!sameSite) set({ site, timeline: null, aId: null, bId: null, findings: null, changes: null, selection: null })
  try {
    const timeline = await client().call('timeline', { site })
    if (get().site !== site) return
    const known = (id: string | null) => timeline.snapshots.some((snapshot) => snapshot.id === id)
    const { aId, bId } = get()
    set((state) => ({ timeline, revision: state.revision + 1 }))
    if (known(aId) && known(bId)) await choosePair(aId, bId)
    else await chooseIndexes(startingPair(timeline))
  } catch (error) {
    report(error)
  }
}

function startingPair(timeline: Timeline): { a: number; b: number } {
  const last = timeline.snapshots.length - 1
  const around =
    timeline.incident === null ? null : aroundIncident(momentsOf(timeline.snapshots), Date.parse(timeline.incident.at))
  return around ?? { a: Math.max(0, last - 1), b: last }
}

/** Makes two snapshots A and B. */
export const chooseIndexes = ({ a, b }: { a: number; b: number }) => {
  const snapshots = get().timeline?.snapshots ?? []
  return choosePair(snapshots[a]?.id ?? null, snapshots[b]?.id ?? null)
}

/** Makes a snapshot A or B; they stay in order of time. */
export function choose(which: 'a' | 'b', index: number): void {
  const snapshots = get().timeline?.snapshots ?? []
  const { aId, bId } = get()
  const other = snapshots.findIndex((snapshot) => snapshot.id === (which === 'a' ? bId : aId))
  const pair = orderedPair(which, index, other === -1 ? index : other)
  void chooseIndexes(pair)
}

let asked = 0
async function choosePair(aId: string | null, bId: string | null): Promise<void> {
  const mine = ++asked
  set({ aId, bId, findings: null, changes: null })
  if (bId === null) return set({ findings: [], changes: [] })
  try {
    if (aId === null || aId === bId) {
      const findings = await client().call('findings', { snapshot: bId })
      if (mine === asked) set({ findings, changes: [], resolved: [], lost: [] })
    } else {
      const { findings, changes, resolved, lost } = await client().call('compare', { a: aId, b: bId })
      if (mine === asked) set({ findings, changes, resolved, lost })
    }
  } catch (error) {
    if (mine === asked) set({ findings: [], changes: [] })
    report(error)
  }
}

/** A and B as they stand around the marked incident. */
export function chooseAroundIncident(): void {
  const { timeline } = get()
  if (timeline?.incident == null) return
  const pair = aroundIncident(momentsOf(timeline.snapshots), Date.parse(timeline.incident.at))
  if (pair !== null) void chooseIndexes(pair)
}

export async function markIncident(incident: Incident | null): Promise<void> {
  const { site, timeline } = get()
  if (site === null || timeline === null) return
  try {
    await client().call('setIncident', { site, incident })
    set({ timeline: { ...timeline, incident } })
    if (incident !== null) chooseAroundIncident()
  } catch (error) {
    report(error)
  }
}

/** Deletes a snapshot; for a while it can be had back. */
export async function deleteSnapshot(snapshot: string, done: string, undoLabel: string): Promise<void> {
  try {
    const { undo } = await client().call('deleteSnapshot', { snapshot })
    const run = () => void client().call('undoDelete', { undo }).catch(report)
    notify('done', done, { label: undoLabel, run })
  } catch (error) {
    report(error)
  }
}

type Selected = Omit<Selection, 'index' | 'absent' | 'pane'> & Partial<Pick<Selection, 'absent' | 'pane'>>
export const select = (selection: Selected) =>
  set({ selection: { absent: false, pane: 'lines', ...selection, index: 0 } })
export const showPane = (pane: Selection['pane']) =>
  set((state) => (state.selection === null ? state : { selection: { ...state.selection, pane } }))
export const showEvidence = (index: number) =>
  set((state) => (state.selection === null ? state : { selection: { ...state.selection, index } }))
export function openTab(tab: string): void {
  set({ tab })
  usePreferences.getState().remember({ tab })
}

export async function openSample(): Promise<void> {
  try {
    const { site, a, b } = await client().call('openSample', {})
    await loadSites(site)
    await choosePair(a, b)
  } catch (error) {
    report(error)
  }
}

/** Keeps where each probe of a capture stands. */
export function noteProgress(progress: EventBody<'progress'>): void {
  const { step, done, total } = progress
  set((state) => ({
    progress: total > 0 && done >= total ? null : progress,
    steps:
      step === null || progress.task !== 'capture' || step.node.includes(', ')
        ? state.steps
        : withStep(state.steps, step),
  }))
}

function withStep(steps: LibraryState['steps'], step: LibraryState['steps'][number]): LibraryState['steps'] {
  const at = steps.findIndex(({ node, probe }) => node === step.node && probe === step.probe)
  return at < 0 ? [...steps, step] : steps.with(at, step)
}
