import { explainedProbe } from '../../../../shared/probes/explain.ts'
import { probes as allProbes } from '../../../../shared/probes/index.ts'
import type { Probe } from '../../../../shared/probes/probe.ts'
import type { Text } from '../../../../shared/words/language.ts'
import { command, optional } from '../command.ts'
import type { Context } from '../context.ts'
import { exitStatus } from '../exit-status.ts'
import { checkedProbe } from '../refs.ts'
import { dim, heading, joined, table } from '../text/table.ts'

const listColumns = { en: ['probe', 'shows', 'asks'], zh: ['探针', '内容', '查询'] }
const fieldColumns = {
  en: ['field', 'label', 'holds', 'compared'],
  zh: ['字段', '名称', '内容', '参与比较'],
}
const asks: Text = { en: 'Asks, until one is answered', zh: '依次尝试的命令' }
const isCompared = '✓'

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
    context.print({ probes: asked.map((each) => asJson(context, each)) }, () => {
      if (probe !== undefined) return asked.map((each) => probeText(context, each)).join('\n')
      const rows = asked.map(({ name, title, about }) => [name, context.word(title), context.word(about)])
      return table(listColumns[context.language], rows)
    })
    return exitStatus.done
  },
})

/** As data: types and units as the schema has them. */
const asJson = (context: Context, probe: Probe) => {
  const { name, title, about, commands, fields } = explainedProbe(probe, context.language)
  const schema = probe.fields
  return {
    name,
    title,
    about,
    scope: probe.scope,
    commands,
    fields: fields.map((field) => ({
      name: field.name,
      label: field.label,
      type: schema[field.name]?.type,
      unit: schema[field.name]?.unit ?? null,
      compared: field.isCompared,
    })),
  }
}

function probeText(context: Context, probe: Probe): string {
  const { name, title, about, where, commands, fields } = explainedProbe(probe, context.language)
  const rows = fields.map((field) => [field.name, field.label, field.holds, field.isCompared ? isCompared : ''])
  return [
    heading(joined([name, title, where])),
    about,
    '',
    dim(context.word(asks)),
    ...commands.map((each) => `  ${each}`),
    '',
    table(fieldColumns[context.language], rows),
  ].join('\n')
}
