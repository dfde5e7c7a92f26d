/** What `--json` prints: what the contract hands over, as it is. */
import { tell } from '../../../shared/messages/tell.ts'
import type { Finding, Message, Row } from '../../../shared/model.ts'
import type { Language } from '../../../shared/words/language.ts'

/**
 * One JSON object; messages in it carry their words in this language beside code and parameters. A finding's own parameters
 * are plain: numbers and texts.
 */
export const jsonText = (value: unknown, language: Language): string =>
  JSON.stringify(
    value,
    (_name, part: unknown) => {
      if (isMessage(part)) return { ...part, text: tell(part, language) }
      return isFinding(part) ? { ...part, params: plainParams(part, language) } : part
    },
    2,
  )

const isFinding = (value: unknown): value is Finding =>
  typeof value === 'object' && value !== null && 'rule' in value && 'certainty' in value && 'params' in value

function plainParams({ params }: Finding, language: Language): Record<string, string | number> {
  const plain: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(params))
    plain[name] = typeof value === 'object' ? tell(value, language) : value
  return plain
}

const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'params' in value &&
  typeof value.params === 'object'

/** A row with its fields beside its key and lines. */
export const rowJson = ({ key, line, lastLine, fields }: Row) => ({ key, line, lastLine, ...fields })
