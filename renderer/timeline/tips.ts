/** What is told of what the pointer is on, line by line. */
import { useTranslation } from 'react-i18next'
import type { Event, Lane, Span } from '../../shared/model.ts'
import { intervalText, momentText } from '../../shared/words/moment.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { useTell } from '../preferences/telling.ts'
import { clockTime } from '../words/format.ts'
import { beganWithin, isGap } from './lanes.ts'
import { useStateName } from './names.ts'
import type { Moments } from './use-moments.ts'

/** More events at one place are not told. */
const mostEvents = 6

/** By the local clock, for where the zone is named already. */
export const spanTime = ({ from, to }: Span): string =>
  from === to ? clockTime(from) : `${clockTime(from)}–${clockTime(to)}`

export function useTips({ snapshots, completes, inferred }: Moments, a: number, b: number) {
  const { t } = useTranslation()
  const tell = useTell()
  const language = useLanguage()
  const stateName = useStateName()

  const ofSnapshot = (index: number): string[] => {
    const snapshot = snapshots[index]
    if (snapshot === undefined) return []
    const letters = `${index === a ? ' A' : ''}${index === b ? ' B' : ''}`
    const time = momentText(snapshot.takenAt, 'local')
    const lines = [letters === '' ? time : `${time} ·${letters}`]
    const utc = momentText(snapshot.takenAt)
    if (utc !== time) lines.push(utc)
    lines.push(snapshot.origin)
    if (snapshot.takenAtInferred !== null) lines.push(t('timeline.inferred', { how: tell(snapshot.takenAtInferred) }))
    if (!completes[index]) lines.push(t('timeline.incomplete'))
    return lines
  }

  /** Since when, and how well that is known. */
  const howSure = (lane: Lane, span: Span): string[] => {
    if (isGap(span)) return [t('timeline.notLooked')]
    const { from, to, blind } = beganWithin(lane, span)
    const at = clockTime(to)
    const began =
      from === null ? t('timeline.beganEarlier', { at }) : t('timeline.began', { from: clockTime(from), to: at })
    const lines = [began]
    if (blind) lines.push(t('timeline.blind'))
    if (inferred[span.fromSnapshot] || inferred[span.toSnapshot]) lines.push(t('timeline.guessed'))
    return lines
  }

  return {
    ofSnapshot,
    ofLane: ({ label, place }: Lane): string[] => (place === '' ? [label] : [label, place]),
    ofSpan: (lane: Lane, span: Span): string[] => {
      const state = `${stateName(lane, span)} · ${t(`timeline.${span.health}`)}`
      const time = intervalText({ earliest: span.from, latest: span.to }, language, 'local')
      return [lane.label, state, time, ...howSure(lane, span)]
    },
    ofEvents: (events: Event[]): string[] =>
      events.slice(0, mostEvents).map(({ node, text }) => `${t('timeline.operator')} · ${node}: ${text}`),
  }
}
export type Tips = ReturnType<typeof useTips>
