/** Everything that happened to one thing: its numbers as charts, and each change with its time. */
import './history.css'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryPoint } from '../../shared/contract/contract.ts'
import type { Subject } from '../../shared/model.ts'
import { stateText } from '../../shared/probes/shown.ts'
import { momentText } from '../../shared/words/moment.ts'
import { FieldChanges } from '../controls/field-changes.tsx'
import { Trouble } from '../controls/trouble.tsx'
import { useAnswer } from '../controls/use-answer.ts'
import { useSites, useSnapshot } from '../library/sites.ts'
import { selectSubject } from '../library/subject-evidence.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { client } from '../program/connection.ts'
import { clockTime } from '../words/format.ts'
import { courseOf, type Step, seriesOf } from './course.ts'
import { NumberChart } from './number-chart.tsx'

/** More steps than a person reads; the newest are shown. */
const mostSteps = 300
const mostCharts = 4
const noPoints: HistoryPoint[] = []

export function HistoryPane({ subject, title }: { subject: Subject; title: string }) {
  const { t } = useTranslation()
  const { probe, place, key } = subject
  const { answer, failure } = useHistory({ probe, place, key })
  const points = answer ?? noPoints
  const steps = useMemo(() => courseOf(probe, points), [probe, points])
  const series = useMemo(() => seriesOf(probe, points), [probe, points])
  const times = useMemo(() => points.map(({ takenAt }) => takenAt), [points])
  if (failure !== null) return <Trouble text={failure} />
  if (answer === null) return <p className="empty">{t('state.loading')}</p>
  const seen = points.filter(({ fields }) => fields !== null).length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
    <section className="scroll history" tabIndex={0} aria-label={`${t('evidence.history')}: ${title}`}>
      {series.slice(0, mostCharts).map((one) => (
        <NumberChart key={one.name} probe={probe} times={times} series={one} />
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

function useHistory({ probe, place, key }: Subject) {
  const site = useSites((state) => state.site)
  const revision = useSites((state) => state.revision)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed library is asked again
  const ask = useCallback(async (): Promise<HistoryPoint[]> => {
    if (site === null) return noPoints
    const { points } = await client().call('history', { site, subject: { probe, place, key } })
    return points
  }, [site, probe, place, key, revision])
  return useAnswer(ask)
}

const looks = { bad: 'word-bad', attention: 'word-attention', fine: '', unknown: 'dim' }

function StepItem({ step, subject, title }: { step: Step; subject: Subject; title: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { kind, point, before, fields } = step
  const snapshot = useSnapshot(point.snapshot)
  const at = clockTime(point.takenAt, true)
  return (
    <li className="history-item">
      <button
        type="button"
        className="link"
        title={momentText(point.takenAt)}
        aria-label={t('history.open', { at })}
        onClick={() => snapshot !== undefined && void selectSubject(subject, title, snapshot)}
      >
        {at}
        {snapshot?.takenAtInferred != null && ' ~'}
      </button>
      <div className="wrap">
        <span className={kind === 'gap' ? 'dim' : looks[point.health]}>
          {t(`history.${kind}`, { state: stateText(subject.probe, point.state, language) })}
        </span>
        {before !== null && kind !== 'gap' && (
          <span className="dim">
            {' '}
            · {t('history.between', { from: clockTime(before.takenAt), to: clockTime(point.takenAt) })}
          </span>
        )}
        <FieldChanges probe={subject.probe} fields={fields} />
      </div>
    </li>
  )
}
