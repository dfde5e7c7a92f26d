/** What befell one thing, or the pods of one workload, at one time: everything that was found of it. */
import { minuteMs, secondMs } from '../parse/time.ts'
import type { Span } from '../time/clocks.ts'
import { type ThingId, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import type { Symptom } from './symptom.ts'

export interface Episode {
  /** What it is named after. */
  thing: ThingId
  /** By `thingKey`. */
  things: ReadonlySet<string>
  /** The one that speaks for it first. */
  symptoms: readonly [Symptom, ...Symptom[]]
  onset: Span
  untilMs: number
  weight: number
  /** Nothing but questions that were not answered. */
  isGap: boolean
  /** Nothing but what somebody did. */
  isWork: boolean
  isOld: boolean
  /** Something ended, broke or went away, rather than did not serve. */
  isHard: boolean
  /** It went on for a while, or what came of it stays. */
  lasts: boolean
}

/** Pods of one workload that the same befell so closely are one. */
const togetherMs = 15 * minuteMs
const momentMs = 3 * minuteMs

export function episodesOf(symptoms: readonly Symptom[], world: World): Episode[] {
  const byThing = new Map<string, Symptom[]>()
  for (const each of symptoms) {
    if (each.nature === 'routine' || each.nature === 'recovery') continue
    const key = `${thingKey(each.thing)} ${each.isOld}`
    byThing.set(key, [...(byThing.get(key) ?? []), each])
  }
  return together([...byThing.values()], world).map(episodeOf)
}

/** Lists of the pods of one workload joined, where a rule speaks of both at one time. */
function together(lists: Symptom[][], world: World): Symptom[][] {
  const byWorkload = new Map<string, Symptom[][]>()
  const joined: Symptom[][] = []
  for (const list of lists) {
    const workload = list[0] === undefined ? null : workloadOf(list[0].thing, world)
    if (workload === null) {
      joined.push(list)
      continue
    }
    const key = `${workload} ${list[0]?.isOld}`
    const groups = byWorkload.get(key) ?? []
    byWorkload.set(key, groups)
    const group = groups.find((other) => isOneWith(other, list))
    if (group === undefined) groups.push([...list])
    else group.push(...list)
  }
  return [...joined, ...[...byWorkload.values()].flat()]
}

function workloadOf(id: ThingId, world: World): string | null {
  if (id.kind !== 'pod') return null
  return world.from(id).find(({ kind, to }) => kind === 'consists-of' && to.kind === 'workload')?.to.name ?? null
}

function isOneWith(group: readonly Symptom[], list: readonly Symptom[]): boolean {
  const rules = new Set(group.map(({ finding }) => finding.rule))
  if (!list.some(({ finding }) => rules.has(finding.rule))) return false
  const [a, b] = [earliestOf(group), earliestOf(list)]
  return b.leastMs <= a.mostMs + togetherMs && a.leastMs <= b.mostMs + togetherMs
}

const earliestOf = (symptoms: readonly Symptom[]): Span => ({
  leastMs: Math.min(...symptoms.map(({ onset }) => onset.leastMs)),
  mostMs: Math.min(...symptoms.map(({ onset }) => onset.mostMs)),
})

function episodeOf(list: readonly Symptom[]): Episode {
  const symptoms = [...list].sort((x, y) => placeOf(x) - placeOf(y) || x.onset.mostMs - y.onset.mostMs)
  const [first] = symptoms
  if (first === undefined) throw new Error('An episode without symptoms')
  const faults = symptoms.filter(({ nature }) => nature === 'fault' || nature === 'wait')
  const onset = onsetOf(faults.length > 0 ? faults : symptoms)
  const untilMs = Math.max(...symptoms.map((each) => each.untilMs))
  return {
    thing: first.thing,
    things: new Set(symptoms.map(({ thing }) => thingKey(thing))),
    symptoms: [first, ...symptoms.slice(1)],
    onset,
    untilMs,
    weight: Math.max(...symptoms.map(({ weight }) => weight)),
    isGap: symptoms.every(({ nature }) => nature === 'gap'),
    isWork: symptoms.every(({ nature }) => nature === 'work'),
    isOld: symptoms.every(({ isOld }) => isOld),
    isHard: symptoms.some(({ nature, stays }) => nature === 'fault' || stays),
    lasts: untilMs - onset.mostMs > momentMs || symptoms.some(({ stays }) => stays),
  }
}

/** It began when the first of its symptoms did, at the latest. */
function onsetOf(symptoms: readonly Symptom[]): Span {
  const { mostMs } = earliestOf(symptoms)
  const first = symptoms.filter(({ onset }) => onset.mostMs <= mostMs + secondMs)
  return { leastMs: Math.max(...first.map(({ onset }) => onset.leastMs)), mostMs }
}

/** Who speaks first: a new image, what is critical or lasts, what passed, what was not answered, what somebody did. */
function placeOf({ finding, nature, stays, untilMs, onset }: Symptom): number {
  if (nature === 'gap') return 3
  if (stays) return 0
  if (nature === 'work') return 4
  return finding.severity === 'critical' || untilMs - onset.mostMs > momentMs ? 1 : 2
}
