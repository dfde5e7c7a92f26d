/** Name, site, language, light or dark, and the ways to bring something in. */
import './top-bar.css'
import {
  ActionIcon,
  Button,
  SegmentedControl,
  Select,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { openSite } from '../library/library.ts'
import { useSites } from '../library/sites.ts'
import { useLanguage } from '../preferences/preferences.ts'
import type { Actions } from './actions.ts'
import { speak } from './language.ts'

export function TopBar({ actions }: { actions: Actions }) {
  const { t } = useTranslation()
  const { sites, site } = useSites()
  const language = useLanguage()
  const scheme = useComputedColorScheme('light')
  const { setColorScheme } = useMantineColorScheme()
  const schemeLabel = t(scheme === 'dark' ? 'app.light' : 'app.dark')
  return (
    <section className="top-bar" aria-label={t('app.bar')}>
      <h1 className="brand">
        <svg className="brand-mark" viewBox="0 0 18 18" aria-hidden="true">
          <path d="M1 9h16" stroke="currentColor" strokeWidth="1.6" opacity=".45" />
          <circle cx="4" cy="9" r="2.6" fill="currentColor" />
          <rect x="10.6" y="6" width="6" height="6" rx="1.2" fill="none" stroke="currentColor" strokeWidth="1.8" />
        </svg>
        Nodelapse
      </h1>
      <Select
        size="xs"
        w={230}
        searchable
        allowDeselect={false}
        aria-label={t('app.site')}
        placeholder={t('app.noSite')}
        disabled={sites === null || sites.length === 0}
        data={(sites ?? []).map((one) => ({ value: one.name, label: `${one.name} (${one.snapshots})` }))}
        value={site}
        onChange={(name) => name !== null && void openSite(name)}
      />
      <Button size="xs" variant="default" disabled={site === null} onClick={actions.search} title={t('search.keys')}>
        ⌕ {t('search.button')}
      </Button>
      <span className="spacer" />
      <SegmentedControl
        size="xs"
        aria-label={t('app.language')}
        value={language}
        onChange={(value) => speak(value === 'zh' ? 'zh' : 'en')}
        data={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <ActionIcon
        variant="default"
        aria-label={schemeLabel}
        title={schemeLabel}
        onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}
      >
        {scheme === 'dark' ? '☀' : '☾'}
      </ActionIcon>
      <Button size="xs" variant="default" disabled={site === null} onClick={actions.exportFile}>
        {t('export.button')}
      </Button>
      <Button size="xs" variant="default" onClick={actions.paste}>
        {t('app.paste')}
      </Button>
      <Button size="xs" variant="default" onClick={actions.openFile}>
        {t('app.openFile')}
      </Button>
      <Button size="xs" onClick={actions.capture}>
        {t('app.capture')}
      </Button>
    </section>
  )
}
