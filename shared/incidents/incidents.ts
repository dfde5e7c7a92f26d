/** What was found, told by cause: which findings came of which, in the order of time. */
import type { SnapshotView } from '../compare/view.ts'
import { incidentMessages } from '../messages/incident.ts'
import type { Event, Finding, Severity } from '../model.ts'
import { fromIso, minuteMs, toIso } from '../parse/time.ts'
import { severities } from '../words/signs.ts'
import type { Link, LinkKind } from '../world/link.ts'
import { type ThingId, thing, thingKey } from '../world/thing.ts'
import type { World } from '../world/world.ts'
import { carriersOf } from './carriers.ts'
import { effectsOf } from './effects.ts'
import { type Episode, episodesOf } from './episode.ts'
import { gapsJudged } from './gaps.ts'
import { type Head, headsOf, type Member } from './heads.ts'
import { type Because, type Incident, type IncidentKind, type IncidentStep, incidentKinds } from './incident.ts'
import { reachOver } from './reach.ts'
import type { Sighting } from './sighting.ts'
import { intervalOfSpan } from './span.ts'
import { type Symptom, symptomOf } from './symptom.ts'

export interface Told {
  /** In the order of the incidents, the cause's own finding ahead of what came of it; `cause` is the incident's id. */
  findings: Finding[]
  incidents: Incident[]
}

export interface ToTell {
  sightings: readonly Sighting[]
  /** Of the snapshots that the sightings count. */
  history: readonly SnapshotView[]
  /** What was so by then is old. */
  sinceMs: number
  world: World
  /** What operators did. */
  events: readonly Event[]
}

export function incidentsOf({ sightings, history, sinceMs, world, events }: ToTell): Told {
  const told = sightings.filter(({ finding }) => finding.muted === undefined)
  const all = told.flatMap((each) => symptomOf(each, world, sinceMs) ?? [])
  const judged = gapsJudged(all, history, world)
  const episodes = episodesOf([...judged, ...carriersOf(judged, world)], world)
  const heads = headsOf(
    episodes,
    reachOver(episodes, world, joined(replacements(judged), effectsOf(judged, world))),
  ).sort(inOrder)
  const drafts = heads.map((head) => draftOf(head, events))
  const apart = placed(drafts, judged)
  const incidents = [...drafts, ...apart].filter(({ steps }) => steps.length > 0).sort(byKind)
  return numbered(incidents, sightings)
}

const byKind = (x: Draft, y: Draft): number => incidentKinds.indexOf(x.kind) - incidentKinds.indexOf(y.kind)
const inOrder = (x: Head, y: Head): number => y.weight - x.weight || x.root.onset.mostMs - y.root.onset.mostMs

/** A step before the findings are counted. */
interface DraftStep {
  thing: ThingId
  atMs: number
  at: IncidentStep['at']
  untilMs: number
  finding: Finding | null
  act: Event | null
  because: (Omit<Because, 'step'> & { of: DraftStep }) | null
}
interface Draft {
  id: string
  kind: IncidentKind
  things: Set<string>
  steps: DraftStep[]
}

function draftOf(head: Head, events: readonly Event[]): Draft {
  const { root, members } = head
  const draft: Draft = {
    id: `${thingKey(root.thing)}${root.isOld ? ' before' : ''}`,
    kind: kindOf(head),
    things: new Set([root, ...members.map(({ episode }) => episode)].flatMap(({ things }) => [...things])),
    steps: [],
  }
  const leads = new Map<Episode, DraftStep>()
  const used = new Set<Finding>()
  const add = (episode: Episode, because: DraftStep['because']) => {
    for (const symptom of episode.symptoms) {
      const lead = leads.get(episode)
      if (used.has(symptom.finding)) continue
      used.add(symptom.finding)
      const step = stepOf(symptom, lead === undefined ? because : sameAs(lead))
      if (lead === undefined) leads.set(episode, step)
      draft.steps.push(step)
    }
  }
  add(root, null)
  const first = draft.steps[0]
  const act = first === undefined ? null : actBehind(first, events)
  if (first !== undefined && act !== null) {
    first.because = { of: act, how: 'named', link: null, why: null, certainty: 'possible', evidence: [], source: null }
    draft.steps.unshift(act)
  }
  for (const member of inReach(members)) {
    const lead = leads.get(member.reason?.of ?? root) ?? first
    add(member.episode, lead === undefined ? null : becauseOf(member, lead))
  }
  return draft
}

function kindOf({ root, members, isGap }: Head): IncidentKind {
  if (root.isOld) return 'old'
  if (isGap) return 'gap'
  return root.isWork && members.every(({ episode }) => episode.isWork) ? 'work' : 'incident'
}

/** Those whose reason is told already go first. */
function inReach(members: readonly Member[]): Member[] {
  const own = new Set(members.map(({ episode }) => episode))
  const left = [...members].sort((x, y) => x.episode.onset.mostMs - y.episode.onset.mostMs)
  const ordered: Member[] = []
  const isTold = new Set<Episode>()
  while (left.length > 0) {
    const at = left.findIndex(({ reason }) => reason === null || !own.has(reason.of) || isTold.has(reason.of))
    const [next] = left.splice(Math.max(at, 0), 1)
    if (next === undefined) break
    isTold.add(next.episode)
    ordered.push(next)
  }
  return ordered
}

const stepOf = (symptom: Symptom, because: DraftStep['because']): DraftStep => ({
  thing: symptom.thing,
  atMs: symptom.onset.mostMs,
  at: intervalOfSpan(symptom.onset),
  untilMs: symptom.untilMs,
  finding: symptom.finding,
  act: null,
  because,
})

const sameAs = (of: DraftStep): DraftStep['because'] => ({
  of,
  how: 'same',
  link: null,
  why: null,
  certainty: 'proven',
  evidence: [],
  source: null,
})

function becauseOf({ episode, reason }: Member, of: DraftStep): DraftStep['because'] {
  if (reason === null)
    return { of, how: 'time', link: null, why: null, certainty: 'possible', evidence: [], source: null }
  const { link, isNamed, isSure, of: cause } = reason
  const isInOrder = cause.onset.mostMs <= episode.onset.leastMs
  return {
    of,
    how: isNamed ? 'named' : 'link',
    link: link.kind,
    why: link.why,
    certainty: (isSure || isNamed) && isInOrder ? 'proven' : 'possible',
    evidence: link.evidence,
    source: link.source,
  }
}

/** A pod that came in another's place, as the finding says. */
function replacements(symptoms: readonly Symptom[]): Map<string, Link[]> {
  const links = new Map<string, Link[]>()
  for (const { finding, thing: now } of symptoms) {
    const { oldPod, namespace } = finding.params
    if (typeof oldPod !== 'string' || typeof namespace !== 'string') continue
    const old = thing('pod', `${namespace}/${oldPod}`)
    const kind: LinkKind = 'replaces'
    const why = incidentMessages.replaces({ old: oldPod, now: now.name })
    const link: Link = {
      kind,
      from: old,
      to: now,
      lagMs: replacedLagMs,
      certainty: 'proven',
      why,
      evidence: finding.evidence,
      source: null,
    }
    links.set(thingKey(old), [...(links.get(thingKey(old)) ?? []), link])
  }
  return links
}
/** All that either has. */
function joined(one: ReadonlyMap<string, Link[]>, other: ReadonlyMap<string, Link[]>): Map<string, Link[]> {
  const all = new Map(one)
  for (const [key, links] of other) all.set(key, [...(all.get(key) ?? []), ...links])
  return all
}
const replacedLagMs = 15 * minuteMs

/** What somebody did ahead of it, where the finding says so. */
function actBehind({ finding, atMs, thing: it }: DraftStep, events: readonly Event[]): DraftStep | null {
  const { operatorAction } = finding?.params ?? {}
  const act = events.findLast(
    ({ text, at }) => text === operatorAction && (at.earliest === null || fromIso(at.earliest) <= atMs),
  )
  if (act === undefined) return null
  const atIso = act.at.latest ?? act.at.earliest
  return {
    thing: it,
    atMs: atIso === null ? atMs : fromIso(atIso),
    at: act.at,
    untilMs: Number.POSITIVE_INFINITY,
    finding: null,
    act,
    because: null,
  }
}

/** What is routine or well again is told with what befell the thing before; what has no such stands apart, by rule. */
function placed(drafts: readonly Draft[], symptoms: readonly Symptom[]): Draft[] {
  const apart = new Map<string, Draft>()
  for (const symptom of symptoms) {
    if (symptom.nature !== 'routine' && symptom.nature !== 'recovery') continue
    const key = thingKey(symptom.thing)
    const before = drafts.filter((each) => each.things.has(key) && isBefore(each, symptom))
    const draft = before.find(({ kind }) => kind !== 'old') ?? before[0]
    const of = draft?.steps.find((step) => thingKey(step.thing) === key)
    if (draft !== undefined && of !== undefined) {
      draft.steps.push(stepOf(symptom, sameAs(of)))
      continue
    }
    const id = `routine ${symptom.finding.rule}`
    const known = apart.get(id) ?? { id, kind: 'routine', things: new Set(), steps: [] }
    apart.set(id, known)
    known.steps.push(stepOf(symptom, known.steps[0] === undefined ? null : sameAs(known.steps[0])))
  }
  return [...apart.values()]
}

const isBefore = ({ kind, steps: [first] }: Draft, { isOld, onset }: Symptom): boolean =>
  (kind === 'old' && isOld) || (first !== undefined && first.atMs <= onset.mostMs)

/** Counted, in the order in which they are told. */
function numbered(drafts: readonly Draft[], sightings: readonly Sighting[]): Told {
  const findings: Finding[] = []
  const incidents = drafts.map((draft): Incident => {
    const [cause] = draft.steps.filter(({ finding }) => finding !== null)
    const head = draft.steps.slice(0, cause === undefined ? 1 : draft.steps.indexOf(cause) + 1)
    const steps = [...head, ...draft.steps.slice(head.length).sort((x, y) => x.atMs - y.atMs)]
    const places = new Map(steps.map((step, index) => [step, index]))
    const own = steps.flatMap(({ finding }) => finding ?? [])
    const firstAt = findings.length
    findings.push(...own.map((finding) => ({ ...finding, cause: draft.id })))
    let at = firstAt
    return {
      id: draft.id,
      kind: draft.kind,
      severity: gravest(own),
      certainty: cause?.finding?.certainty ?? 'possible',
      cause: firstAt,
      steps: steps.map(({ thing: it, at: interval, untilMs, finding, act, because }) => ({
        at: interval,
        until: Number.isFinite(untilMs) ? toIso(untilMs) : null,
        thing: it,
        finding: finding === null ? null : at++,
        act,
        because: because === null ? null : withStep(because, places),
      })),
    }
  })
  const muted = sightings.flatMap(({ finding }) => (finding.muted === undefined ? [] : finding))
  return { findings: [...findings, ...muted], incidents }
}

function withStep({ of, ...rest }: NonNullable<DraftStep['because']>, places: ReadonlyMap<DraftStep, number>): Because {
  return { ...rest, step: places.get(of) ?? 0 }
}

const gravest = (findings: readonly Finding[]): Severity =>
  severities.find((each) => findings.some(({ severity }) => severity === each)) ?? 'info'
