/** Where a running capture stands: every probe of every node, with what has come and how long it took. */
import './capture.css'
import { useTranslation } from 'react-i18next'
import { durationText } from '../../shared/words/duration.ts'
import { sizeText } from '../../shared/words/size.ts'
import { OutcomeMark } from '../controls/outcome-mark.tsx'
import { useKindName } from '../preferences/kind-name.ts'
import { useLanguage } from '../preferences/preferences.ts'
import { useSteps } from './steps.ts'

export function CaptureSteps() {
  const { t } = useTranslation()
  const language = useLanguage()
  const kindName = useKindName()
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
              <td>{probe === '' ? t('capture.login') : kindName(probe)}</td>
              <td>{outcome === null ? '…' : <OutcomeMark outcome={outcome} />}</td>
              <td className="number">{probe === '' ? '' : sizeText(bytes)}</td>
              <td className="number">{durationText(elapsedMs, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
