/**
 * Whether what was not answered is only a gap, or a fault of what was asked. A question that fails by itself says nothing of
 * the site; all questions of an API that fail do, and so does a node that others miss as well.
 */
import { placeOf, type SnapshotView } from '../compare/view.ts'
import { minuteMs } from '../parse/time.ts'
import { host } from '../probes/host/probe.ts'
import { knownProbe } from '../probes/index.ts'
import { usualThresholds } from '../thresholds.ts'
import { dockerOf } from '../world/daemons.ts'
import { type ThingId, thing, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Symptom } from './symptom.ts'

/** As symptoms, where it is a fault: of what was asked. The others stay. */
export function gapsJudged(symptoms: readonly Symptom[], history: readonly SnapshotView[], world: World): Symptom[] {
  return symptoms.map((each) => {
    if (each.nature !== 'gap') return each
    const { subject } = each.finding
    if (subject.probe === host.name && subject.key !== '') {
      const isMissed = isMissedByOthers(each, symptoms, world) && !isWellElsewhere(each, history, world)
      return isMissed ? { ...each, nature: 'fault', weight: nodeWeight } : each
    }
    const asked = refusedBy(each, history, world)
    return asked === null ? each : { ...each, nature: 'fault', weight: apiWeight, thing: asked }
  })
}

const nodeWeight = 5
const apiWeight = 3
const aroundMs = 10 * minuteMs
/** The cluster says NotReady a minute after the last it heard. */
const soonMs = 2 * minuteMs

/** Whether something else went wrong with the node, or with what is on it, at that time. */
function isMissedByOthers(gap: Symptom, symptoms: readonly Symptom[], world: World): boolean {
  const key = thingKey(gap.thing)
  const on = new Set([key, ...world.from(gap.thing).map(({ to }) => thingKey(to))])
  return symptoms.some(
    ({ nature, isOld, thing: it, onset }) =>
      nature === 'fault' &&
      !isOld &&
      on.has(thingKey(it)) &&
      onset.leastMs <= gap.onset.mostMs + aroundMs &&
      onset.mostMs >= gap.onset.leastMs - aroundMs,
  )
}

/** Whether it was seen well by others whenever it did not answer: Ready in the cluster, and most of what beats there beats. */
function isWellElsewhere({ thing: node, sighting }: Symptom, history: readonly SnapshotView[], world: World): boolean {
  const missing = history
    .slice(sighting.first, sighting.last + 1)
    .filter(({ snapshot }) =>
      snapshot.nodes.some(({ name, outcome }) => outcome !== 'ok' && world.names.nameOf(name) === node.name),
    )
  return missing.every((view) => isSeenWell(view, node, world) && !isIllSoon(view, node, history, world))
}

/** How others see a node: itself, and the services on it. Null: they do not. */
function seenBy(
  { snapshot }: SnapshotView,
  node: ThingId,
  world: World,
): { node: boolean | null; well: number; all: number } {
  const seen: { node: boolean | null; well: number; all: number } = { node: null, well: 0, all: 0 }
  for (const { probe, node: askedOn, parsed } of snapshot.sections) {
    const known = knownProbe(probe)
    if (known?.scope !== 'cluster') continue
    for (const row of parsed.rows) {
      const about = world.thingOf({ probe, place: placeOf({ node: askedOn, probe, pod: null }), key: row.key })
      const isNode = about.kind === 'node' && about.name === node.name
      const isOnIt = about.kind === 'service' && world.things.get(thingKey(about))?.node === node.name
      if (!isNode && !isOnIt) continue
      const isWell = known.state(row.fields, usualThresholds).health === 'fine'
      if (isNode) seen.node = isWell
      else {
        seen.all++
        if (isWell) seen.well++
      }
    }
  }
  return seen
}

function isSeenWell(view: SnapshotView, node: ThingId, world: World): boolean {
  const seen = seenBy(view, node, world)
  return seen.node === true && seen.well > 0 && seen.well >= seen.all / 2
}

function isIllSoon({ snapshot }: SnapshotView, node: ThingId, history: readonly SnapshotView[], world: World): boolean {
  return history.some((view) => {
    const afterMs = view.snapshot.takenAtMs - snapshot.takenAtMs
    return afterMs >= 0 && afterMs < soonMs && seenBy(view, node, world).node === false
  })
}

/** One that fails may have failed by itself. */
const fewestQuestions = 2

/** What all questions were refused by, in one of the snapshots that show it; null: others were answered. */
function refusedBy({ finding, sighting }: Symptom, history: readonly SnapshotView[], world: World): ThingId | null {
  const { probe, place } = finding.subject
  const asks = knownProbe(probe)?.asks
  if (asks === undefined) return null
  const isAllRefused = history.slice(sighting.first, sighting.last + 1).some(({ snapshot }) => {
    const sections = snapshot.sections.filter(
      (each) => knownProbe(each.probe)?.asks === asks && placeOf(each) === place,
    )
    const refused = sections.filter(({ outcome }) => outcome === 'failed' || outcome === 'refused')
    const questions = new Set(refused.map((each) => each.probe))
    const isAnswered = sections.some(({ outcome }) => outcome === 'ok' || outcome === 'truncated')
    return !isAnswered && questions.has(probe) && questions.size >= fewestQuestions
  })
  if (!isAllRefused) return null
  return asks === 'docker' ? dockerOf(world.names.nameOf(place)) : thing('api', asks)
}
