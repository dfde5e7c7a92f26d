/** Everything the window can do, by name. */
import { useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { momentText } from '../../shared/words/moment.ts'
import { saveReport } from '../export/save-report.ts'
import { deleteSnapshot, openSample, openSite } from '../library/library.ts'
import { choose, chooseAroundIncident, chooseIndexes, useB } from '../library/pair.ts'
import { useSites } from '../library/sites.ts'
import { openTab, remember, textScales, toggleEven, useLanguage, usualLayout } from '../preferences/preferences.ts'
import type { Actions } from './actions.ts'
import { speak } from './language.ts'
import { views } from './views.ts'

export interface Command {
  id: string
  label: string
  run: () => void
}

/** The commands that make sense now, in the order in which they are listed. */
export function useCommands(actions: Actions, onKeys: () => void): Command[] {
  const ofSnapshots = useSnapshotCommands(actions)
  const ofSites = useSiteCommands()
  const ofWindow = useWindowCommands(actions, onKeys)
  return [...ofSnapshots, ...ofWindow, ...ofSites]
}

function useSnapshotCommands(actions: Actions): Command[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const timeline = useSites((state) => state.timeline)
  const b = useB()
  if (timeline === null) return []
  const commands: Command[] = views.map(({ id, title }) => ({
    id: `view-${id}`,
    label: t('palette.view', { name: title[language] }),
    run: () => openTab(id),
  }))
  if (timeline.incident !== null)
    commands.push({ id: 'around', label: t('palette.pairAround'), run: chooseAroundIncident })
  const last = timeline.snapshots.length - 1
  if (last >= 1)
    commands.push(
      { id: 'ends', label: t('palette.pairEnds'), run: () => void chooseIndexes({ a: 0, b: last }) },
      { id: 'last-two', label: t('palette.pairLast'), run: () => void chooseIndexes({ a: last - 1, b: last }) },
      { id: 'a-first', label: t('palette.aFirst'), run: () => choose('a', 0) },
      { id: 'b-last', label: t('palette.bLast'), run: () => choose('b', last) },
    )
  if (last >= 0)
    commands.push(
      { id: 'report-html', label: t('report.html'), run: () => void saveReport('html', t('report.saved')) },
      { id: 'report-markdown', label: t('report.markdown'), run: () => void saveReport('markdown', t('report.saved')) },
    )
  commands.push({ id: 'search', label: t('search.title'), run: actions.search })
  if (b !== undefined) {
    const done = t('timeline.deleted', { time: momentText(b.takenAt, 'local') })
    const run = () => void deleteSnapshot(b.id, done, t('timeline.undo'))
    commands.push({ id: 'delete-b', label: t('palette.deleteB'), run })
  }
  return commands
}

function useWindowCommands(actions: Actions, onKeys: () => void): Command[] {
  const { t } = useTranslation()
  const { setColorScheme } = useMantineColorScheme()
  const { timelineShare, evidenceShare } = usualLayout
  return [
    { id: 'capture', label: t('welcome.capture'), run: actions.capture },
    { id: 'open', label: t('welcome.open'), run: actions.openFile },
    { id: 'paste', label: t('welcome.paste'), run: actions.paste },
    { id: 'export', label: t('export.title'), run: actions.exportFile },
    { id: 'sample', label: t('welcome.sample'), run: () => void openSample() },
    { id: 'dark', label: t('app.dark'), run: () => setColorScheme('dark') },
    { id: 'light', label: t('app.light'), run: () => setColorScheme('light') },
    { id: 'en', label: t('palette.language', { name: 'English' }), run: () => speak('en') },
    { id: 'zh', label: t('palette.language', { name: '中文' }), run: () => speak('zh') },
    ...textScales.map((textScale) => ({
      id: `text-${textScale}`,
      label: t('palette.text', { percent: Math.round(textScale * 100) }),
      run: () => remember({ textScale }),
    })),
    { id: 'even', label: t('palette.even'), run: toggleEven },
    { id: 'layout', label: t('palette.layout'), run: () => remember({ timelineShare, evidenceShare }) },
    { id: 'keys', label: t('palette.keys'), run: onKeys },
    { id: 'log', label: t('log.show'), run: actions.showLog },
  ]
}

function useSiteCommands(): Command[] {
  const { t } = useTranslation()
  const { sites, site } = useSites()
  return (sites ?? [])
    .filter(({ name }) => name !== site)
    .map(({ name }) => ({
      id: `site-${name}`,
      label: t('palette.site', { name }),
      run: () => void openSite(name),
    }))
}
