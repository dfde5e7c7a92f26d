/** The end of the program's log, for whoever asks what went wrong. */
import './log.css'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../controls/dialog.tsx'
import { Trouble } from '../controls/trouble.tsx'
import { useAnswer } from '../controls/use-answer.ts'
import { client } from '../program/connection.ts'

const lines = 500

export function LogDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { answer, failure } = useAnswer(useCallback(() => client().call('showLog', { lines }), []))
  return (
    <Dialog onClose={onClose} title={t('log.title')} size="xl">
      {failure !== null && <Trouble text={failure} />}
      {answer?.path != null && <p className="dim wrap">{answer.path}</p>}
      {answer !== null && answer.lines.length === 0 && <p className="empty">{t('log.empty')}</p>}
      {answer !== null && answer.lines.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled with the keyboard
        <section className="log" tabIndex={0} aria-label={t('log.title')}>
          <pre>{answer.lines.join('\n')}</pre>
        </section>
      )}
    </Dialog>
  )
}
