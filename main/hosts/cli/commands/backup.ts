import { resolve } from 'node:path'
import { sizeText } from '../../../../shared/words/size.ts'
import { command, required } from '../command.ts'
import { exitStatus } from '../exit-status.ts'

export const backup = command({
  name: 'backup',
  about: {
    en: 'copy the library to a new file, also while it is in use',
    zh: '把库复制到新文件，使用中也可以',
  },
  arguments: { file: required({ en: 'the copy; must not exist yet', zh: '副本文件，不能已存在' }) },
  examples: ['backup /mnt/usb/nodelapse.sqlite'],
  run: async (context, { file }) => {
    const path = resolve(file)
    const { bytes } = await context.withApp(({ host }) => host.backup({ file: path }))
    context.print({ file: path, bytes }, () => `${path}  ${sizeText(bytes)}`)
    return exitStatus.done
  },
})
