/** What files of YAML have in common: texts in both languages, lengths of time, one or many. */
import { z } from 'zod'
import { yamlMessages } from '../messages/yaml.ts'
import type { Text } from '../words/language.ts'

const sentence = z.string().trim().min(1).max(2000)

/** `{ en, zh }`, or one text that is the same in both, as a command is. */
export const writtenText = z.union(
  [sentence.transform((text): Text => ({ en: text, zh: text })), z.strictObject({ en: sentence, zh: sentence })],
  yamlMessages.textExpected().code,
)

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 }
const duration = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|h|d)$/

/** `90s`, `5min`, `1.5h`, `2d`: in milliseconds. */
export const writtenDuration = z
  .string()
  .regex(duration, yamlMessages.duration().code)
  .transform((text) => {
    const [, number = '', unit = ''] = duration.exec(text) ?? []
    return Number(number) * (unitMs[unit] ?? Number.NaN)
  })

/** One, or a list of them. */
export const oneOrMany = <S extends z.ZodType>(schema: S) =>
  z.union([schema.transform((one) => [one] as z.output<S>[]), z.array(schema).min(1).max(200)])
