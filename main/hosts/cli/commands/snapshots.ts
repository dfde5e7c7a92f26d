import { catalogue, says } from '../../../../shared/words/message.ts'
import { command } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { ofSite } from '../options.ts'
import { outcomeText, takenText } from '../text/snapshots.ts'
import { table } from '../text/table.ts'

const messages = catalogue('cli-snapshots', {
  none: says({
    en: 'The library holds no snapshot yet. Try: nodelapse demo',
    zh: '库中还没有快照。可以试试：nodelapse demo',
  }),
})

const columns = {
  en: ['id', 'site', 'taken at', 'source', 'nodes', 'not ok'],
  zh: ['ID', '站点', '采集时间', '来源', '节点', '异常'],
}

export const snapshots = command({
  name: 'snapshots',
  about: { en: 'list the snapshots in the library', zh: '列出库中的快照' },
  options: { site: ofSite },
  messages: [messages],
  run: async (context, { site }) => {
    const { language } = context
    const all = await context.withApp(({ handlers }) => handlers.listSnapshots({ site: site ?? null }))
    context.print({ snapshots: all }, () => {
      if (all.length === 0) return context.say(messages.none())
      const rows = all.map((snapshot) => {
        const { id, site: name, source, nodes, sections } = snapshot
        const failed = sections
          .filter(({ outcome }) => outcome !== 'ok')
          .map(({ node, probe, outcome }) => `${node} ${probe} ${outcomeText(outcome, language)}`)
        const names = nodes.map((node) => node.name).join(',')
        return [id, name, takenText(snapshot, language), source, names, failed.join(', ') || '-']
      })
      return table(columns[language], rows)
    })
    return exitStatus.done
  },
})
