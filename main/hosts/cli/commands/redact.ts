import { command, required } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { writingOptions } from '../options.ts'
import { openSnapshotFile, writeRedacted } from '../snapshot-file.ts'

export const redact = command({
  name: 'redact',
  about: {
    en: 'redact a snapshot file, with the pseudonyms that the library keeps for its site',
    zh: '用库中为该站点保存的脱敏代号对快照文件脱敏',
  },
  arguments: { file: required({ en: 'the snapshot file', zh: '快照文件' }) },
  options: writingOptions,
  examples: ['redact tianjin.nodesnap --out for-support.nodesnap', 'redact tianjin.nodesnap --preview'],
  run: async (context, { file, ...flags }) => {
    context.takePassphraseFrom(flags.passphraseFile)
    await context.withApp(async (app) => {
      const { import: opened, snapshots } = await openSnapshotFile(app, file)
      const ids = snapshots.map(({ id }) => id)
      await writeRedacted(context, ids, flags, (wishes) => app.handlers.redactImport({ import: opened, ...wishes }))
    })
    return exitStatus.done
  },
})
