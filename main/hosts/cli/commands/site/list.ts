import { catalogue, says } from '../../../../../shared/words/message.ts'
import { command, optional } from '../../command.ts'
import { exitStatus } from '../../exit-status.ts'
import { setupText } from './words.ts'

const messages = catalogue('cli-site-list', {
  none: says({
    en: 'No site has nodes. Add them: nodelapse site add NAME NODE...',
    zh: '没有站点有节点。添加：nodelapse site add 名称 节点...',
  }),
})

export const siteList = command({
  name: 'list',
  about: { en: 'list the sites with their nodes, profile and settings', zh: '列出站点及其节点、采集方案和设置' },
  arguments: { site: optional({ en: 'only this site', zh: '只看此站点' }) },
  messages: [messages],
  run: async (context, { site }) => {
    const all = await context.withApp(({ handlers }) => handlers.listSetups({}))
    const sites = all.filter((each) => site === undefined || each.site === site)
    context.print({ sites }, () => {
      if (sites.length === 0) return context.say(messages.none())
      return sites.map((each) => setupText(each.site, each.setup, context.language)).join('\n')
    })
    return exitStatus.done
  },
})
