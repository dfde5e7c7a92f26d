/** Switches the window's language, and remembers it. */

import type { Language } from '../../shared/words/language.ts'
import { rememberLanguage } from '../preferences/preferences.ts'
import { switchLanguage } from '../words/locales/index.ts'

export function speak(language: Language): void {
  rememberLanguage(language)
  void switchLanguage(language)
}
