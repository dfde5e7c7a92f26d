import { CallError } from '../../../../shared/contract/call-error.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import { command, required } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { aboutKey, theSite } from '../options.ts'
import { onlySite } from '../refs.ts'

const messages = catalogue('cli-unmute', {
  notMuted: says<{ what: string; site: string }>({
    en: ({ what, site }) => `${what} is not muted at ${site}.`,
    zh: ({ what, site }) => `站点 ${site} 没有屏蔽 ${what}。`,
  }),
  unmuted: says<{ what: string; site: string }>({
    en: ({ what, site }) => `${site}: ${what} counts again`,
    zh: ({ what, site }) => `${site}：已取消屏蔽 ${what}`,
  }),
})

export const unmute = command({
  name: 'unmute',
  about: { en: 'count a finding again', zh: '取消屏蔽诊断结果' },
  arguments: { rule: required({ en: 'the rule that says it', zh: '给出它的规则' }), key: aboutKey },
  options: { site: theSite },
  examples: ['unmute pod-restarted --site tianjin'],
  messages: [messages],
  run: async (context, { rule, key, site: named }) => {
    const what = key === undefined ? rule : `${rule} ${key}`
    await context.withApp(async ({ handlers }) => {
      const site = await onlySite(handlers, named)
      const { mutes, thresholds } = await handlers.judgement({ site })
      const kept = mutes.filter((each) => each.rule !== rule || each.subject?.key !== key)
      if (kept.length === mutes.length) throw new CallError('not-found', messages.notMuted({ what, site }))
      await handlers.setJudgement({ site, judgement: { thresholds, mutes: kept } })
      context.print({ site, mutes: kept }, () => context.say(messages.unmuted({ what, site })))
    })
    return exitStatus.done
  },
})
