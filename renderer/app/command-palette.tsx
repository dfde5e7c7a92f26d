/** Everything the window can do, found by typing part of its name. */
import '@mantine/spotlight/styles.css'
import './command-palette.css'
import { createSpotlight, Spotlight, useSpotlight } from '@mantine/spotlight'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Actions } from './actions.ts'
import { type Command, useCommands } from './commands.ts'

const [palette, { open: openPalette }] = createSpotlight()

export { openPalette }

/** A site list can be long; typing narrows it. */
const mostShown = 100

interface CommandPaletteProps {
  actions: Actions
  onOpen: () => void
  onKeys: () => void
}

export function CommandPalette({ actions, onOpen, onKeys }: CommandPaletteProps) {
  const { t } = useTranslation()
  const { opened, query, selected } = useSpotlight(palette)
  const commands = useCommands(actions, onKeys)
  const shown = useMemo(() => (opened ? matching(commands, query) : []), [commands, query, opened])
  const current = shown[selected]
  return (
    <Spotlight.Root
      store={palette}
      // The window's own shortcuts open it, also from where something is written.
      shortcut={null}
      onSpotlightOpen={onOpen}
      title={t('palette.title')}
      size="lg"
      classNames={{ header: 'palette-head', actionsList: 'palette-list', action: 'palette-item' }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 0 }}
    >
      <Spotlight.Search
        size="sm"
        role="combobox"
        aria-expanded
        aria-controls="commands"
        aria-activedescendant={current === undefined ? undefined : `command-${current.id}`}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
      />
      <Spotlight.ActionsList id="commands" role="listbox" aria-label={t('palette.title')}>
        {shown.map((command) => (
          <Spotlight.Action
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            aria-selected={command === current}
            label={command.label}
            onClick={command.run}
          />
        ))}
        {shown.length === 0 && <Spotlight.Empty>{t('palette.none')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** All of the words are in its name, in any case. */
function matching(commands: Command[], query: string): Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  return commands
    .filter(({ label, id }) => words.every((word) => `${label} ${id}`.toLowerCase().includes(word)))
    .slice(0, mostShown)
}
