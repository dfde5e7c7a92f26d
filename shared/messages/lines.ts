/** Several messages in one, a line each. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

const inLines = (parts: Record<string, string>): string => Object.values(parts).join('\n')

export const linesMessages = catalogue('lines', {
  all: says<Record<string, Message>>({ en: inLines, zh: inLines }),
})

/** Throws where there is none. */
export function linesOf(messages: readonly Message[]): Message {
  const [first, ...others] = messages
  if (first === undefined) throw new Error('there is nothing to say')
  if (others.length === 0) return first
  return linesMessages.all(Object.fromEntries(messages.map((message, index) => [String(index + 1), message])))
}
