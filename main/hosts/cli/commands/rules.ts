import { type ExplainedRule, explained, explanationWords } from '../../../../shared/findings/explain.ts'
import { rules as allRules } from '../../../../shared/findings/index.ts'
import { thresholdsOf } from '../../../../shared/thresholds.ts'
import { command, optional, text } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { checkedRule, onlySite } from '../refs.ts'
import { dim, heading, table } from '../text/table.ts'

const columns = { en: ['rule', 'severity', 'speaks of'], zh: ['规则', '严重程度', '含义'] }

export const rules = command({
  name: 'rules',
  about: { en: 'what may be found, and why', zh: '诊断规则及其依据' },
  arguments: { rule: optional({ en: 'the rule to explain', zh: '要解释的规则' }) },
  options: {
    site: text('name', { en: 'with the thresholds of this site', zh: '采用此站点的阈值' }),
  },
  examples: ['rules', 'rules service-went-down --lang zh'],
  run: async (context, { rule, site }) => {
    const asked = rule === undefined ? allRules : [checkedRule(rule)]
    const own = site === undefined ? {} : await ownThresholds(context, site)
    const explanations = asked.map((each) => explained(each, thresholdsOf(own), context.language))
    context.print({ rules: explanations }, () => {
      if (rule !== undefined) return explanations.map((each) => explanationText(context, each)).join('\n')
      const rows = explanations.map(({ name, severities, about }) => [name, severities.join(', '), about])
      return table(columns[context.language], rows)
    })
    return exitStatus.done
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
