/** Everything that happened to one thing: its numbers as charts, and each change with its time. */

import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { messageOf } from '../../shared/contract/call-error.ts'
import type { HistoryPoint } from '../../shared/contract/contract.ts'
import { tell } from '../../shared/messages/tell.ts'
import type { Subject } from '../../shared/model.ts'
import { client, useLibrary } from '../library/library.ts'
import { selectSubject } from '../library/subject-evidence.ts'
import { usePreferences } from '../preferences/preferences.ts'
import { clockTime, utcTime, valueText } from '../words/format.ts'
import { courseOf, type Step, seriesOf } from './course.ts'
import { NumberChart } from './number-chart.tsx'

/** More steps than a person reads; the newest are shown. */
const mostSteps = 300

export function HistoryPane({ subject, title }: { subject: Subject; title: string }) {
  const { t } = useTranslation()
  const site = useLibrary((state) => state.site)
  const revision = useLibrary((state) => state.revision)
  const [points, setPoints] = useState<HistoryPoint[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const { probe, place, key } = subject
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library is asked again
  useEffect(() => {
    if (site === null) return
    let live = true
    setFailure(null)
    client()
      .call('history', { site, subject: { probe, place, key } })
      .then(
        (answer) => live && setPoints(answer.points),
        (error: unknown) => live && setFailure(tell(messageOf(error), usePreferences.getState().language)),
      )
    return () => {
      live = false
    }
  }, [site, probe, place, key, revision])
  const steps = useMemo(() => courseOf(probe, points ?? []), [probe, points])
  const series = useMemo(() => seriesOf(points ?? []), [points])
  const times = useMemo(() => (points ?? []).map(({ takenAt }) => takenAt), [points])
  if (failure !== null)
    return (
      <p className="empty" role="alert">
        {failure}
      </p>
    )
  if (points === null) return <p className="empty">{t('state.loading')}</p>
  const seen = points.filter(({ fields }) => fields !== null).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="scroll history" tabIndex={0} aria-label={`${t('evidence.history')}: ${title}`}>
      {series.slice(0, 4).map((one) => (
        <NumberChart key={one.name} times={times} series={one} />
      ))}
      <p className="dim">
        {t('history.looked', { seen, count: points.length })}
        {steps.length === 1 && seen === points.length && ` ${t('history.same', { count: points.length })}`}
      </p>
      <ol>
        {steps
          .slice(-mostSteps)
          .toReversed()
          .map((step) => (
            <StepItem key={step.point.snapshot} step={step} subject={subject} title={title} />
          ))}
      </ol>
    </section>
  )
}

const looks = { bad: 'word-bad', attention: 'word-attention', fine: '', unknown: 'dim' }

function StepItem({ step, subject, title }: { step: Step; subject: Subject; title: string }) {
  const { t } = useTranslation()
  const { kind, point, before, fields } = step
  const snapshot = useLibrary((state) => state.timeline?.snapshots.find((one) => one.id === point.snapshot))
  const at = clockTime(point.takenAt, true)
  return (
    <li className="history-item">
      <button
        type="button"
        className="link"
        title={utcTime(point.takenAt)}
        aria-label={t('history.open', { at })}
        onClick={() => snapshot !== undefined && void selectSubject(subject, title, snapshot)}
      >
        {at}
        {snapshot?.takenAtInferred != null && ' ~'}
      </button>
      <div className="wrap">
        <span className={kind === 'gap' ? 'dim' : looks[point.health]}>
          {t(`history.${kind}`, { state: point.state })}
        </span>
        {before !== null && kind !== 'gap' && (
          <span className="dim">
            {' '}
            · {t('history.between', { from: clockTime(before.takenAt), to: clockTime(point.takenAt) })}
          </span>
        )}
        {fields.map((field) => (
          <div key={field.name}>
            <span className="dim">{field.name}</span> <span className="before">{valueText(field.before)}</span> →{' '}
            <b>{valueText(field.after)}</b>
          </div>
        ))}
      </div>
    </li>
  )
}
