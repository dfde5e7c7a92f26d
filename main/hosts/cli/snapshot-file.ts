/** What commands do with snapshot files: open one, write one, tell what redaction replaced. */
import { CallError } from '../../../shared/contract/call-error.ts'
import type { CallOutput } from '../../../shared/contract/contract.ts'
import { counted } from '../../../shared/words/count.ts'
import { catalogue, says } from '../../../shared/words/message.ts'
import type { App } from '../../app.ts'
import { writeWhole } from '../../nodesnap/write.ts'
import type { Context } from './context.ts'
import { newPassphrase } from './passphrase.ts'

export const snapshotFileMessages = catalogue('snapshot-file', {
  isNone: says<{ file: string }>({
    en: ({ file }) => `${file} is no snapshot file.`,
    zh: ({ file }) => `${file} 不是快照文件。`,
  }),
  nameIt: says({ en: 'Name the file to write: --out FILE.', zh: '请指定要写的文件：--out 文件。' }),
  redacted: says<{ names: number; secrets: number; file: string }>({
    en: ({ names, secrets, file }) => `${replaced(names)}, ${masked(secrets)}: ${file}`,
    zh: ({ names, secrets, file }) => `已替换 ${names} 个名称和地址，掩码 ${secrets} 处密码和 Token：${file}`,
  }),
  wouldBeRedacted: says<{ names: number; secrets: number }>({
    en: ({ names, secrets }) => `${replaced(names)}, ${masked(secrets)}; nothing was written`,
    zh: ({ names, secrets }) => `将替换 ${names} 个名称和地址，掩码 ${secrets} 处密码和 Token；没有写入任何内容`,
  }),
})

const replaced = (count: number): string => counted(count, 'name or address replaced', 'names and addresses replaced')
const masked = (count: number): string => counted(count, 'secret masked', 'secrets masked')

/** The snapshots in a file, as an opened import. Throws CallError `refused` when it is none. */
export async function openSnapshotFile(
  { handlers, host }: Pick<App, 'handlers' | 'host'>,
  file: string,
): Promise<{ import: number; snapshots: CallOutput<'listImport'>['snapshots'] }> {
  const opened = await host.openPath({ path: file, name: file })
  if (!opened.isSnapshotFile) throw new CallError('refused', snapshotFileMessages.isNone({ file }))
  const { snapshots } = await handlers.listImport({ import: opened.import })
  return { import: opened.import, snapshots }
}

/** What is said of a file that is to be written. */
export interface WritingFlags {
  out: string | undefined
  encrypt: boolean
  passphraseFile: string | undefined
  pattern: string[] | undefined
  preview: boolean
}

/** What a call that makes a file wants to know. */
export interface Wishes {
  patterns: string[]
  preview: boolean
  passphrase: string | null
}

/** Throws CallError `usage` when no file is named. */
export function fileNamed(out: string | undefined): string {
  if (out === undefined) throw new CallError('usage', snapshotFileMessages.nameIt())
  return out
}

/** Makes the file by the call, writes it, and tells what was replaced. With a preview nothing is written. */
export async function writeRedacted(
  context: Context,
  snapshots: readonly string[],
  { out, pattern: patterns = [], preview, ...flags }: WritingFlags,
  make: (wishes: Wishes) => Promise<CallOutput<'exportFile'>>,
): Promise<void> {
  const file = preview ? null : fileNamed(out)
  const passphrase = file === null ? null : await newPassphrase(context.language, file, flags)
  const { base64, replaced: pairs, masked: secrets } = await make({ patterns, preview, passphrase })
  if (file !== null) await writeWhole(file, Buffer.from(base64, 'base64'))
  context.print({ file, snapshots, replaced: pairs, masked: secrets }, () => {
    const counts = { names: pairs.length, secrets }
    if (file !== null) return context.say(snapshotFileMessages.redacted({ ...counts, file }))
    const lines = pairs.map(([original, pseudonym]) => `${original}  ->  ${pseudonym}`)
    return [...lines, context.say(snapshotFileMessages.wouldBeRedacted(counts))].join('\n')
  })
}
