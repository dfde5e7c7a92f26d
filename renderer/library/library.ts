/** What is done with the library as a whole: opening a site, marking its incident, deleting, the sample. */
import type { Incident } from '../../shared/contract/contract.ts'
import { notify, report } from '../notices/notify.ts'
import { client, noteAnswer } from '../program/connection.ts'
import { chooseAroundIncident, chooseIndexes, choosePair, forgetPair, usePair } from './pair.ts'
import { startingPair } from './pair-choice.ts'
import { forgetSelection } from './selection.ts'
import { enterSite, noteIncident, noteSites, noteTimeline, useSites } from './sites.ts'

/** Asks for the sites again and keeps, or picks, one. */
export async function loadSites(prefer: string | null = null): Promise<void> {
  try {
    const sites = await client().call('listSites', {})
    const name = prefer ?? useSites.getState().site
    const site = sites.find((candidate) => candidate.name === name) ?? sites[0]
    noteSites(sites)
    noteAnswer()
    if (site === undefined) leaveFor(null)
    else await openSite(site.name)
  } catch (error) {
    report(error)
  }
}

function leaveFor(site: string | null): void {
  enterSite(site)
  forgetPair()
  forgetSelection()
}

/** Shows a site; the chosen pair is kept when it still exists. */
export async function openSite(site: string): Promise<void> {
  if (useSites.getState().site !== site) leaveFor(site)
  try {
    const timeline = await client().call('timeline', { site })
    if (useSites.getState().site !== site) return
    noteTimeline(timeline)
    const isKnown = (id: string | null) => timeline.snapshots.some((snapshot) => snapshot.id === id)
    const { aId, bId } = usePair.getState()
    if (isKnown(aId) && isKnown(bId)) await choosePair(aId, bId)
    else await chooseIndexes(startingPair(timeline))
  } catch (error) {
    report(error)
  }
}

/** null: the incident was none. */
export async function markIncident(incident: Incident | null): Promise<void> {
  const { site, timeline } = useSites.getState()
  if (site === null || timeline === null) return
  try {
    await client().call('setIncident', { site, incident })
    noteIncident(incident)
    if (incident !== null) chooseAroundIncident()
  } catch (error) {
    report(error)
  }
}

/** Deletes a snapshot; for a while it can be had back. `done` and `undoLabel` are said and offered then. */
export async function deleteSnapshot(snapshot: string, done: string, undoLabel: string): Promise<void> {
  try {
    const { undo } = await client().call('deleteSnapshot', { snapshot })
    const run = () => void client().call('undoDelete', { undo }).catch(report)
    notify('done', done, { label: undoLabel, run })
  } catch (error) {
    report(error)
  }
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
