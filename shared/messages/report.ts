/** What a report says. */
import type { Message } from '../model.ts'
import { counted } from '../words/count.ts'
import type { Language, Text } from '../words/language.ts'
import { catalogue, says } from '../words/message.ts'

export const reportMessages = catalogue('report', {
  title: says<{ site: string }>({ en: ({ site }) => `Report: ${site}`, zh: ({ site }) => `报告：${site}` }),
  counts: says<{ critical: number; warning: number; info: number; changes: number }>({
    en: ({ critical, warning, info, changes }) =>
      `${counted(critical, 'critical finding')}, ${counted(warning, 'warning')}, ${counted(info, 'note')}; ${counted(changes, 'change')} between A and B.`,
    zh: ({ critical, warning, info, changes }) =>
      `诊断结果：严重 ${critical} 条，警告 ${warning} 条，提示 ${info} 条；A 与 B 之间有 ${changes} 处变化。`,
  }),
  nothing: says({ en: 'Nothing was found.', zh: '没有诊断结果。' }),
  lanesShown: says<{ shown: number; all: number }>({
    en: ({ shown, all }) =>
      `What the findings and changes are about: ${shown} of ${counted(all, 'lane')}. Hatched: nothing was collected.`,
    zh: ({ shown, all }) => `与诊断结果和变化有关的对象：共 ${all} 条中的 ${shown} 条。斜线表示没有采集。`,
  }),
  certainty: says<{ certainty: string; standing: string }>({
    en: ({ certainty, standing }) => `${certainty}, ${standing}`,
    zh: ({ certainty, standing }) => `${certainty}，${standing}`,
  }),
  newSinceA: says({ en: 'new since A', zh: 'A 之后新出现' }),
  alreadyInA: says({ en: 'already in A', zh: 'A 时已存在' }),
  since: says<{ when: string }>({ en: ({ when }) => `Since: ${when}`, zh: ({ when }) => `起始时间：${when}` }),
  next: says<{ next: string }>({ en: ({ next }) => `Check next: ${next}`, zh: ({ next }) => `下一步检查：${next}` }),
  muted: says<{ reason: string }>({
    en: ({ reason }) => `Muted: ${reason}`,
    zh: ({ reason }) => `已屏蔽：${reason}`,
  }),
  moreOfCause: says<{ count: number }>({
    en: ({ count }) => `${counted(count, 'more of the same cause is', 'more of the same cause are')} left out here.`,
    zh: ({ count }) => `同一原因的另外 ${count} 条未在此列出。`,
  }),
  noChanges: says({ en: 'Nothing is different in B.', zh: 'B 与 A 没有不同。' }),
  leftOut: says<{ count: number }>({
    en: ({ count }) =>
      `${counted(count, 'further change is', 'further changes are')} left out; \`nodelapse compare\` lists them.`,
    zh: ({ count }) => `另有 ${count} 处变化未列出；见 \`nodelapse compare\`。`,
  }),
  complete: says({ en: 'Everything that was asked was answered.', zh: '所有查询都得到了回答。' }),
  inferred: says<{ moment: string; how: Message }>({
    en: ({ moment, how }) => `${moment} (inferred: ${how})`,
    zh: ({ moment, how }) => `${moment}（推断：${how}）`,
  }),
  made: says<{ at: string; producer: string }>({
    en: ({ at, producer }) => `Made at ${at} by ${producer}.`,
    zh: ({ at, producer }) => `由 ${producer} 生成于 ${at}。`,
  }),
  line: says<{ line: string }>({ en: ({ line }) => `line ${line}`, zh: ({ line }) => `第 ${line} 行` }),
  lines: says<{ lines: string }>({ en: ({ lines }) => `lines ${lines}`, zh: ({ lines }) => `第 ${lines} 行` }),
})

/** Names of facts, and headings. */
export const reportWords = {
  site: { en: 'Site', zh: '站点' },
  before: { en: 'Before (A)', zh: '之前（A）' },
  after: { en: 'After (B)', zh: '之后（B）' },
  incident: { en: 'Incident', zh: '故障' },
  summary: { en: 'In short', zh: '概要' },
  timeline: { en: 'Timeline', zh: '时间线' },
  findings: { en: 'Findings', zh: '诊断结果' },
  resolved: { en: 'Resolved since A', zh: '自 A 以来已解决' },
  lost: { en: 'Found in A, not looked at in B', zh: 'A 中有此诊断结果，B 中没有查看' },
  events: { en: 'What operators did', zh: '操作员的操作' },
  changes: { en: 'Changes', zh: '变化' },
  missing: { en: 'What was not collected', zh: '没有采集到的内容' },
  sources: { en: 'Where this comes from', zh: '数据来源' },
} as const satisfies Record<string, Text>

type Columns = Readonly<Record<Language, readonly string[]>>

/** Columns of the tables. */
export const reportColumns = {
  lanes: { en: ['What', 'States'], zh: ['对象', '状态'] },
  events: { en: ['When', 'Node', 'Command'], zh: ['时间', '节点', '命令'] },
  changes: {
    en: ['Kind of change', 'Kind of thing', 'Where', 'Name', 'Before → after'],
    zh: ['变化方式', '资源类型', '位置', '名称', '之前 → 之后'],
  },
  missing: {
    en: ['Snapshot', 'Node', 'Output', 'Outcome', 'Why'],
    zh: ['快照', '节点', '输出', '结果', '原因'],
  },
  sources: {
    en: ['Snapshot', 'Id', 'Taken at', 'Source', 'Outputs', 'SHA-256 of its outputs'],
    zh: ['快照', 'ID', '采集时间', '来源', '输出数', '输出的 SHA-256'],
  },
} as const satisfies Record<string, Columns>
