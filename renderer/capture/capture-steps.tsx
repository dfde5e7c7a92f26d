/** Where a running capture stands: every probe of every node, with what has come and how long it took. */
import './capture.css'
import { useTranslation } from 'react-i18next'
import { useSteps } from './steps.ts'

type Step = ReturnType<typeof useSteps.getState>['steps'][number]

function outcomeText(outcome: Step['outcome']): string {
  if (outcome === null) return '…'
  return outcome === 'ok' ? '✓ ok' : `◌ ${outcome}`
}

const sizeOf = (bytes: number): string => (bytes < 10_000 ? `${bytes} B` : `${Math.round(bytes / 1000)} kB`)

export function CaptureSteps() {
  const { t } = useTranslation()
  const steps = useSteps((state) => state.steps)
  if (steps.length === 0) return null
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls is reached by keyboard
    <section className="capture-steps" aria-label={t('capture.running')} tabIndex={0}>
      <table>
        <tbody>
          {steps.map(({ node, probe, outcome, bytes, elapsedMs }) => (
            <tr key={`${node} ${probe}`}>
              <td>{node}</td>
              <td>{probe === '' ? t('capture.login') : t(`kind.${probe}`, { defaultValue: probe })}</td>
              <td className={outcome === null || outcome === 'ok' ? '' : 'word-attention'}>{outcomeText(outcome)}</td>
              <td className="number">{probe === '' ? '' : sizeOf(bytes)}</td>
              <td className="number">{(elapsedMs / 1000).toFixed(1)} s</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
