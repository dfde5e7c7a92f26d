import { CallError } from '../../../../shared/contract/call-error.ts'
import type { SnapshotSummary } from '../../../../shared/contract/contract.ts'
import type { SiteSetup } from '../../../../shared/model.ts'
import { isMissingService } from '../../../../shared/probes/families/openstack.ts'
import { counted } from '../../../../shared/words/count.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import type { CheckedCalls } from '../../../app.ts'
import { writeWhole } from '../../../nodesnap/write.ts'
import { anyNumber, command, text } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { nodeNames, nodeOptions } from '../options.ts'
import { setupOf } from '../setup.ts'
import { snapshotText } from '../text/snapshots.ts'

const messages = catalogue('cli-capture', {
  ofWhat: says({
    en: 'Name at least one node, or a site whose nodes the library has: --site NAME.',
    zh: '请至少指定一个节点，或用 --site 指定库中已有节点的站点。',
  }),
  unknownSite: says<{ site: string }>({
    en: ({ site }) => `The library knows no nodes of a site "${site}".`,
    zh: ({ site }) => `库中没有站点“${site}”的节点。`,
  }),
  written: says<{ file: string; count: number }>({
    en: ({ file, count }) => `${file}: ${counted(count, 'snapshot')}`,
    zh: ({ file, count }) => `${file}：${count} 个快照`,
  }),
  cancelling: says({
    en: 'Cancelling; what has come by now is kept.',
    zh: '正在取消；已采集到的内容会保留。',
  }),
})

export const capture = command({
  name: 'capture',
  about: { en: 'capture a snapshot of one or more nodes over SSH', zh: '通过 SSH 采集一个或多个节点的快照' },
  arguments: {
    nodes: anyNumber({
      en: `${nodeNames.en} (default: those of the site)`,
      zh: `${nodeNames.zh}（默认：站点的节点）`,
    }),
  },
  options: {
    site: text('name', {
      en: 'the site they belong to (default: the first node)',
      zh: '所属站点（默认：第一个节点的名称）',
    }),
    out: text('file', {
      en: 'write a snapshot file, and nothing into the library',
      zh: '写成快照文件，不存入库',
    }),
    ...nodeOptions,
  },
  examples: ['capture root@10.0.0.11 root@10.0.0.12 --site tianjin', 'capture --site tianjin'],
  messages: [messages],
  run: async (context, { nodes, site = '', out, ...flags }) => {
    if (nodes.length === 0 && site === '') throw new CallError('usage', messages.ofWhat())
    const setup = nodes.length === 0 ? null : setupOf(nodes, flags)
    const snapshots =
      out === undefined
        ? await context.withApp(({ handlers }) => captured(context, handlers, site, setup))
        : await capturedToFile(context, out, site, setup)
    context.print({ snapshots }, () => snapshots.map((each) => snapshotText(each, context.language)).join('\n'))
    return snapshots.every(isWhole) ? exitStatus.done : exitStatus.partly
  },
})

/** What a site does not have is not lacking. */
const isWhole = ({ nodes, sections }: SnapshotSummary): boolean =>
  nodes.every(({ outcome }) => outcome === 'ok') &&
  sections.every((section) => section.outcome === 'ok' || isMissingService(section))

const endingSignals = ['SIGINT', 'SIGTERM'] as const

/** Ctrl-C ends the capture and keeps what has come; a second one ends the program. */
async function captured(
  context: Context,
  handlers: CheckedCalls,
  site: string,
  setup: SiteSetup | null,
): Promise<SnapshotSummary[]> {
  const cancel = () => {
    context.remark(messages.cancelling())
    void handlers.cancelCapture({})
  }
  for (const signal of endingSignals) process.once(signal, cancel)
  try {
    return (await handlers.capture({ site, setup })).snapshots
  } finally {
    for (const signal of endingSignals) process.off(signal, cancel)
  }
}

/** The library of a site's nodes is read; what is captured passes through one that is gone afterwards. */
async function capturedToFile(
  context: Context,
  file: string,
  site: string,
  asked: SiteSetup | null,
): Promise<SnapshotSummary[]> {
  const setup = asked ?? (await storedSetup(context, site))
  return context.withTemporaryApp(async ({ handlers }) => {
    const snapshots = await captured(context, handlers, site, setup)
    const ids = snapshots.map(({ id }) => id)
    const asItIs = { redact: false, patterns: [], preview: false, passphrase: null }
    const { base64 } = await handlers.exportFile({ snapshots: ids, ...asItIs })
    await writeWhole(file, Buffer.from(base64, 'base64'))
    context.remark(messages.written({ file, count: ids.length }))
    return snapshots
  })
}

async function storedSetup(context: Context, site: string): Promise<SiteSetup> {
  const setups = await context.withApp(({ handlers }) => handlers.listSetups({}))
  const found = setups.find((each) => each.site === site)
  if (found === undefined) throw new CallError('not-found', messages.unknownSite({ site }))
  return found.setup
}
