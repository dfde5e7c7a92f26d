/** `docs/probes.md` and its Chinese sister, made of the table of probes. */
import { type ExplainedField, type ExplainedProbe, explainedProbe, saidBy } from '../../shared/probes/explain.ts'
import { families } from '../../shared/probes/families/index.ts'
import { probes } from '../../shared/probes/index.ts'
import type { Language, Text } from '../../shared/words/language.ts'
import { code, table } from './markdown.ts'

const words = {
  title: { en: 'Probes', zh: '探针' },
  intro: {
    en: 'What can be asked of a node, in the order in which everything lists it. Commands are tried one after the other, as the profile `h3cloudos` has them. `nodelapse probes NAME` says the same; `nodelapse parse NAME FILE` reads one output.',
    zh: '能向节点查询的内容，顺序与各处列表一致。命令按采集方案 `h3cloudos` 的设置给出，依次尝试。`nodelapse probes NAME` 给出同样的说明；`nodelapse parse NAME FILE` 解析一份输出。',
  },
  probe: { en: 'probe', zh: '探针' },
  shows: { en: 'shows', zh: '内容' },
  asks: { en: 'asks', zh: '查询' },
  asked: { en: 'Asked', zh: '执行位置' },
  commands: { en: 'Commands', zh: '命令' },
  states: { en: 'States of its own', zh: '自有状态' },
  says: { en: 'Can say', zh: '提示' },
  field: { en: 'field', zh: '字段' },
  label: { en: 'label', zh: '名称' },
  holds: { en: 'holds', zh: '内容' },
  compared: { en: 'compared', zh: '参与比较' },
  whenNull: { en: 'null means', zh: '空值含义' },
  families: { en: 'What several can say', zh: '共用的提示' },
} as const satisfies Record<string, Text>

export function probesPage(language: Language): string {
  const all = probes.map((probe) => explainedProbe(probe, language))
  const rows = all.map(({ name, title, about }) => [`[${name}](#${name})`, title, about])
  const columns = [words.probe[language], words.shows[language], words.asks[language]]
  return `# ${words.title[language]}

${words.intro[language]}

${table(columns, rows)}

${all.map((one) => section(one, language)).join('\n')}
## ${words.families[language]}

${listed(families.flatMap((each) => saidBy(each, language)))}
`
}

function section({ name, title, about, where, commands, fields, states, says }: ExplainedProbe, language: Language) {
  const item = (word: Text, text: string) =>
    `- **${word[language]}**${language === 'zh' ? '：' : ': '}${text}`.trimEnd()
  const named = states.map(({ state, word }) => (state === word ? code(state) : `${code(state)}（${word}）`))
  const lines = [
    item(words.asked, where),
    item(words.commands, ''),
    ...commands.map((command) => `  - ${code(command)}`),
    ...(named.length === 0 ? [] : [item(words.states, named.join(language === 'zh' ? '、' : ', '))]),
    ...(says.length === 0 ? [] : [item(words.says, ''), ...says.map((each) => `  - ${withNames(each)}`)]),
  ]
  return `## ${name}\n\n${title}${language === 'zh' ? '：' : ': '}${about}\n\n${lines.join('\n')}\n\n${fieldTable(fields, language)}\n`
}

function fieldTable(fields: readonly ExplainedField[], language: Language): string {
  const columns = [words.field, words.label, words.holds, words.compared, words.whenNull].map((word) => word[language])
  const rows = fields.map(({ name, label, holds, isCompared, whenNull }) => {
    return [code(name), label, holds, isCompared ? '✓' : '', whenNull]
  })
  return table(columns, rows)
}

const listed = (texts: readonly string[]): string => texts.map((text) => `- ${withNames(text)}`).join('\n')

/** A name in angle brackets would be a tag. */
const withNames = (text: string): string => text.replace(/<(\w+)>/g, (_, name: string) => code(name))
