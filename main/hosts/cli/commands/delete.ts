import { CallError } from '../../../../shared/contract/call-error.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { momentText } from '../../../../shared/words/moment.ts'
import { command, flag } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { amongSite, ref } from '../options.ts'
import { snapshotNamed } from '../refs.ts'
import { snapshotLine } from '../text/snapshots.ts'

const messages = catalogue('cli-delete', {
  really: says<{ id: string; site: string; takenAt: string }>({
    en: ({ id, site, takenAt }) =>
      `This would delete ${id} of ${site}, taken at ${takenAt}, for good. Add --yes to do so.`,
    zh: ({ id, site, takenAt }) => `这将永久删除站点 ${site} 于 ${takenAt} 采集的 ${id}。确认请加 --yes。`,
  }),
  deleted: says<{ site: string; snapshot: string }>({
    en: ({ site, snapshot }) => `Deleted: ${site}  ${snapshot}`,
    zh: ({ site, snapshot }) => `已删除：${site}  ${snapshot}`,
  }),
})

export const deleteSnapshot = command({
  name: 'delete',
  about: { en: 'delete a snapshot and free its space', zh: '删除快照并释放空间' },
  arguments: { ref },
  options: { site: amongSite, yes: flag({ en: 'really', zh: '确认删除' }) },
  examples: ['delete 3f2a91c0 --yes'],
  messages: [messages],
  run: async (context, { ref: asked, site: among, yes }) => {
    const snapshot = await context.withApp(async ({ handlers }) => {
      const found = await snapshotNamed(handlers, asked, among)
      const { id, site, takenAt } = found
      if (!yes) throw new CallError('usage', messages.really({ id, site, takenAt: momentText(takenAt) }))
      await handlers.deleteSnapshot({ snapshot: id })
      return found
    })
    context.print({ deleted: snapshot.id }, () =>
      context.say(messages.deleted({ site: snapshot.site, snapshot: snapshotLine(snapshot, context.language) })),
    )
    return exitStatus.done
  },
})
