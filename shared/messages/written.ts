/** Sentences that were stored as such, by a version before messages had codes: shown as they are. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const writtenMessages = catalogue('written', {
  text: says<{ text: string }>({ en: ({ text }) => text, zh: ({ text }) => text }),
})

/** Null for the empty text. */
export const written = (text: string): Message | null => (text === '' ? null : writtenMessages.text({ text }))
