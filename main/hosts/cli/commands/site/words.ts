/** A site's setup in words. */
import { tell } from '../../../../../shared/messages/tell.ts'
import type { SiteNode, SiteSetup } from '../../../../../shared/model.ts'
import type { Language } from '../../../../../shared/words/language.ts'
import { catalogue, says } from '../../../../../shared/words/message.ts'
import { joined } from '../../text/table.ts'

export const setupMessages = catalogue('cli-site', {
  profile: says<{ profile: string }>({
    en: ({ profile }) => `profile ${profile}`,
    zh: ({ profile }) => `采集方案 ${profile}`,
  }),
  redacted: says({ en: 'redacted', zh: '脱敏存储' }),
  through: says<{ jumps: string }>({
    en: ({ jumps }) => `through ${jumps}`,
    zh: ({ jumps }) => `经由 ${jumps}`,
  }),
  withKey: says<{ file: string }>({ en: ({ file }) => `with ${file}`, zh: ({ file }) => `使用 ${file}` }),
  unknown: says<{ site: string }>({
    en: ({ site }) => `The library has no nodes of a site "${site}".`,
    zh: ({ site }) => `库中没有站点“${site}”的节点。`,
  }),
})

export function setupText(site: string, { nodes, profile, settings, redact }: SiteSetup, language: Language): string {
  const head = [site, tell(setupMessages.profile({ profile }), language)]
  if (redact) head.push(tell(setupMessages.redacted(), language))
  const own = Object.entries(settings).map(([name, value]) => `  ${name} = ${value}`)
  return [joined(head), ...nodes.map((node) => `  ${nodeText(node, language)}`), ...own].join('\n')
}

function nodeText({ target, jumps, identityFile }: SiteNode, language: Language): string {
  const parts = [target]
  if (jumps !== null) parts.push(tell(setupMessages.through({ jumps: jumps.join(', ') }), language))
  if (identityFile !== null) parts.push(tell(setupMessages.withKey({ file: identityFile }), language))
  return joined(parts)
}
