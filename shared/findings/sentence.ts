/** A finding in words: what, since when, and what to look at next. */
import { findingsEn } from '../locales/findings-en.ts'
import { findingsZh } from '../locales/findings-zh.ts'
import type { Finding, Interval } from '../model.ts'

export type Language = 'en' | 'zh'
export interface Sentence {
  title: string
  next: string
}

/** What a text may use: parameters, words for times and sizes. A missing parameter reads as nothing. */
export interface Telling {
  text: (name: string) => string
  number: (name: string) => number
  has: (name: string) => boolean
  since: Interval
  /** `4.0 MB` */
  size: (name: string) => string
  /** `2019-10-19 13:28:12 UTC` */
  time: (iso: string | null) => string
}

export const ruleNames = [
  'snapshot-incomplete',
  'probe-failed',
  'service-went-down',
  'service-down',
  'service-going-down',
  'service-forced-down',
  'service-flapping',
  'service-disabled',
  'service-recovered',
  'node-not-ready',
  'agent-down',
  'pod-crash-looping',
  'pod-stuck-creating',
  'pod-waiting',
  'pod-not-ready',
  'pod-gone',
  'pod-replaced',
  'pod-restarted',
  'container-restarting',
  'container-oom-killed',
  'container-unhealthy',
  'container-exited',
  'container-restarted',
  'image-changed',
  'log-grew-fast',
  'log-missing',
  'log-rotated',
  'disk-full',
  'unit-failed',
  'clock-not-kept',
  'clock-skew',
] as const
export type RuleName = (typeof ruleNames)[number]
export type FindingTexts = Record<RuleName, (telling: Telling) => Sentence>

const texts: Record<Language, FindingTexts> = { en: findingsEn, zh: findingsZh }
const isRuleName = (name: string): name is RuleName => (ruleNames as readonly string[]).includes(name)

/** One line that says it, and one that says what to look at next. Certainty is shown beside it. */
export function sentenceOf(finding: Finding, language: Language): Sentence {
  // A library may hold findings of a rule that this version no longer has.
  if (!isRuleName(finding.rule)) return { title: `${finding.rule}: ${finding.subject.key}`, next: '' }
  const { params } = finding
  return texts[language][finding.rule]({
    text: (name) => String(params[name] ?? ''),
    number: (name) => Number(params[name] ?? 0),
    has: (name) => params[name] !== undefined && params[name] !== '',
    since: finding.since,
    size: (name) => sizeText(Number(params[name] ?? 0)),
    time: timeText,
  })
}

const timeText = (iso: string | null): string => (iso === null ? '' : `${iso.slice(0, 19).replace('T', ' ')} UTC`)

/** Both ends; the day is said once when they share it. */
export function endsOf({ earliest, latest }: Interval): { from: string; to: string } {
  const to = timeText(latest)
  const isOneDay = earliest !== null && latest !== null && earliest.slice(0, 10) === latest.slice(0, 10)
  if (!isOneDay) return { from: timeText(earliest), to }
  return { from: `${earliest.slice(0, 10)} ${earliest.slice(11, 19)}`, to: `${latest.slice(11, 19)} UTC` }
}

function sizeText(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
