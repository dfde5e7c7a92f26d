/** What this person chose last time: the language. (Mantine remembers light or dark.) */
import { create } from 'zustand'
import type { Language } from '../format.ts'

const key = 'nodelapse-language'

/** The remembered language, else the system's when it is Chinese, else English. */
export function initialLanguage(remembered: string | null, system: string): Language {
  if (remembered === 'zh' || remembered === 'en') return remembered
  return system.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

const read = () => {
  try {
    return localStorage.getItem(key)
  } catch {
    // A browser that refuses storage still gets a window.
    return null
  }
}

interface Preferences {
  language: Language
  setLanguage: (language: Language) => void
}

export const usePreferences = create<Preferences>()((set) => ({
  language: initialLanguage(
    typeof localStorage === 'undefined' ? null : read(),
    globalThis.navigator?.language ?? 'en',
  ),
  setLanguage: (language) => {
    try {
      localStorage.setItem(key, language)
    } catch {
      // Not remembered, still switched.
    }
    set({ language })
  },
}))
