import { CallError } from '../../../../shared/contract/call-error.ts'
import type { CallOutput, ImportPiece } from '../../../../shared/contract/contract.ts'
import { isEvent } from '../../../../shared/messages/import.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { momentText } from '../../../../shared/words/moment.ts'
import type { App } from '../../../app.ts'
import { command, flag, oneOrMore, read, text, texts } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { assignmentsOf, type ImportWishes, openAll, previewOpened, storeOpened } from '../handed-files.ts'
import { passphraseFile } from '../options.ts'
import { placeText, snapshotText, yieldText } from '../text/snapshots.ts'
import { heading, joined } from '../text/table.ts'
import { timeOf } from '../typed.ts'

const messages = catalogue('cli-import', {
  isSnapshotFile: says<{ file: string }>({
    en: ({ file }) => `${file} is a snapshot file: see nodelapse verify.`,
    zh: ({ file }) => `${file} 是快照文件：请用 nodelapse verify 查看。`,
  }),
  recognised: says<{ file: string; importer: string; snapshots: number; read: number; kept: number; outputs: number }>({
    en: ({ file, importer, snapshots, read: understood, kept, outputs }) =>
      `${file}  ${importer}: ${counted(snapshots, 'snapshot')}, ${understood} of ${counted(outputs, 'output')} read, ${kept} kept as text, ${outputs - understood - kept} not understood`,
    zh: ({ file, importer, snapshots, read: understood, kept, outputs }) =>
      `${file}  ${importer}：${snapshots} 个快照，${outputs} 个输出中读取了 ${understood} 个，按文本保留 ${kept} 个，未识别 ${outputs - understood - kept} 个`,
  }),
  correct: says<{ piece: string }>({
    en: ({ piece }) =>
      `If one of these is an output that is read, say which: --as "${piece}=PROBE" (see: nodelapse probes)`,
    zh: ({ piece }) => `如果其中某个输出可以读取，请指定探针：--as "${piece}=探针"（参见 nodelapse probes）`,
  }),
  snapshot: says<{ number: number; time: string }>({
    en: ({ number, time }) => `snapshot ${number}: ${time}`,
    zh: ({ number, time }) => `快照 ${number}：${time}`,
  }),
  inferred: says<{ time: string; how: string }>({
    en: ({ time, how }) => `${time} (${how})`,
    zh: ({ time, how }) => `${time}（${how}）`,
  }),
  moreUnknown: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'more is', 'more are')} not understood; --json lists all`,
    zh: ({ count }) => `另有 ${count} 个未识别；--json 列出全部`,
  }),
  passedOver: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'other file was', 'other files were')} not looked into`,
    zh: ({ count }) => `另有 ${count} 个文件没有查看`,
  }),
})

export const importFiles = command({
  name: 'import',
  about: {
    en: 'read snapshot files, terminal logs, sosreports, support bundles, dumps and saved outputs',
    zh: '读取快照文件、终端记录、sosreport、support bundle、dump 和保存的输出',
  },
  arguments: {
    paths: oneOrMore({
      en: 'files or folders; what they are is told by their content',
      zh: '文件或文件夹；种类由内容判断',
    }),
  },
  options: {
    site: text('name', {
      en: "the site they belong to (default: the file's name)",
      zh: '所属站点（默认：文件名）',
    }),
    passphraseFile,
    at: read('time', timeOf, {
      en: 'when its last output was made (default: as it tells itself)',
      zh: '其最后一个输出产生的时间（默认：取记录中的时间）',
    }),
    node: text('name', { en: 'the node of outputs that do not tell theirs', zh: '没有注明节点的输出所属的节点' }),
    as: texts('piece=probe@node', {
      en: 'read a piece as another probe (none: leave it out), or of another node',
      zh: '将某个片段按另一个探针（none：不导入）或另一个节点读取',
    }),
    preview: flag({
      en: 'print what is recognised and what is not, and store nothing',
      zh: '只显示识别结果，不存入库',
    }),
  },
  examples: ['import terminal.log --site tianjin', 'import --preview sosreport-cloudos1.tar.xz'],
  messages: [messages],
  run: async (context, { paths, passphraseFile: file, at, as = [], preview, ...wished }) => {
    context.takePassphraseFrom(file)
    const wishes: ImportWishes = {
      ...wished,
      at: at === undefined ? null : new Date(at).toISOString(),
      pieces: assignmentsOf(as),
    }
    if (preview) {
      const files = await context.withTemporaryApp((app) => previews(app, paths, wishes))
      context.print({ files }, () => files.map((each) => previewText(context, each)).join('\n'))
      return exitStatus.done
    }
    // All are read before any is stored: a file that cannot be read changes nothing.
    const snapshots = await context.withApp(async (app) => storeOpened(app.handlers, await openAll(app, paths), wishes))
    context.print({ snapshots }, () => snapshots.map((each) => snapshotText(each, context.language)).join('\n'))
    return exitStatus.done
  },
})

/** A collection holds thousands of files that are no outputs. */
const mostUnknownShown = 20

type Preview = CallOutput<'previewImport'> & { file: string }

async function previews(app: App, paths: readonly string[], wishes: ImportWishes): Promise<Preview[]> {
  const all: Preview[] = []
  for (const opened of await openAll(app, paths)) {
    const file = opened.name
    if (opened.isSnapshotFile) throw new CallError('usage', messages.isSnapshotFile({ file }))
    all.push({ file, ...(await previewOpened(app.handlers, opened, wishes)) })
  }
  return all
}

function previewText(context: Context, { file, title, snapshots, pieces, passedOver }: Preview): string {
  const outputs = pieces.filter(({ reason }) => !isEvent(reason))
  const counts = {
    snapshots: snapshots.length,
    outputs: outputs.length,
    read: outputs.filter(({ probe }) => probe !== null).length,
    kept: outputs.filter(({ isKept }) => isKept).length,
  }
  const lines = [heading(context.say(messages.recognised({ file, importer: context.say(title), ...counts })))]
  for (const [index, { takenAt, takenAtInferred }] of snapshots.entries()) {
    const moment = momentText(takenAt)
    const time =
      takenAtInferred === null
        ? moment
        : context.say(messages.inferred({ time: moment, how: context.say(takenAtInferred) }))
    lines.push(`  ${context.say(messages.snapshot({ number: index + 1, time }))}`)
  }
  const isUnknown = ({ probe, isKept, reason }: ImportPiece): boolean => probe === null && !isKept && !isEvent(reason)
  const unknown = pieces.filter(isUnknown)
  const shown = [...pieces.filter((piece) => !isUnknown(piece)), ...unknown.slice(0, mostUnknownShown)]
  for (const piece of shown) lines.push(`  ${pieceText(context, piece)}`)
  const rest = unknown.length - mostUnknownShown
  if (rest > 0) lines.push(`  ${context.say(messages.moreUnknown({ count: rest }))}`)
  const unread = outputs.find(({ probe }) => probe === null)
  if (unread !== undefined) lines.push(`  ${context.say(messages.correct({ piece: unread.id }))}`)
  if (passedOver > 0) lines.push(`  ${context.say(messages.passedOver({ count: passedOver }))}`)
  return lines.join('\n')
}

function pieceText(context: Context, piece: ImportPiece): string {
  const { id, command: typed, node, pod, probe } = piece
  const reason = context.say(piece.reason)
  const what = [id, typed === id ? '' : typed]
  if (piece.isKept) return joined(['text', placeText(node, pod), ...what, `(${reason})`])
  if (probe === null) return joined(['-', ...what, reason])
  const { outcome, message, rows, unparsed } = piece
  const got = outcome === null ? '' : yieldText({ outcome, message, rows, unparsed }, context.language)
  return joined([probe, placeText(node, pod), ...what, got, `(${reason})`])
}
