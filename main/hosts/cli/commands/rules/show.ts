import { type ExplainedRule, explained, explanationWords } from '../../../../../shared/findings/explain.ts'
import { rules as allRules } from '../../../../../shared/findings/index.ts'
import { ownOf } from '../../../../../shared/findings/own/rule-set.ts'
import { thresholdsOf } from '../../../../../shared/thresholds.ts'
import { catalogue, says } from '../../../../../shared/words/message.ts'
import { rulesFolder } from '../../../../rules/files.ts'
import { command, optional, text } from '../../command.ts'
import type { Context } from '../../context.ts'
import { exitStatus } from '../../exit-status.ts'
import { withRules } from '../../options.ts'
import { checkedRule, onlySite } from '../../refs.ts'
import { dim, heading, table } from '../../text/table.ts'

const columns = { en: ['rule', 'severity', 'speaks of'], zh: ['规则', '严重程度', '含义'] }

const messages = catalogue('cli-rules', {
  own: says<{ folder: string }>({
    en: ({ folder }) => `Your own: ${folder}/*.yaml`,
    zh: ({ folder }) => `自定义规则：${folder}/*.yaml`,
  }),
})

export const rulesShow = command({
  name: 'show',
  about: {
    en: 'list the rules, or explain one; `nodelapse rules` does the same',
    zh: '列出规则，或说明其中一条；`nodelapse rules` 相同',
  },
  arguments: { rule: optional({ en: 'the rule to explain', zh: '要解释的规则' }) },
  options: {
    site: text('name', {
      en: 'with the thresholds of this site, and the rules that hold for it',
      zh: '采用此站点的阈值和适用于它的规则',
    }),
    rules: withRules,
  },
  examples: ['rules', 'rules disk-full', 'rules show service-went-down --lang zh'],
  messages: [messages],
  run: async (context, { rule, site, rules: paths }) => {
    const set = context.takeRules(paths)
    const ofSite = ownOf(set, site ?? null).rules
    const asked = rule === undefined ? [...allRules, ...ofSite] : [checkedRule(rule, ofSite)]
    const own = site === undefined ? {} : await ownThresholds(context, site)
    const explanations = asked.map((each) => explained(each, thresholdsOf(own), context.language))
    const folder = rulesFolder(context.libraryDir)
    context.print({ rules: explanations, folder, wrong: set.wrong }, () => {
      if (rule !== undefined) return explanations.map((each) => explanationText(context, each)).join('\n')
      const rows = explanations.map(({ name, severities, about }) => [name, severities.join(', '), about])
      return `${table(columns[context.language], rows)}\n${context.say(messages.own({ folder }))}`
    })
    return set.wrong.length > 0 ? exitStatus.partly : exitStatus.done
  },
})

const ownThresholds = (context: Context, site: string) =>
  context.withApp(async ({ handlers }) => {
    const { thresholds } = await handlers.judgement({ site: await onlySite(handlers, site) })
    return thresholds
  })

function explanationText(context: Context, rule: ExplainedRule): string {
  const words = explanationWords
  const reads = rule.reads.map(({ title, probe }) => `${title} (${probe})`).join(', ')
  const parts = [
    { word: words.severity, said: rule.severities.join(', ') },
    { word: words.tells, said: rule.tells },
    { word: words.reads, said: reads === '' ? context.word(words.readsNothing) : reads },
    ...rule.thresholds.map(({ name, label, value, why }) => ({
      word: words.thresholds,
      said: `${label} ${value} (${name}): ${why}`,
    })),
    { word: words.next, said: rule.next },
    { word: words.why, said: rule.why },
  ]
  const lines = parts.filter(({ said }) => said !== '').map(({ word, said }) => `  ${dim(context.word(word))}  ${said}`)
  return [heading(rule.name), `  ${rule.about}`, ...lines].join('\n')
}
