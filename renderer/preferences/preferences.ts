/** What this person chose last time: language, text size, layout. (Mantine remembers light or dark.) */
import { create } from 'zustand'
import type { Language } from '../../shared/words/language.ts'
import type { Readable } from '../program/readable.ts'

const languageKey = 'nodelapse-language'
const layoutKey = 'nodelapse-layout'

export const textScales = [1, 1.15, 1.3] as const

export interface Layout {
  /** Shares of the window, from 0 to 1. */
  timelineShare: number
  evidenceShare: number
  tab: string
  textScale: number
  /** Equal steps on the timeline's axis. */
  even: boolean
}
export const usualLayout: Layout = {
  timelineShare: 0.42,
  evidenceShare: 0.37,
  tab: 'findings',
  textScale: 1,
  even: false,
}

/** The remembered language, else the system's when it is Chinese, else English. */
export function initialLanguage(remembered: string | null, system: string): Language {
  if (remembered === 'zh' || remembered === 'en') return remembered
  return system.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

/** What was remembered, as far as it makes sense; the usual for the rest. */
export function initialLayout(remembered: string | null): Layout {
  let found: Partial<Record<keyof Layout, unknown>> = {}
  try {
    const parsed: unknown = JSON.parse(remembered ?? '{}')
    if (typeof parsed === 'object' && parsed !== null) found = parsed
  } catch {
    // Written by something else: the usual layout serves.
  }
  const share = (value: unknown, usual: number) =>
    typeof value === 'number' && value >= 0.1 && value <= 0.9 ? value : usual
  return {
    timelineShare: share(found.timelineShare, usualLayout.timelineShare),
    evidenceShare: share(found.evidenceShare, usualLayout.evidenceShare),
    tab: typeof found.tab === 'string' ? found.tab : usualLayout.tab,
    textScale: textScales.find((scale) => scale === found.textScale) ?? usualLayout.textScale,
    even: found.even === true,
  }
}

const read = (key: string) => {
  try {
    return typeof localStorage === 'undefined' ? null : localStorage.getItem(key)
  } catch {
    // A browser that refuses storage still gets a window.
    return null
  }
}
const write = (key: string, text: string) => {
  try {
    localStorage.setItem(key, text)
  } catch {
    // Not remembered, still switched.
  }
}

interface Preferences extends Layout {
  language: Language
}

const store = create<Preferences>()(() => ({
  ...initialLayout(read(layoutKey)),
  language: initialLanguage(read(languageKey), globalThis.navigator?.language ?? 'en'),
}))
export const usePreferences: Readable<Preferences> = store

export const useLanguage = (): Language => store((state) => state.language)

export function rememberLanguage(language: Language): void {
  write(languageKey, language)
  store.setState({ language })
}

export function remember(layout: Partial<Layout>): void {
  store.setState(layout)
  const { timelineShare, evidenceShare, tab, textScale, even } = store.getState()
  write(layoutKey, JSON.stringify({ timelineShare, evidenceShare, tab, textScale, even }))
}

export const openTab = (tab: string): void => remember({ tab })
export const toggleEven = (): void => remember({ even: !store.getState().even })
