import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { momentText } from '../../../../shared/words/moment.ts'
import { command, required } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { passphraseFile } from '../options.ts'
import { openSnapshotFile } from '../snapshot-file.ts'
import { joined } from '../text/table.ts'

const messages = catalogue('cli-verify', {
  whole: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'section')}, whole`,
    zh: ({ count }) => `${count} 个输出，完整`,
  }),
})

export const verify = command({
  name: 'verify',
  about: { en: 'check a snapshot file whole, without storing it', zh: '检查快照文件是否完整，不存入库' },
  arguments: { file: required({ en: 'the snapshot file', zh: '快照文件' }) },
  options: { passphraseFile },
  examples: ['verify tianjin.nodesnap'],
  messages: [messages],
  run: async (context, { file, passphraseFile: secret }) => {
    context.takePassphraseFrom(secret)
    const { snapshots } = await context.withTemporaryApp((app) => openSnapshotFile(app, file))
    context.print({ file, snapshots }, () =>
      snapshots
        .map(({ id, site, takenAt, sections: count }) =>
          joined([id, site, momentText(takenAt), context.say(messages.whole({ count }))]),
        )
        .join('\n'),
    )
    return exitStatus.done
  },
})
