/** The language that a person at a terminal is spoken to in. It is known ahead of everything else: help is told in it, too. */
import { isLanguage, type Language } from '../../../shared/words/language.ts'

/** `--lang`, wherever it stands; else Chinese where the terminal is Chinese. */
export function languageOf(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const at = words.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = words[at] === '--lang' ? words[at + 1] : words[at]?.slice('--lang='.length)
  if (isLanguage(asked)) return asked
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return locale.startsWith('zh') ? 'zh' : 'en'
}
