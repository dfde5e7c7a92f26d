/** What a task that takes its time is at. */
import { catalogue, says } from '../words/message.ts'

export const progressMessages = catalogue('progress', {
  renewing: says({ en: 'Reading the library again', zh: '正在重新解析库中的输出' }),
  counted: says<{ number: number; total: number }>({
    en: ({ number, total }) => `${number} / ${total}`,
    zh: ({ number, total }) => `${number} / ${total}`,
  }),
  file: says<{ name: string }>({ en: ({ name }) => name, zh: ({ name }) => name }),
})
