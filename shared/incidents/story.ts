/** An incident as a colleague would tell it: what began, what came of it, in the order of time. */
import { ruleNamed } from '../findings/index.ts'
import { sentenceOf } from '../findings/sentence.ts'
import { storyMessages } from '../messages/story.ts'
import { tell } from '../messages/tell.ts'
import type { Event, Finding, Message, Severity } from '../model.ts'
import { minuteMs } from '../parse/time.ts'
import type { Language, Text } from '../words/language.ts'
import { clocksText, dayText, intervalText } from '../words/moment.ts'
import { thingKey } from '../world/thing.ts'
import type { Because, Incident, IncidentStep } from './incident.ts'

/** Headings of what stands apart, in the order in which it is told. */
export const incidentKindWords: Readonly<Record<Incident['kind'], Text>> = {
  incident: { en: 'Incidents', zh: '故障' },
  work: { en: 'Work', zh: '变更操作' },
  old: { en: 'So since before it was looked', zh: '首次查看之前已经如此' },
  gap: { en: 'Not collected', zh: '未采集到' },
  routine: { en: 'Routine', zh: '日常现象' },
}

/** Steps that say the same of several things are one line. */
export interface StoryLine {
  /** `13:22:03 – 13:25:10`; empty where nothing is known. */
  when: string
  /** Without its time. */
  text: string
  /** Of the gravest; null for an act. */
  severity: Severity | null
  /** Why it is told here, and how sure; null for what it began with. */
  why: { text: string; certainty: Because['certainty']; source: string | null } | null
  /** What it is about, by `thingKey`. */
  things: string[]
  /** When all of it was seen to be over; null while it lasts. */
  until: string | null
  /** The findings it tells: indexes into those beside the incident. */
  findings: number[]
}

export interface Story {
  /** What it began with: `nova-conductor on cloudos1 went down`. */
  title: string
  /** With its day and zone; empty where nothing is known. */
  when: string
  /** Everything in one breath, joined by arrows. */
  chain: string
  lines: StoryLine[]
}

/** More in one breath nobody follows. */
const mostInChain = 5
const mostNames = 3
/** What follows later than this is told on a line of its own. */
const oneLineMs = 15 * minuteMs

/** @param findings those the incident's indexes count. */
export function storyOf(incident: Incident, findings: readonly Finding[], language: Language): Story {
  const { steps } = incident
  const [first] = steps
  const teller: Teller = { steps, findings, language, hasAct: steps.some(({ act }) => act !== null) }
  const lines = groupsOf(teller).map((group) => lineOf(group, teller))
  const cause = findings[incident.cause]
  return {
    title: cause === undefined ? (lines[0]?.text ?? '') : untimedTitle(cause, teller),
    when: first === undefined ? '' : intervalText(first.at, language),
    chain: chainOf(first === undefined ? '' : dayText(first.at), lines, teller),
    lines,
  }
}

interface Teller {
  steps: readonly IncidentStep[]
  findings: readonly Finding[]
  language: Language
  /** What somebody did is a step of its own. */
  hasAct: boolean
}

/** Each thing once, and whether it is all over. */
function chainOf(day: string, lines: readonly StoryLine[], { steps, language }: Teller): string {
  const told = new Set<string>()
  const parts: string[] = []
  let leftOut = false
  for (const { things, when, text, severity } of lines) {
    const isNew = things.some((thing) => !told.has(thing))
    if (severity !== null) for (const thing of things) told.add(thing)
    if (severity !== null && !isNew) continue
    if (parts.length < mostInChain) parts.push(when === '' ? text : `${when} ${text}`)
    else leftOut = true
  }
  if (leftOut) parts.push('…')
  const last = lastOf(steps.flatMap(({ until, finding }) => (finding === null ? [] : [until])))
  if (last !== null) parts.push(tell(storyMessages.over({ at: clockOf(last, language) }), language))
  return [day, parts.join(' → ')].filter((part) => part !== '').join(' · ')
}

/** Steps that are told in one line: of one rule, for one reason, at about one time. What it began with stands first. */
function groupsOf(teller: Teller): IncidentStep[][] {
  const [first, ...rest] = teller.steps
  if (first === undefined) return []
  const groups: IncidentStep[][] = [[first]]
  const open = new Map<string, IncidentStep[]>()
  for (const step of rest.sort((x, y) => byTime(x, y, teller))) {
    const rule = step.finding === null ? undefined : teller.findings[step.finding]?.rule
    const reason = reasonOf(step, teller)
    const key = JSON.stringify([rule, step.thing.kind, reason?.how, reason?.step])
    const group = rule === undefined ? undefined : open.get(key)
    if (group !== undefined && isNear(group[0], step)) group.push(step)
    else {
      const begun = [step]
      groups.push(begun)
      open.set(key, begun)
    }
  }
  return groups
}

/** What is said of another side of a thing is told for that thing's own reason. */
function reasonOf(step: IncidentStep, { steps }: Teller): Because | null {
  let { because } = step
  for (let turns = 0; because?.how === 'same' && turns < steps.length; turns++)
    because = steps[because.step]?.because ?? null
  return because
}

/** By when it was seen. What came of something at the same time stands after it. */
function byTime(x: IncidentStep, y: IncidentStep, teller: Teller): number {
  const isEffect = (step: IncidentStep): number => (reasonOf(step, teller) === null ? 0 : 1)
  return seenMs(x) - seenMs(y) || isEffect(x) - isEffect(y)
}

/** What has no time comes last. */
const seenMs = ({ at }: IncidentStep): number => {
  const ms = Date.parse(at.latest ?? at.earliest ?? '')
  return Number.isNaN(ms) ? Number.MAX_SAFE_INTEGER : ms
}

const latestMs = (step: IncidentStep | undefined): number => Date.parse(step?.at.latest ?? step?.at.earliest ?? '')

/** What has no time is near everything. */
const isNear = (first: IncidentStep | undefined, step: IncidentStep): boolean =>
  !(Math.abs(latestMs(step) - latestMs(first)) > oneLineMs)

function lineOf(steps: readonly IncidentStep[], teller: Teller): StoryLine {
  const { findings, language } = teller
  const [first] = steps
  const told = steps.flatMap(({ finding }) => (finding === null ? [] : [finding]))
  const names = new Set(steps.slice(1).map(({ thing }) => thing.name))
  if (first !== undefined) names.delete(first.thing.name)
  const reason = first === undefined ? null : reasonOf(first, teller)
  return {
    when: first === undefined ? '' : clocksText(first.at, language),
    text: likewise(first === undefined ? '' : textOf(first, teller), [...names], language),
    things: steps.map(({ thing }) => thingKey(thing)),
    severity: gravest(told.flatMap((index) => findings[index]?.severity ?? [])),
    why: reason === null ? null : whyOf(reason, language),
    until: lastOf(steps.map((step) => endOf(step, findings))),
    findings: told,
  }
}

function gravest(all: readonly Severity[]): Severity | null {
  if (all.includes('critical')) return 'critical'
  if (all.includes('warning')) return 'warning'
  return all.length === 0 ? null : 'info'
}

function textOf({ finding, act }: IncidentStep, teller: Teller): string {
  if (act !== null) return actText(act, teller.language)
  const found = finding === null ? undefined : teller.findings[finding]
  return found === undefined ? '' : untimedTitle(found, teller)
}

const actText = ({ node, text }: Event, language: Language): string => tell(storyMessages.act({ node, text }), language)

/** The time stands ahead of it, and the act that brought it about, too. */
function untimedTitle(finding: Finding, { language, hasAct }: Teller): string {
  const { operatorAction, ...rest } = finding.params
  const params = hasAct || operatorAction === undefined ? rest : finding.params
  return sentenceOf({ ...finding, params, since: { earliest: null, latest: null } }, language).title
}

function likewise(title: string, names: readonly string[], language: Language): string {
  if (names.length === 0) return title
  const shown = names.slice(0, mostNames).join(language === 'zh' ? '、' : ', ')
  const left = names.length - mostNames
  const message: Message =
    left > 0
      ? storyMessages.likewiseMore({ title, names: shown, count: left })
      : storyMessages.likewise({ title, names: shown })
  return tell(message, language)
}

function whyOf({ how, why, certainty, source }: Because, language: Language): StoryLine['why'] {
  const general = how === 'together' || how === 'time' ? storyMessages[how]() : null
  const message = why ?? general
  return message === null ? null : { text: tell(message, language), certainty, source }
}

/** What happened at a moment has no end of its own. */
function endOf({ finding, until }: IncidentStep, findings: readonly Finding[]): string | null {
  const rule = finding === null ? undefined : ruleNamed(findings[finding]?.rule ?? '')
  return rule?.tells === 'state' ? until : null
}

/** Over when the last is; null while one lasts. */
const lastOf = (ends: readonly (string | null)[]): string | null =>
  ends.includes(null) ? null : ends.reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null)

const clockOf = (at: string, language: Language): string => clocksText({ earliest: at, latest: at }, language)

/** `over by 13:57:00`; empty while it lasts. */
export const overText = ({ until }: Pick<StoryLine, 'until'>, language: Language): string =>
  until === null ? '' : tell(storyMessages.over({ at: clockOf(until, language) }), language)
