/** An incident as a colleague would tell it: what began, what came of it, in the order of time. */
import { sentenceOf } from '../findings/sentence.ts'
import { storyMessages } from '../messages/story.ts'
import { tell } from '../messages/tell.ts'
import type { Event, Finding, Interval, Message, Severity } from '../model.ts'
import { minuteMs } from '../parse/time.ts'
import type { Language, Text } from '../words/language.ts'
import { clocksText, dayText, intervalText } from '../words/moment.ts'
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
  /** Empty while it lasts. */
  over: string
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
  const lines = groupsOf(incident, findings).map((group) => lineOf(group, findings, language))
  const [first] = incident.steps
  const cause = findings[incident.cause]
  const day = first === undefined ? '' : dayText(first.at)
  return {
    title: cause === undefined ? (lines[0]?.text ?? '') : untimedTitle(cause, language),
    when: first === undefined ? '' : intervalText(first.at, language),
    chain: [day, chainOf(lines)].filter((part) => part !== '').join(' · '),
    lines,
  }
}

const chainOf = (lines: readonly StoryLine[]): string => {
  const told = lines.slice(0, mostInChain).map(({ when, text }) => (when === '' ? text : `${when} ${text}`))
  if (lines.length > mostInChain) told.push('…')
  return told.join(' → ')
}

/** Steps that are told in one line: of one rule, for one reason, at about one time. */
function groupsOf({ steps }: Incident, findings: readonly Finding[]): IncidentStep[][] {
  const groups: IncidentStep[][] = []
  const open = new Map<string, IncidentStep[]>()
  for (const step of steps) {
    const rule = step.finding === null ? null : findings[step.finding]?.rule
    const key = JSON.stringify([rule, step.thing.kind, step.because?.how, step.because?.step])
    const group = rule === null || rule === undefined ? undefined : open.get(key)
    if (group !== undefined && isNear(group[0], step)) group.push(step)
    else {
      const begun = [step]
      groups.push(begun)
      open.set(key, begun)
    }
  }
  return groups
}

const latestMs = (step: IncidentStep | undefined): number => Date.parse(step?.at.latest ?? step?.at.earliest ?? '')

/** What has no time is near everything. */
const isNear = (first: IncidentStep | undefined, step: IncidentStep): boolean =>
  !(Math.abs(latestMs(step) - latestMs(first)) > oneLineMs)

function lineOf(steps: readonly IncidentStep[], findings: readonly Finding[], language: Language): StoryLine {
  const [first] = steps
  const told = steps.flatMap(({ finding }) => (finding === null ? [] : [finding]))
  const severities = told.flatMap((index) => findings[index]?.severity ?? [])
  const unlike = new Set(steps.slice(1).map(({ thing }) => thing.name))
  if (first !== undefined) unlike.delete(first.thing.name)
  return {
    when: first === undefined ? '' : clocksText(first.at, language),
    text: likewise(first === undefined ? '' : textOf(first, findings, language), [...unlike], language),
    severity: gravest(severities),
    why: first?.because == null ? null : whyOf(first.because, language),
    over: overOf(steps, language),
    findings: told,
  }
}

function gravest(all: readonly Severity[]): Severity | null {
  if (all.includes('critical')) return 'critical'
  if (all.includes('warning')) return 'warning'
  return all.length === 0 ? null : 'info'
}

const textOf = ({ finding, act }: IncidentStep, findings: readonly Finding[], language: Language): string => {
  if (act !== null) return actText(act, language)
  const found = finding === null ? undefined : findings[finding]
  return found === undefined ? '' : untimedTitle(found, language)
}

const actText = ({ node, text }: Event, language: Language): string => tell(storyMessages.act({ node, text }), language)

/** The time stands ahead of it. */
const untimed: Interval = { earliest: null, latest: null }
const untimedTitle = (finding: Finding, language: Language): string =>
  sentenceOf({ ...finding, since: untimed }, language).title

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
  const general = how === 'same' || how === 'together' || how === 'time' ? storyMessages[how]() : null
  const message = why ?? general
  return message === null ? null : { text: tell(message, language), certainty, source }
}

/** Over when the last of them is. */
function overOf(steps: readonly IncidentStep[], language: Language): string {
  const ends = steps.map(({ until }) => until)
  if (ends.includes(null)) return ''
  const last = ends.reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b), null)
  return last === null
    ? ''
    : tell(storyMessages.over({ at: clocksText({ earliest: last, latest: last }, language) }), language)
}
