/** What is wrong with something a person wrote, by its schema. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const schemaMessages = catalogue('schema', {
  /** zod tells the rest in both languages itself. */
  told: says<{ en: string; zh: string }>({ en: ({ en }) => en, zh: ({ zh }) => zh }),
  at: says<{ path: string; what: Message }>({
    en: ({ path, what }) => `${path}: ${what}`,
    zh: ({ path, what }) => `${path}：${what}`,
  }),
  noSuchSetting: says({ en: 'there is no such setting', zh: '没有这项设置' }),
})
