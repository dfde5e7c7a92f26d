import { type ExplainedProbe, explainedProbe } from '../../../../shared/probes/explain.ts'
import { probes as allProbes } from '../../../../shared/probes/index.ts'
import type { Text } from '../../../../shared/words/language.ts'
import { command, optional } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { checkedProbe } from '../refs.ts'
import { dim, heading, joined, table } from '../text/table.ts'

const listColumns = { en: ['probe', 'shows', 'asks'], zh: ['探针', '内容', '查询'] }
const fieldColumns = {
  en: ['field', 'label', 'holds', 'compared', 'null means'],
  zh: ['字段', '名称', '内容', '参与比较', '空值含义'],
}
const words = {
  commands: { en: 'Commands, until one is answered', zh: '依次尝试的命令' },
  states: { en: 'States of its own', zh: '自有状态' },
  says: { en: 'Can say', zh: '提示' },
} satisfies Record<string, Text>

const compared = '✓'

export const probes = command({
  name: 'probes',
  about: {
    en: 'what can be asked of a node, and what is understood of the answer',
    zh: '能向节点查询什么，如何理解其输出',
  },
  arguments: { probe: optional({ en: 'the probe to explain', zh: '要说明的探针' }) },
  examples: ['probes', 'probes nova-service-list --lang zh'],
  run: async (context, { probe }) => {
    const asked = probe === undefined ? allProbes : [checkedProbe(probe)]
    const explained = asked.map((each) => explainedProbe(each, context.language))
    context.print({ probes: explained }, () => {
      if (probe !== undefined) return explained.map((each) => probeText(context, each)).join('\n')
      const rows = explained.map(({ name, title, about }) => [name, title, about])
      return table(listColumns[context.language], rows)
    })
    return exitStatus.done
  },
})

function probeText(context: Context, probe: ExplainedProbe): string {
  const { name, title, about, where, commands, fields, states, says } = probe
  const part = (word: Text, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', dim(context.word(word)), ...lines.map((line) => `  ${line}`)]
  const named = states.map(({ state, word }) => (state === word ? state : `${state}  ${word}`))
  const rows = fields.map((field) => [
    field.name,
    field.label,
    field.holds,
    field.isCompared ? compared : '',
    field.whenNull,
  ])
  return [
    heading(joined([name, title])),
    about,
    where,
    ...part(words.commands, commands),
    ...part(words.states, named),
    ...part(words.says, says),
    '',
    table(fieldColumns[context.language], rows),
  ].join('\n')
}
