/** The lanes as the timeline lists them: filtered, under headings, as rows. */
import type { Lane } from '../../shared/model.ts'
import { rankOf } from '../../shared/probes/index.ts'
import { hasChanged, hasTrouble } from './lanes.ts'

export interface LaneFilter {
  onlyChanged: boolean
  onlyNotFine: boolean
  search: string
  /** Headings: kinds of things, or the nodes and workloads they are on. Kinds when not said. */
  by?: 'kind' | 'where'
}

export interface LaneGroup {
  /** The kind of its lanes, or the node or workload they are on. */
  probe: string
  lanes: Lane[]
  /** How many there are before filtering. */
  total: number
}

/** The node or workload a lane belongs to. */
export const whereOf = ({ host, workload }: Lane): string => (host === '' ? workload : host)

/** Lanes by kind, in the order of the probes; every kind that has lanes is listed even when the filter leaves none of them. */
export function groupLanes(lanes: Lane[], filter: LaneFilter): LaneGroup[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, LaneGroup>()
  for (const lane of lanes) {
    const heading = filter.by === 'where' ? whereOf(lane) : lane.probe
    let group = groups.get(heading)
    if (group === undefined) {
      group = { probe: heading, lanes: [], total: 0 }
      groups.set(heading, group)
    }
    group.total += 1
    if (filter.onlyChanged && !hasChanged(lane)) continue
    if (filter.onlyNotFine && !hasTrouble(lane)) continue
    if (words.length > 0) {
      const text = `${lane.label} ${lane.key} ${lane.place}`.toLowerCase()
      if (!words.every((word) => text.includes(word))) continue
    }
    group.lanes.push(lane)
  }
  // A large site has many workloads; those that the filter empties would only be in the way.
  const listed = [...groups.values()].filter(({ lanes: kept }) => filter.by !== 'where' || kept.length > 0)
  return listed.sort((a, b) => rankOf(a.probe) - rankOf(b.probe) || a.probe.localeCompare(b.probe))
}

export type TimelineRow = { kind: 'group'; group: LaneGroup; open: boolean } | { kind: 'lane'; lane: Lane }

/** Groups and their lanes as one list of rows of equal height. */
export function rowsOf(groups: LaneGroup[], closed: ReadonlySet<string>): TimelineRow[] {
  const rows: TimelineRow[] = []
  for (const group of groups) {
    const open = !closed.has(group.probe)
    rows.push({ kind: 'group', group, open })
    if (open) for (const lane of group.lanes) rows.push({ kind: 'lane', lane })
  }
  return rows
}
