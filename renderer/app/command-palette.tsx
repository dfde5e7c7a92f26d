/** Everything the window can do, found by typing part of its name. */
import { Modal, TextInput, useMantineColorScheme } from '@mantine/core'
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveReport } from '../export/save-report.ts'
import {
  choose,
  chooseAroundIncident,
  chooseIndexes,
  deleteSnapshot,
  openSample,
  openSite,
  openTab,
  useLibrary,
} from '../library/library.ts'
import { textScales, usePreferences, usualLayout } from '../preferences/preferences.ts'
import { clockTime } from '../words/format.ts'
import { switchLanguage } from '../words/locales/index.ts'
import type { Actions } from './top-bar.tsx'
import { views } from './views.ts'

interface Command {
  id: string
  label: string
  run: () => void
}

interface CommandPaletteProps {
  actions: Actions
  onClose: () => void
  onKeys: () => void
}

function useCommands({ actions, onKeys }: Pick<CommandPaletteProps, 'actions' | 'onKeys'>): Command[] {
  const { t } = useTranslation()
  const sites = useLibrary((state) => state.sites)
  const site = useLibrary((state) => state.site)
  const timeline = useLibrary((state) => state.timeline)
  const bId = useLibrary((state) => state.bId)
  const { setColorScheme } = useMantineColorScheme()
  const { setLanguage, remember } = usePreferences.getState()
  const speak = (language: 'en' | 'zh') => () => {
    setLanguage(language)
    void switchLanguage(language)
  }
  const b = timeline?.snapshots.find(({ id }) => id === bId)
  const last = (timeline?.snapshots.length ?? 0) - 1
  const command = (id: string, label: string, run: () => void): Command => ({ id, label, run })
  return [
    ...(timeline === null ? [] : views).map(({ id }) =>
      command(`view-${id}`, t('palette.view', { name: t(`tab.${id}`) }), () => openTab(id)),
    ),
    ...(timeline?.incident == null
      ? []
      : [command('around', t('palette.pairAround'), () => void chooseAroundIncident())]),
    ...(last < 1
      ? []
      : [
          command('ends', t('palette.pairEnds'), () => void chooseIndexes({ a: 0, b: last })),
          command('last-two', t('palette.pairLast'), () => void chooseIndexes({ a: last - 1, b: last })),
          command('a-first', t('palette.aFirst'), () => choose('a', 0)),
          command('b-last', t('palette.bLast'), () => choose('b', last)),
        ]),
    ...(timeline === null || last < 0
      ? []
      : [
          command('report-html', t('report.html'), () => void saveReport('html', t('report.saved'))),
          command('report-markdown', t('report.markdown'), () => void saveReport('markdown', t('report.saved'))),
        ]),
    ...(timeline === null ? [] : [command('search', t('search.title'), actions.search)]),
    ...(b === undefined
      ? []
      : [
          command('delete-b', t('palette.deleteB'), () => {
            const done = t('timeline.deleted', { time: clockTime(b.takenAt, true) })
            void deleteSnapshot(b.id, done, t('timeline.undo'))
          }),
        ]),
    command('capture', t('welcome.capture'), actions.capture),
    command('open', t('welcome.open'), actions.openFile),
    command('paste', t('welcome.paste'), actions.paste),
    command('export', t('export.title'), actions.exportFile),
    command('sample', t('welcome.sample'), () => void openSample()),
    command('dark', t('app.dark'), () => setColorScheme('dark')),
    command('light', t('app.light'), () => setColorScheme('light')),
    command('en', t('palette.language', { name: 'English' }), speak('en')),
    command('zh', t('palette.language', { name: '中文' }), speak('zh')),
    ...textScales.map((textScale) =>
      command(`text-${textScale}`, t('palette.text', { percent: Math.round(textScale * 100) }), () =>
        remember({ textScale }),
      ),
    ),
    command('even', t('palette.even'), () => remember({ even: !usePreferences.getState().even })),
    command('layout', t('palette.layout'), () => {
      const { timelineShare, evidenceShare } = usualLayout
      remember({ timelineShare, evidenceShare })
    }),
    command('keys', t('palette.keys'), onKeys),
    ...(sites ?? [])
      .filter(({ name }) => name !== site)
      .map(({ name }) => command(`site-${name}`, t('palette.site', { name }), () => void openSite(name))),
  ]
}

/** A site list can be long; typing narrows it. */
const mostShown = 100

export function CommandPalette({ actions, onClose, onKeys }: CommandPaletteProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [cursor, setCursor] = useState(0)
  const commands = useCommands({ actions, onKeys })
  const shown = useMemo(() => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean)
    return commands
      .filter(({ label, id }) => words.every((word) => `${label} ${id}`.toLowerCase().includes(word)))
      .slice(0, mostShown)
  }, [commands, text])
  const current = shown[Math.min(cursor, shown.length - 1)]
  useEffect(() => {
    if (current !== undefined) document.getElementById(`command-${current.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const run = (command: Command | undefined) => {
    if (command === undefined) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setCursor((Math.min(cursor, shown.length - 1) + step + shown.length) % Math.max(1, shown.length))
    else if (event.key === 'Enter') run(current)
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('palette.title')}
      size="lg"
      yOffset="10vh"
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': t('state.dismiss') }}
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="commands"
        aria-activedescendant={current === undefined ? undefined : `command-${current.id}`}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setCursor(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" id="commands" role="listbox" aria-label={t('palette.title')}>
        {shown.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the box above handles the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the box above keeps the focus
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            aria-selected={command === current}
            className="palette-item"
            onClick={() => run(command)}
          >
            {command.label}
          </div>
        ))}
      </div>
      {shown.length === 0 && <p className="empty">{t('palette.none')}</p>}
    </Modal>
  )
}
