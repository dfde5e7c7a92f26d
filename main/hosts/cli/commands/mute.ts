import { CallError } from '../../../../shared/contract/call-error.ts'
import { isMuteOf } from '../../../../shared/findings/judgement.ts'
import { ownOf } from '../../../../shared/findings/own/rule-set.ts'
import type { Mute } from '../../../../shared/model.ts'
import { catalogue, says } from '../../../../shared/words/message.ts'
import type { CheckedCalls } from '../../../app.ts'
import { command, required, requiredText } from '../command.ts'
import { exitStatus } from '../exit-status.ts'
import { aboutKey, theSite } from '../options.ts'
import { checkedRule, onlySite } from '../refs.ts'

const messages = catalogue('cli-mute', {
  saysNothing: says<{ rule: string; key: string; site: string }>({
    en: ({ rule, key, site }) => `${rule} says nothing of "${key}" at ${site}.`,
    zh: ({ rule, key, site }) => `站点 ${site} 中，规则 ${rule} 没有关于“${key}”的诊断结果。`,
  }),
  sayWhy: says({ en: 'Say why: --reason TEXT.', zh: '请说明原因：--reason 文字。' }),
  muted: says<{ site: string; rule: string; key: string; reason: string }>({
    en: ({ site, rule, key, reason }) => `${site}: ${rule} ${key} is muted: ${reason}`,
    zh: ({ site, rule, key, reason }) => `${site}：已屏蔽 ${rule} ${key}：${reason}`,
  }),
  mutedWhole: says<{ site: string; rule: string; reason: string }>({
    en: ({ site, rule, reason }) => `${site}: ${rule} (whatever it is about) is muted: ${reason}`,
    zh: ({ site, rule, reason }) => `${site}：已屏蔽 ${rule}（全部对象）：${reason}`,
  }),
})

export const mute = command({
  name: 'mute',
  about: { en: 'do not count a finding any more, and remember why', zh: '屏蔽诊断结果，并记下原因' },
  arguments: { rule: required({ en: 'the rule that says it', zh: '给出它的规则' }), key: aboutKey },
  options: { site: theSite, reason: requiredText('text', { en: 'why', zh: '原因' }) },
  examples: ['mute pod-restarted default/cpn-fqyrc-wz7pq --site tianjin --reason "planned work"'],
  messages: [messages],
  run: async (context, { rule, key, site: named, reason: typed }) => {
    checkedRule(rule, ownOf(context.takeRules(), null).rules)
    const reason = typed.trim()
    await context.withApp(async ({ handlers }) => {
      const site = await onlySite(handlers, named)
      const subject = await subjectOf(handlers, site, rule, key)
      if (reason === '') throw new CallError('usage', messages.sayWhy())
      const said: Mute = { rule, subject, reason, at: new Date().toISOString() }
      const { mutes, thresholds } = await handlers.judgement({ site })
      const others = mutes.filter((each) => !isSame(each, said))
      await handlers.setJudgement({ site, judgement: { thresholds, mutes: [...others, said] } })
      const told =
        key === undefined ? messages.mutedWhole({ site, rule, reason }) : messages.muted({ site, rule, key, reason })
      context.print({ site, muted: said }, () => context.say(told))
    })
    return exitStatus.done
  },
})

/** What the rule says of this key, anywhere in the site's time; null without a key. */
async function subjectOf(
  { siteFindings }: Pick<CheckedCalls, 'siteFindings'>,
  site: string,
  rule: string,
  key: string | undefined,
): Promise<Mute['subject']> {
  if (key === undefined) return null
  const { findings } = await siteFindings({ site })
  const found = findings.find((each) => each.rule === rule && each.subject.key === key)
  if (found === undefined) throw new CallError('not-found', messages.saysNothing({ rule, key, site }))
  return found.subject
}

const isSame = (a: Mute, { rule, subject }: Mute): boolean =>
  a.subject === null || subject === null ? a.rule === rule && a.subject === subject : isMuteOf(a, { rule, subject })
