import { CallError } from '../../../../../shared/contract/call-error.ts'
import type { SiteSetup } from '../../../../../shared/model.ts'
import { catalogue, says } from '../../../../../shared/words/message.ts'
import { anyNumber, command, flag, required, texts } from '../../command.ts'
import { exitStatus } from '../../exit-status.ts'
import { nodeNames, nodeOptions } from '../../options.ts'
import { type NodeFlags, setupOf } from '../../setup.ts'
import { setupMessages, setupText } from './words.ts'

const messages = catalogue('cli-site-add', {
  noNode: says({ en: 'Name at least one node of the site.', zh: '请至少指定站点的一个节点。' }),
  noSetting: says<{ typed: string }>({
    en: ({ typed }) => `"${typed}" is no setting: write NAME=VALUE.`,
    zh: ({ typed }) => `“${typed}”不是设置：请写成 名称=值。`,
  }),
})

export const siteAdd = command({
  name: 'add',
  about: { en: 'add nodes to a site, or change how it is captured', zh: '为站点添加节点，或修改其采集方式' },
  arguments: { site: required({ en: 'the site', zh: '站点' }), nodes: anyNumber(nodeNames) },
  options: {
    ...nodeOptions,
    set: texts('setting=value', {
      en: 'what the site has otherwise than its profile, e.g. kubectlPath=/usr/bin/kubectl',
      zh: '站点与采集方案不同的设置，如 kubectlPath=/usr/bin/kubectl',
    }),
    redact: flag({ en: 'store what is captured of this site redacted', zh: '脱敏后再存储此站点的采集内容' }),
  },
  examples: ['site add tianjin root@10.0.0.11 root@10.0.0.12 --identity ~/.ssh/id_ed25519'],
  messages: [messages, setupMessages],
  run: async (context, { site, nodes, set = [], redact, ...flags }) => {
    const setup = await context.withApp(async ({ handlers }) => {
      const known = (await handlers.listSetups({})).find((each) => each.site === site)?.setup ?? null
      if (nodes.length === 0 && known === null) throw new CallError('usage', messages.noNode())
      const changed = withNodes(known, nodes, flags)
      changed.settings = withSettings(changed.settings, set)
      changed.redact ||= redact
      await handlers.setSetup({ site, setup: changed })
      return changed
    })
    context.print({ site, setup }, () => setupText(site, setup, context.language))
    return exitStatus.done
  },
})

/** Nodes that are named again get the way that is said now; what is not said stays. */
function withNodes(known: SiteSetup | null, nodes: readonly string[], flags: NodeFlags): SiteSetup {
  const said = setupOf(nodes, flags)
  if (known === null) return said
  const others = known.nodes.filter(({ target }) => !nodes.includes(target))
  return {
    ...known,
    nodes: [...others, ...said.nodes],
    profile: flags.profile === undefined ? known.profile : said.profile,
    knownHostsFile: said.knownHostsFile ?? known.knownHostsFile,
  }
}

/** Which settings there are, and what they may be, the call checks. Throws CallError `usage`. */
function withSettings(known: SiteSetup['settings'], typed: readonly string[]): SiteSetup['settings'] {
  const settings: Record<string, unknown> = { ...known }
  for (const each of typed) {
    const [, name = '', value] = /^([^=]+)=(.*)$/s.exec(each) ?? []
    if (value === undefined) throw new CallError('usage', messages.noSetting({ typed: each }))
    settings[name] = value === 'true' || value === 'false' ? value === 'true' : value
  }
  return settings
}
