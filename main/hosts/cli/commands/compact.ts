import { catalogue, says } from '../../../../shared/words/message.ts'
import { sizeText } from '../../../../shared/words/size.ts'
import { command } from '../command.ts'
import { exitStatus } from '../exit-status.ts'

const messages = catalogue('cli-compact', {
  compacted: says<{ before: string; after: string }>({
    en: ({ before, after }) => `${before} before, ${after} after`,
    zh: ({ before, after }) => `压缩前 ${before}，压缩后 ${after}`,
  }),
})

export const compact = command({
  name: 'compact',
  about: { en: 'give free space in the library back to the disk', zh: '把库中的空闲空间归还磁盘' },
  messages: [messages],
  run: async (context) => {
    const sizes = await context.withApp(({ handlers }) => handlers.compact({}))
    const { before, after } = sizes
    context.print(sizes, () => context.say(messages.compacted({ before: sizeText(before), after: sizeText(after) })))
    return exitStatus.done
  },
})
