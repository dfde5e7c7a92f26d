import { CallError } from '../../../../../shared/contract/call-error.ts'
import type { SiteSetup } from '../../../../../shared/model.ts'
import { catalogue, says } from '../../../../../shared/words/message.ts'
import { anyNumber, command, required } from '../../command.ts'
import { exitStatus } from '../../exit-status.ts'
import { setupMessages, setupText } from './words.ts'

const messages = catalogue('cli-site-remove', {
  forgotten: says<{ site: string }>({ en: ({ site }) => `${site}: forgotten`, zh: ({ site }) => `${site}：已移除` }),
  noNode: says<{ node: string; site: string }>({
    en: ({ node, site }) => `${node} is no node of ${site}.`,
    zh: ({ node, site }) => `${node} 不是站点 ${site} 的节点。`,
  }),
})

export const siteRemove = command({
  name: 'remove',
  about: {
    en: 'forget how a site is captured, or some of its nodes; its snapshots stay',
    zh: '移除站点的采集设置或部分节点；快照保留',
  },
  arguments: {
    site: required({ en: 'the site', zh: '站点' }),
    nodes: anyNumber({ en: 'only these nodes', zh: '只移除这些节点' }),
  },
  examples: ['site remove tianjin root@10.0.0.12'],
  messages: [messages],
  run: async (context, { site, nodes }) => {
    const setup = await context.withApp(async ({ handlers }) => {
      const known = (await handlers.listSetups({})).find((each) => each.site === site)?.setup
      if (known === undefined) throw new CallError('not-found', setupMessages.unknown({ site }))
      const left = without(known, nodes, site)
      await handlers.setSetup({ site, setup: left })
      return left
    })
    context.print({ site, setup }, () =>
      setup === null ? context.say(messages.forgotten({ site })) : setupText(site, setup, context.language),
    )
    return exitStatus.done
  },
})

/** Null where nothing is left. Throws CallError `not-found`. */
function without(known: SiteSetup, nodes: readonly string[], site: string): SiteSetup | null {
  for (const node of nodes)
    if (!known.nodes.some(({ target }) => target === node))
      throw new CallError('not-found', messages.noNode({ node, site }))
  const left = known.nodes.filter(({ target }) => nodes.length > 0 && !nodes.includes(target))
  return left.length === 0 ? null : { ...known, nodes: left }
}
