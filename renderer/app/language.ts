/** Switches the window's language, and remembers it. */
import { rememberLanguage } from '../preferences/preferences.ts'
import type { Language } from '../words/format.ts'
import { switchLanguage } from '../words/locales/index.ts'

export function speak(language: Language): void {
  rememberLanguage(language)
  void switchLanguage(language)
}
