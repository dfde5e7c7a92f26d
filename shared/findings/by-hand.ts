/** What an operator did to a thing ahead of what is found of it, and how a sentence says so. */
import type { Event, Interval } from '../model.ts'
import { minuteMs } from '../parse/time.ts'
import { durationRangeText, durationText } from '../words/duration.ts'
import type { Language, Text } from '../words/language.ts'
import { msOf } from './facts.ts'
import type { ParamsOf } from './params.ts'

/** Parameters of sentences that may name an operator's act. The minutes count back from what is told. */
export const byHandParams = {
  operatorAction: 'text?',
  operatorNode: 'text?',
  operatorMinutesMin: 'number?',
  operatorMinutesMax: 'number?',
} as const
export type ByHand = ParamsOf<typeof byHandParams>

const nothing: ByHand = {
  operatorAction: null,
  operatorNode: null,
  operatorMinutesMin: null,
  operatorMinutesMax: null,
}

/** What was done longer ago than this no longer explains what happens. */
const longestEffectMs = 15 * minuteMs

/** The act of one of `kinds` that was done to one of `names` at or before `since`; null when there is none, or another came after it. */
export function lastActOf(events: Event[], kinds: string[], names: string[], since: Interval): Event | null {
  const sinceEndMs = msOf(since.latest)
  const sinceStartMs = msOf(since.earliest)
  const last = events.findLast(({ kind, subject, at }) => {
    const startMs = msOf(at.earliest)
    const endMs = msOf(at.latest)
    return (
      kind !== 'note' &&
      names.includes(subject) &&
      (startMs === null || sinceEndMs === null || startMs <= sinceEndMs) &&
      (endMs === null || sinceStartMs === null || endMs >= sinceStartMs - longestEffectMs)
    )
  })
  // A service that was stopped and started again does not lie still because it was stopped.
  return last !== undefined && kinds.includes(last.kind) ? last : null
}

/** The same for a sentence. `aliveMs`: the thing still worked then, so that it was not stopped before. */
export const actOf = (
  events: Event[],
  kinds: string[],
  names: string[],
  since: Interval,
  aliveMs: number | null = null,
): ByHand => toldAct(lastActOf(events, kinds, names, since), since, aliveMs)

/** An act in a sentence about what began within `since`. */
export function toldAct(act: Event | null, since: Interval, aliveMs: number | null = null): ByHand {
  if (act === null) return nothing
  const told: ByHand = { ...nothing, operatorAction: act.text, operatorNode: act.node }
  const [sinceStartMs, sinceEndMs] = [msOf(since.earliest), msOf(since.latest)]
  if (sinceEndMs === null) return told
  const firstMs = msOf(act.at.earliest)
  const lastMs = msOf(act.at.latest)
  const isLater = aliveMs !== null && firstMs !== null && aliveMs > firstMs && (lastMs === null || aliveMs <= lastMs)
  const actFirstMs = isLater ? aliveMs : firstMs
  if (actFirstMs !== null) told.operatorMinutesMax = Math.ceil((sinceEndMs - actFirstMs) / minuteMs)
  if (lastMs !== null && sinceStartMs !== null)
    told.operatorMinutesMin = Math.max(0, Math.floor((sinceStartMs - lastMs) / minuteMs))
  return told
}

export const acts = {
  stopped: { en: 'stopped', zh: '停止' },
  started: { en: 'started', zh: '启动' },
  restarted: { en: 'restarted', zh: '重启' },
  deleted: { en: 'deleted', zh: '删除' },
} as const satisfies Record<string, Text>

/** ` (stopped by hand 9–10 min before: systemctl stop …)`, `（约 9–10 分钟前被手动停止：systemctl stop …）`; empty where nothing is known. */
export function byHand(act: ByHand, done: keyof typeof acts, language: Language): string {
  if (act.operatorAction === null) return ''
  const when = whenOf(act)
  return language === 'zh'
    ? `（${when.zh}被手动${acts[done].zh}：${act.operatorAction}）`
    : ` (${acts[done].en} by hand${when.en}: ${act.operatorAction})`
}

function whenOf({ operatorMinutesMin, operatorMinutesMax }: ByHand): Text {
  if (operatorMinutesMax === null) return { en: '', zh: '' }
  if (operatorMinutesMax <= 0) return { en: ' just then', zh: '同一时刻' }
  const mostMs = operatorMinutesMax * minuteMs
  const leastMs = (operatorMinutesMin ?? 0) * minuteMs
  const range = (language: Language) =>
    leastMs === mostMs ? durationText(mostMs, language) : durationRangeText(leastMs, mostMs, language)
  if (leastMs > 0) return { en: ` ${range('en')} before`, zh: `约 ${range('zh')}前` }
  return { en: ` at most ${durationText(mostMs, 'en')} before`, zh: `此前 ${durationText(mostMs, 'zh')}内` }
}
