import { CallError } from '../../../../shared/contract/call-error.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { writeWhole } from '../../../nodesnap/write.ts'
import { anyNumber, command, flag, text } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { amongSite, snapshotRef, writingOptions } from '../options.ts'
import { newPassphrase } from '../passphrase.ts'
import { resolveRef } from '../refs.ts'
import { fileNamed, writeRedacted } from '../snapshot-file.ts'

const messages = catalogue('cli-export', {
  ofWhat: says({
    en: 'Name the snapshots to export, or --parquet DIR.',
    zh: '请指定要导出的快照，或用 --parquet 指定文件夹。',
  }),
  onlyRedacted: says({
    en: '--pattern and --preview go with --redact.',
    zh: '--pattern 和 --preview 须与 --redact 一起使用。',
  }),
  onlySite: says({
    en: '--parquet writes whole sites as they are: it goes with --site only.',
    zh: '--parquet 按原样写出整个站点：只能与 --site 一起使用。',
  }),
  written: says<{ file: string; count: number }>({
    en: ({ file, count }) => `${file}: ${counted(count, 'snapshot')}`,
    zh: ({ file, count }) => `${file}：${count} 个快照`,
  }),
  table: says<{ file: string; count: number }>({
    en: ({ file, count }) => `${file}  ${counted(count, 'row')}`,
    zh: ({ file, count }) => `${file}  ${count} 条记录`,
  }),
})

export const exportSnapshots = command({
  name: 'export',
  about: {
    en: 'write snapshots to a snapshot file, to carry them elsewhere; or whole sites as Parquet',
    zh: '把快照写成快照文件以便带走；或把整个站点写成 Parquet',
  },
  arguments: { refs: anyNumber(snapshotRef) },
  options: {
    site: amongSite,
    parquet: text('dir', {
      en: 'everything of all sites (or of --site) as Parquet tables, in a new folder',
      zh: '把所有站点（或 --site 指定的站点）的全部内容写成 Parquet 表，放入新文件夹',
    }),
    redact: flag({
      en: "hosts, addresses and secrets replaced by the site's pseudonyms",
      zh: '脱敏：用站点的脱敏代号替换主机、地址和密码等',
    }),
    ...writingOptions,
  },
  examples: [
    'export latest --out tianjin.nodesnap --encrypt',
    'export latest --redact --preview',
    'export --parquet tables',
  ],
  messages: [messages],
  run: async (context, { refs, site, parquet, redact, ...flags }) => {
    const { out, encrypt, pattern, preview } = flags
    if (parquet !== undefined) {
      // Nothing of it is redacted: it is for the warehouse of those who may see the sites.
      if (refs.length > 0 || out !== undefined || redact || encrypt) throw new CallError('usage', messages.onlySite())
      const tables = await context.withApp(({ host }) => host.exportTables({ site: site ?? null, folder: parquet }))
      context.print({ dir: parquet, tables }, () =>
        Object.entries(tables)
          .map(([name, count]) => context.say(messages.table({ file: `${parquet}/${name}.parquet`, count })))
          .join('\n'),
      )
      return exitStatus.done
    }
    if (refs.length === 0) throw new CallError('usage', messages.ofWhat())
    if (!redact && (pattern !== undefined || preview)) throw new CallError('usage', messages.onlyRedacted())
    await context.withApp(async ({ handlers }) => {
      const all = await handlers.listSnapshots({ site: site ?? null })
      const snapshots = [...new Set(refs.map((ref) => resolveRef(ref, all).id))]
      if (redact)
        return writeRedacted(context, snapshots, flags, (wishes) =>
          handlers.exportFile({ snapshots, redact: true, ...wishes }),
        )
      const file = fileNamed(out)
      const passphrase = await newPassphrase(context.language, file, flags)
      const asItIs = { redact: false, patterns: [], preview: false }
      const { base64 } = await handlers.exportFile({ snapshots, passphrase, ...asItIs })
      await writeWhole(file, Buffer.from(base64, 'base64'))
      context.print({ file, snapshots }, () => context.say(messages.written({ file, count: snapshots.length })))
    })
    return exitStatus.done
  },
})
