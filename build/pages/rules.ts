/** `docs/rules.md` and its Chinese sister, made of the table of rules. */
import { type ExplainedRule, explained, explanationWords } from '../../shared/findings/explain.ts'
import { rules } from '../../shared/findings/index.ts'
import { usualThresholds } from '../../shared/thresholds.ts'
import type { Language, Text } from '../../shared/words/language.ts'
import { code, table } from './markdown.ts'

const words = {
  title: { en: 'Rules', zh: '规则' },
  intro: {
    en: 'What may be found in snapshots, and when. `nodelapse rules NAME` says the same with the thresholds of a site; `nodelapse mute NAME` keeps a rule from counting.',
    zh: '能从快照中得出哪些诊断结果，条件是什么。`nodelapse rules NAME` 按站点的阈值给出同样的说明；`nodelapse mute NAME` 屏蔽一条规则。',
  },
  rule: { en: 'rule', zh: '规则' },
  severity: { en: 'severity', zh: '严重程度' },
  about: { en: 'speaks of', zh: '说明的对象' },
} as const satisfies Record<string, Text>

export function rulesPage(language: Language): string {
  const all = rules.map((rule) => explained(rule, usualThresholds, language))
  const rows = all.map(({ name, severities, about }) => [`[${name}](#${name})`, listed(severities, language), about])
  const columns = [words.rule[language], words.severity[language], words.about[language]]
  return `# ${words.title[language]}

${words.intro[language]}

${table(columns, rows)}

${all.map((one) => section(one, language)).join('\n')}`
}

const listed = (words: readonly string[], language: Language): string => words.join(language === 'zh' ? '、' : ', ')
const named = (text: string, name: string, language: Language): string =>
  language === 'zh' ? `${text}（${code(name)}）` : `${text} (${code(name)})`

function section(rule: ExplainedRule, language: Language): string {
  const { name, about, severities, tells, reads, thresholds, next, why } = rule
  const colon = language === 'zh' ? '：' : ': '
  const stop = language === 'zh' ? '。' : '. '
  const item = (word: Text, text: string) => `- **${word[language]}**${colon}${text}`
  const limits = thresholds.map(
    (limit) => `  - ${named(`${limit.label}${colon}${limit.value}`, limit.name, language)}${stop}${limit.why}`,
  )
  const readings = reads.map(({ title, probe }) => named(title, probe, language))
  const lines = [
    item(explanationWords.severity, listed(severities, language)),
    item(explanationWords.tells, tells),
    item(explanationWords.reads, listed(readings, language) || explanationWords.readsNothing[language]),
    ...(limits.length === 0 ? [] : [item(explanationWords.thresholds, ''), ...limits]),
    item(explanationWords.next, code(next)),
    item(explanationWords.why, why),
  ]
  return `## ${name}\n\n${about}\n\n${lines.map((line) => line.trimEnd()).join('\n')}\n`
}
