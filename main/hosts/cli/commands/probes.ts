import type { Shown } from '../../../../shared/probes/fields.ts'
import { probes as allProbes, profileSettings } from '../../../../shared/probes/index.ts'
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
const words = {
  asks: { en: 'Asks, until one is answered', zh: '依次尝试的命令' },
  once: { en: 'once per site', zh: '每个站点一次' },
  everywhere: { en: 'on every node', zh: '每个节点' },
} satisfies Record<string, Text>

const holds: Readonly<Record<Shown, Text>> = {
  text: { en: 'text', zh: '文本' },
  status: { en: 'state', zh: '状态' },
  count: { en: 'count', zh: '数量' },
  size: { en: 'size', zh: '大小' },
  percent: { en: 'percentage', zh: '百分比' },
  duration: { en: 'duration', zh: '时长' },
  moment: { en: 'time', zh: '时间' },
  interval: { en: 'bounds of a time', zh: '时间范围' },
  age: { en: 'age', zh: '存续时间' },
}
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
    context.print({ probes: asked.map((each) => explained(context, each)) }, () => {
      if (probe !== undefined) return asked.map((each) => probeText(context, each)).join('\n')
      const rows = asked.map(({ name, title, about }) => [name, context.word(title), context.word(about)])
      return table(listColumns[context.language], rows)
    })
    return exitStatus.done
  },
})

const commandsOf = ({ variants }: Probe): string[] => variants.map((variant) => variant.command(profileSettings))

const explained = (context: Context, probe: Probe) => ({
  name: probe.name,
  title: context.word(probe.title),
  about: context.word(probe.about),
  scope: probe.scope,
  commands: commandsOf(probe),
  fields: Object.entries(probe.fields).map(([name, { label, type, unit = null, compared = false }]) => ({
    name,
    label: context.word(label),
    type,
    unit,
    compared,
  })),
})

function probeText(context: Context, probe: Probe): string {
  const rows = Object.entries(probe.fields).map(([name, { label, shown, compared }]) => [
    name,
    context.word(label),
    context.word(holds[shown]),
    compared === true ? isCompared : '',
  ])
  const where = context.word(probe.scope === 'cluster' ? words.once : words.everywhere)
  return [
    heading(joined([probe.name, context.word(probe.title), where])),
    context.word(probe.about),
    '',
    dim(context.word(words.asks)),
    ...commandsOf(probe).map((each) => `  ${each}`),
    '',
    table(fieldColumns[context.language], rows),
  ].join('\n')
}
