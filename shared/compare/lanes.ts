/** Many snapshots: the state of every key over time. */
import type { Health, Lane, Span } from '../model.ts'
import { toIso } from '../parse/time.ts'
import { probeNamed } from '../probes/index.ts'
import { type Thresholds, usualThresholds } from '../thresholds.ts'
import { inOrder } from './changes.ts'
import { placeId, placeOf, type RowInSection, type SnapshotView } from './view.ts'
import { whereaboutsOfSubject } from './whereabouts.ts'

export interface LaneState {
  state: string
  health: Health
  label: string
}

/** What a row adds to its lane; null where the probe has none for it. */
export function laneStateOf({ section, row }: RowInSection, thresholds: Thresholds): LaneState | null {
  const probe = probeNamed(section.probe)
  if (probe.isOnTimeline?.(row.fields) === false) return null
  const { state, health } = probe.state(row.fields, thresholds)
  return { state, health, label: probe.label(row.fields) }
}

/** Spans from the snapshots in which a key was seen, told in order: what lies between is absent or was not looked at. */
export class SpanBuilder {
  readonly spans: Span[] = []
  #times: string[]
  #isWhole: boolean[]
  /** Snapshots that the spans cover so far. */
  #covered = 0

  /** `isWhole`: per snapshot, whether it showed everything, so that an absent key is gone. */
  constructor(times: string[], isWhole: boolean[]) {
    this.#times = times
    this.#isWhole = isWhole
  }

  add(from: number, to: number, state: string, health: Health): void {
    this.#fillTo(from)
    this.#extend(from, to, state, health)
  }

  finish(): void {
    this.#fillTo(this.#times.length)
  }

  #fillTo(end: number): void {
    const wasSeen = this.#covered > 0
    while (this.#covered < end) {
      const from = this.#covered
      const isWhole = this.#isWhole[from] === true
      let to = from
      while (to + 1 < end && (this.#isWhole[to + 1] === true) === isWhole) to++
      this.#extend(from, to, isWhole ? 'absent' : 'not-collected', isWhole && wasSeen ? 'attention' : 'unknown')
    }
  }

  #extend(from: number, to: number, state: string, health: Health): void {
    const last = this.spans.at(-1)
    if (last !== undefined && last.state === state && last.health === health) {
      last.toSnapshot = to
      last.to = this.#times[to] ?? ''
    } else {
      const [begins, ends] = [this.#times[from] ?? '', this.#times[to] ?? '']
      this.spans.push({ fromSnapshot: from, toSnapshot: to, from: begins, to: ends, state, health })
    }
    this.#covered = to + 1
  }
}

/** Lanes of the given snapshots, oldest first; every lane covers all of them. */
export function lanesOf(views: SnapshotView[], thresholds: Thresholds = usualThresholds): Lane[] {
  const times = views.map(({ snapshot }) => toIso(snapshot.takenAtMs))
  const whole = new Map<string, boolean[]>()
  const growing = new Map<string, { lane: Lane; builder: SpanBuilder }>()
  for (const [index, view] of views.entries()) {
    for (const [id, found] of view.rows) {
      const state = laneStateOf(found, thresholds)
      if (state === null) continue
      let one = growing.get(id)
      if (one === undefined) {
        const { probe } = found.section
        const place = placeOf(found.section)
        const at = placeId(probe, place)
        const isWhole = whole.get(at) ?? views.map((each) => each.coverage(probe, place) === 'full')
        whole.set(at, isWhole)
        const builder = new SpanBuilder(times, isWhole)
        const subject = { probe, place, key: found.row.key }
        one = { lane: { ...subject, ...whereaboutsOfSubject(subject), label: '', spans: builder.spans }, builder }
        growing.set(id, one)
      }
      one.builder.add(index, index, state.state, state.health)
      one.lane.label = state.label
    }
  }
  const lanes = [...growing.values()].map(({ lane, builder }) => {
    builder.finish()
    return lane
  })
  return lanes.sort(inOrder)
}
