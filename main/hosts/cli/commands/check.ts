import { resolve } from 'node:path'
import { CallError } from '../../../../shared/contract/call-error.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { rescueLibrary } from '../../../app.ts'
import { command, text } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'

const messages = catalogue('cli-check', {
  whole: says({ en: 'The library is whole.', zh: '库完好无损。' }),
  damaged: says({ en: 'The library is damaged:', zh: '库已损坏：' }),
  rescued: says<{ saved: number; lost: number; folder: string }>({
    en: ({ saved, lost, folder }) => `${counted(saved, 'output')} written to ${folder}, ${lost} could not be read.`,
    zh: ({ saved, lost, folder }) => `已将 ${saved} 个输出写入 ${folder}，${lost} 个无法读取。`,
  }),
})

interface Checked {
  problems: string[]
  rescued: { saved: number; lost: number } | null
}

export const check = command({
  name: 'check',
  about: { en: 'look for damage in the library', zh: '检查库是否损坏' },
  options: {
    rescue: text('dir', {
      en: 'write every output that can still be read to files in this folder',
      zh: '把仍可读取的输出全部写入此文件夹',
    }),
  },
  examples: ['check --rescue rescued'],
  messages: [messages],
  run: async (context, { rescue: folder }) => {
    const checked = await checkedLibrary(context, folder === undefined ? null : resolve(folder))
    const { problems, rescued } = checked
    context.print(checked, () => {
      const lines =
        problems.length === 0 ? [context.say(messages.whole())] : [context.say(messages.damaged()), ...problems]
      if (rescued !== null) lines.push(context.say(messages.rescued({ ...rescued, folder: folder ?? '' })))
      return lines.join('\n')
    })
    return problems.length === 0 ? exitStatus.done : exitStatus.refused
  },
})

async function checkedLibrary(context: Context, folder: string | null): Promise<Checked> {
  try {
    return await context.withApp(async ({ handlers, host }) => {
      const { problems } = await handlers.check({})
      return {
        problems: problems.map((each) => context.say(each)),
        rescued: folder === null ? null : await host.rescue({ folder }),
      }
    })
  } catch (error) {
    // So damaged that it does not open: what lies in it may be whole all the same.
    if (folder === null || !(error instanceof CallError) || error.code !== 'damaged') throw error
    return { problems: [context.say(error.told)], rescued: rescueLibrary(context.libraryDir, folder) }
  }
}
