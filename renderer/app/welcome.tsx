/** An empty library: what can be done first. */
import './welcome.css'
import { useTranslation } from 'react-i18next'
import { openSample } from '../library/library.ts'
import type { Actions } from './actions.ts'

export function Welcome({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  const cards = [
    { id: 'capture', run: actions.capture },
    { id: 'open', run: actions.openFile },
    { id: 'paste', run: actions.paste },
    { id: 'sample', run: () => void openSample() },
  ]
  return (
    <main className="welcome">
      <h2>{t('welcome.title')}</h2>
      <p className="dim">{t('welcome.text')}</p>
      <div className="welcome-grid">
        {cards.map(({ id, run }) => (
          <button type="button" className="welcome-card" key={id} onClick={run}>
            <strong>{t(`welcome.${id}`)}</strong>
            <span className="dim">{t(`welcome.${id}Text`)}</span>
          </button>
        ))}
      </div>
    </main>
  )
}
