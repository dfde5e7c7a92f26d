import { CallError } from '../../../../shared/contract/call-error.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { command, optional, text } from '../command.ts'
import { statusOfFindings } from '../exit-status.ts'
import { failOn, withRules } from '../options.ts'
import { onlySite, withShelf } from '../refs.ts'
import { findingsText } from '../text/findings.ts'
import { shortId } from '../text/snapshots.ts'
import { heading } from '../text/table.ts'

const messages = catalogue('cli-findings', {
  ofWhat: says({
    en: 'Name a snapshot, or a site with --site.',
    zh: '请指定快照，或用 --site 指定站点。',
  }),
})

export const findings = command({
  name: 'findings',
  about: {
    en: 'what looks wrong in a snapshot, or over the whole time of a site',
    zh: '一个快照中，或站点的整个时间内有什么异常',
  },
  arguments: {
    ref: optional({
      en: 'one snapshot, judged against the one before it',
      zh: '一个快照，与其前一个快照对照判断',
    }),
  },
  options: {
    site: text('name', {
      en: 'the site; without a snapshot: everything that was found over its time',
      zh: '站点；不指定快照时，显示其整个时间内的全部诊断结果',
    }),
    rules: withRules,
    failOn,
  },
  examples: ['findings latest', 'findings --site tianjin --fail-on critical'],
  messages: [messages],
  run: async (context, { ref, site, failOn: least, rules }) => {
    context.takeRules(rules)
    if (ref === undefined && site === undefined) throw new CallError('usage', messages.ofWhat())
    const told =
      ref === undefined
        ? await context.withApp(async ({ handlers }) => handlers.siteFindings({ site: await onlySite(handlers, site) }))
        : await withShelf(context, [ref], site, ({ handlers, find }) => handlers.findings({ snapshot: find(ref).id }))
    const about = site ?? shortId(ref ?? '')
    context.print(told, () => `${heading(about)}\n${findingsText(told, context.language)}`)
    return statusOfFindings(told.findings, least)
  },
})
