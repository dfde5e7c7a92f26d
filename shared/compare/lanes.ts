/** Many snapshots: the state of every key over time. */
import type { Fields, Health, Lane, Span } from '../model.ts'
import { toIso } from '../parse/time.ts'
import { probeNamed } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import { inOrder } from './changes.ts'
import { placeOf, type SnapshotView } from './view.ts'

interface Growing {
  lane: Lane
  probe: Probe
  /** The last row seen; the newest names the lane. */
  fields: Fields
  state: { state: string; health: Health }
  /** Snapshots that the spans cover so far. */
  covered: number
}

/** Lanes of the given snapshots, oldest first; every lane covers all of them. */
export function lanesOf(views: SnapshotView[]): Lane[] {
  const times = views.map(({ snapshot }) => toIso(snapshot.takenAtMs))
  const growing = new Map<string, Growing>()
  const extend = (one: Growing, index: number, state: string, health: Health) => {
    const last: Span | undefined = one.lane.spans.at(-1)
    const at = times[index] ?? ''
    if (last !== undefined && last.state === state && last.health === health) {
      last.toSnapshot = index
      last.to = at
    } else one.lane.spans.push({ fromSnapshot: index, toSnapshot: index, from: at, to: at, state, health })
    one.covered = index + 1
  }
  /** Snapshots without the key: gone where everything was shown, a gap where not. */
  const fillTo = (one: Growing, end: number) => {
    const wasSeen = one.covered > 0
    while (one.covered < end) {
      const full = views[one.covered]?.coverage(one.lane.probe, one.lane.place) === 'full'
      extend(one, one.covered, full ? 'absent' : 'not-collected', full && wasSeen ? 'attention' : 'unknown')
    }
  }
  for (const [index, view] of views.entries()) {
    for (const [id, { row, section }] of view.rows) {
      let one = growing.get(id)
      if (one === undefined) {
        // Folders and sockets of /var/log have no course worth a lane.
        if (section.probe === 'var-log' && row.fields.type !== 'file') continue
        const probe = probeNamed(section.probe)
        const lane: Lane = { probe: section.probe, place: placeOf(section), key: row.key, label: '', spans: [] }
        one = { lane, probe, fields: row.fields, state: probe.state(row.fields), covered: 0 }
        growing.set(id, one)
      } else if (one.fields !== row.fields) {
        one.fields = row.fields
        one.state = one.probe.state(row.fields)
      }
      fillTo(one, index)
      extend(one, index, one.state.state, one.state.health)
    }
  }
  const lanes: Lane[] = []
  for (const one of growing.values()) {
    fillTo(one, views.length)
    one.lane.label = one.probe.label(one.fields)
    lanes.push(one.lane)
  }
  return lanes.sort(inOrder)
}
