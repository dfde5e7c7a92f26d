/** What `--json` prints: what the contract hands over, as it is. */
import { tell } from '../../../shared/messages/tell.ts'
import type { Message, Row } from '../../../shared/model.ts'
import type { Language } from '../../../shared/words/language.ts'

/** One JSON object; messages in it carry their words in this language beside code and parameters. */
export const jsonText = (value: unknown, language: Language): string =>
  JSON.stringify(value, (_name, part: unknown) => (isMessage(part) ? { ...part, text: tell(part, language) } : part), 2)

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'params' in value &&
  typeof value.params === 'object'

/** A row with its fields beside its key and lines. */
export const rowJson = ({ key, line, lastLine, fields }: Row) => ({ key, line, lastLine, ...fields })
