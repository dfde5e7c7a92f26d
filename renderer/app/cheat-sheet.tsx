/** Every shortcut on one sheet. */
import './cheat-sheet.css'
import { Kbd } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../controls/dialog.tsx'
import { views } from './views.ts'

const shortcuts: [string[], string][] = [
  [['Ctrl K', '⌘ K'], 'palette'],
  [['?'], 'sheet'],
  [['s'], 'searchAll'],
  [['/'], 'search'],
  [['1', String(views.length)], 'views'],
  [['←', '→'], 'tabs'],
  [['←', '→'], 'handles'],
  [['↑', '↓', 'Enter'], 'rows'],
  [['i'], 'incident'],
  [['e'], 'even'],
  [['←', '→', '+', '−', 'Home'], 'minimap'],
  [['←', '→', '↑', '↓', 'Home'], 'split'],
  [['Esc'], 'escape'],
]

export function CheatSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog onClose={onClose} title={t('palette.keys')}>
      <dl className="keys">
        {shortcuts.map(([keys, name]) => (
          <Line key={name} keys={keys} text={t(`keys.${name}`)} range={name === 'views'} />
        ))}
      </dl>
    </Dialog>
  )
}

function Line({ keys, text, range }: { keys: string[]; text: string; range: boolean }) {
  const between = range ? ' – ' : ' '
  return (
    <>
      <dt>
        {keys.map((key, index) => (
          <span key={key}>
            {index > 0 && between}
            <Kbd size="xs">{key}</Kbd>
          </span>
        ))}
      </dt>
      <dd>{text}</dd>
    </>
  )
}
