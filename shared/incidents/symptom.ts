/** What a finding says of a thing, and when that began. */
import { traitsOf } from '../findings/index.ts'
import type { Nature, Traits } from '../findings/rule.ts'
import type { Finding } from '../model.ts'
import { minuteMs, secondMs } from '../parse/time.ts'
import type { Span } from '../time/clocks.ts'
import type { Warned } from '../world/builder.ts'
import { clockOf, dockerOf } from '../world/daemons.ts'
import type { ThingId } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Sighting } from './sighting.ts'
import { narrowed, spanOf } from './span.ts'

export interface Symptom {
  sighting: Sighting
  finding: Finding
  /** What it befell: of a pod's container the pod. */
  thing: ThingId
  nature: Nature
  onset: Span
  untilMs: number
  /** So when somebody first looked: nobody has seen it otherwise. */
  isOld: boolean
  weight: number
  /** What came of it stays. */
  stays: boolean
  isRestart: boolean
}

/** `sinceMs`: the begin of the first snapshot. */
export function symptomOf(sighting: Sighting, world: World, sinceMs: number): Symptom | null {
  const { finding } = sighting
  const rule = traitsOf(finding)
  if (rule === undefined) return null
  const thing = thingOf(finding, rule, world)
  const onset = saidBy(onsetOf(sighting, rule), world.warningsOf(thing))
  const isMoment = rule.tells === 'change'
  return {
    sighting,
    finding,
    thing,
    nature: isNews(finding, rule) ? rule.nature : 'routine',
    onset,
    untilMs: isMoment ? onset.mostMs + minuteMs : (sighting.overMs ?? Number.POSITIVE_INFINITY),
    isOld: onset.mostMs <= sinceMs + 2 * secondMs || (!isMoment && onset.leastMs === Number.NEGATIVE_INFINITY),
    weight: weightOf(finding, rule, thing),
    stays: rule.stays === true,
    isRestart: rule.isRestart === true,
  }
}

/** What is worth no more than a note is no part of what went wrong. */
const isNews = ({ severity }: Finding, { nature }: Traits): boolean => severity !== 'info' || nature === 'recovery'

function thingOf({ subject }: Finding, { of }: Traits, world: World): ThingId {
  const node = world.names.nameOf(subject.place)
  if (of === 'clock') return clockOf(node)
  if (of === 'docker') return dockerOf(node)
  return wholeOf(world.thingOf(subject), world)
}

/** A container that a pod consists of speaks for the pod. */
function wholeOf(id: ThingId, world: World): ThingId {
  if (id.kind !== 'container') return id
  return world.from(id).find(({ kind, to }) => kind === 'consists-of' && to.kind === 'pod')?.to ?? id
}

/**
 * When it began: between the last look that shows it otherwise and the first that shows it, and as the finding narrows it;
 * earlier by as much as the tool says it late.
 */
function onsetOf({ finding, otherwiseMs, shownMs }: Sighting, { delay, isRestart }: Traits): Span {
  const looks = { leastMs: otherwiseMs ?? Number.NEGATIVE_INFINITY, mostMs: shownMs }
  const { restarts } = finding.params
  const times = isRestart === true && typeof restarts === 'number' ? restarts : 1
  const told = spanOf(finding.since)
  // Of several restarts the last is printed: the first lies before it by the waits between them.
  const said = times > 1 ? { leastMs: looks.leastMs, mostMs: told.mostMs } : told
  const span = narrowed(looks, said)
  if (times > 1) span.mostMs = Math.max(span.mostMs - backOffMs(times), span.leastMs + secondMs)
  const { leastMs, mostMs } = delay ?? { leastMs: 0, mostMs: 0 }
  return { leastMs: span.leastMs - mostMs, mostMs: span.mostMs - leastMs }
}

/** What the cluster warned of while it may have begun had begun by then. */
function saidBy(onset: Span, warnings: readonly Warned[]): Span {
  const times = warnings.flatMap(({ saidByMs }) => saidByMs ?? [])
  return { leastMs: onset.leastMs, mostMs: Math.min(onset.mostMs, ...times.filter((ms) => ms >= onset.leastMs)) }
}

const longestWaitMs = 5 * minuteMs
const firstWaitMs = 10 * secondMs

/** How long the kubelet waits in all over this many restarts: 0, 10, 20, 40 s and so on, at most 5 min each. */
function backOffMs(restarts: number): number {
  let sum = 0
  for (let index = 2; index < Math.min(restarts, 12); index++)
    sum += Math.min(longestWaitMs, firstWaitMs * 2 ** (index - 2))
  return sum
}

function weightOf({ severity }: Finding, { nature, tells, stays }: Traits, { kind }: ThingId): number {
  if (nature === 'gap') return 1
  if (nature === 'work') return stays ? 3 : 1
  if (severity === 'critical') return kind === 'node' ? 5 : 4
  return tells === 'change' ? 1 : 2
}
