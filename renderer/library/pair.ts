/** The chosen pair A and B, what is found in B, and what changed between them. */
import { create } from 'zustand'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Incident } from '../../shared/incidents/incident.ts'
import type { Change, Finding } from '../../shared/model.ts'
import { report } from '../notices/notify.ts'
import { client } from '../program/connection.ts'
import type { Readable } from '../program/readable.ts'
import { orderedPair, type PairOfIndexes, pairAroundIncident } from './pair-choice.ts'
import { snapshotsNow, useSites, useSnapshot } from './sites.ts'

interface Pair {
  aId: string | null
  bId: string | null
  /** null: not known yet, as with the changes. */
  findings: Finding[] | null
  /** What the findings are told under; they count them. */
  incidents: Incident[]
  /** Found in A and not any more. */
  resolved: Finding[]
  /** Found in A and not looked at in B. */
  lost: Finding[]
  changes: Change[] | null
}

const none = { findings: null, incidents: [], resolved: [], lost: [], changes: null }
const store = create<Pair>()(() => ({ aId: null, bId: null, ...none }))
export const usePair: Readable<Pair> = store

export const useA = (): SnapshotSummary | undefined => useSnapshot(store((state) => state.aId))
export const useB = (): SnapshotSummary | undefined => useSnapshot(store((state) => state.bId))

export const forgetPair = (): void => store.setState({ aId: null, bId: null, ...none })

let asked = 0
/** Makes two snapshots A and B, and asks what is found in them and what changed. */
export async function choosePair(aId: string | null, bId: string | null): Promise<void> {
  const mine = ++asked
  store.setState({ aId, bId, findings: null, incidents: [], changes: null })
  if (bId === null) return store.setState({ findings: [], incidents: [], changes: [] })
  try {
    const answer = await answerOf(aId, bId)
    if (mine === asked) store.setState(answer)
  } catch (error) {
    if (mine === asked) store.setState({ findings: [], incidents: [], changes: [] })
    report(error)
  }
}

/** One snapshot alone has findings and no changes. */
async function answerOf(aId: string | null, bId: string): Promise<Partial<Pair>> {
  if (aId === null || aId === bId) {
    const { findings, incidents } = await client().call('findings', { snapshot: bId })
    return { findings, incidents, changes: [], resolved: [], lost: [] }
  }
  const { findings, incidents, changes, resolved, lost } = await client().call('compare', { a: aId, b: bId })
  return { findings, incidents, changes, resolved, lost }
}

export function chooseIndexes({ a, b }: PairOfIndexes): Promise<void> {
  const snapshots = snapshotsNow()
  return choosePair(snapshots[a]?.id ?? null, snapshots[b]?.id ?? null)
}

/** Makes a snapshot A or B; they stay in order of time. */
export function choose(which: 'a' | 'b', index: number): void {
  const { aId, bId } = store.getState()
  const other = snapshotsNow().findIndex((snapshot) => snapshot.id === (which === 'a' ? bId : aId))
  void chooseIndexes(orderedPair(which, index, other === -1 ? index : other))
}

/** A and B as they stand around the marked incident. */
export function chooseAroundIncident(): void {
  const { timeline } = useSites.getState()
  const pair = timeline === null ? null : pairAroundIncident(timeline)
  if (pair !== null) void chooseIndexes(pair)
}
