/** Sentences of the command line that no single command owns. */
import { catalogue, says } from '../../../shared/words/message.ts'

/** What was typed is not what it should be. */
export const typedMessages = catalogue('typed', {
  noTime: says<{ typed: string }>({
    en: ({ typed }) => `"${typed}" is not a time such as 2019-10-19T13:30:00Z.`,
    zh: ({ typed }) => `“${typed}”不是时间，应写成 2019-10-19T13:30:00Z 这样。`,
  }),
  noZone: says<{ typed: string }>({
    en: ({ typed }) => `"${typed}" is not a zone such as +08:00.`,
    zh: ({ typed }) => `“${typed}”不是时区，应写成 +08:00 这样。`,
  }),
  noNumber: says<{ typed: string; least: number; most: number }>({
    en: ({ typed, least, most }) => `"${typed}" is not a whole number from ${least} to ${most}.`,
    zh: ({ typed, least, most }) => `“${typed}”不是 ${least} 到 ${most} 之间的整数。`,
  }),
  noChoice: says<{ option: string; typed: string; choices: string }>({
    en: ({ option, typed, choices }) => `${option} cannot be "${typed}". It can be: ${choices}.`,
    zh: ({ option, typed, choices }) => `${option} 不能是“${typed}”，可选：${choices}。`,
  }),
  noRule: says<{ typed: string; names: string }>({
    en: ({ typed, names }) => `There is no rule "${typed}". There are: ${names}.`,
    zh: ({ typed, names }) => `没有规则“${typed}”。现有：${names}。`,
  }),
  noProbe: says<{ typed: string; names: string }>({
    en: ({ typed, names }) => `There is no probe "${typed}". There are: ${names}.`,
    zh: ({ typed, names }) => `没有探针“${typed}”。现有：${names}。`,
  }),
})

/** What a command names is not in the library. */
export const refMessages = catalogue('ref', {
  emptyLibrary: says({
    en: 'The library holds no snapshot. Capture one, or import a file.',
    zh: '库中没有快照。请先采集，或导入文件。',
  }),
  noPrevious: says({
    en: 'There is only one snapshot, so there is no previous one.',
    zh: '只有一个快照，没有更早的。',
  }),
  noneUntil: says<{ time: string }>({
    en: ({ time }) => `No snapshot was taken at or before ${time}.`,
    zh: ({ time }) => `${time} 及之前没有快照。`,
  }),
  noSnapshot: says<{ ref: string }>({
    en: ({ ref }) => `There is no snapshot "${ref}". See: nodelapse snapshots`,
    zh: ({ ref }) => `没有快照“${ref}”。查看列表：nodelapse snapshots`,
  }),
  ambiguous: says<{ ref: string; count: number; ids: string }>({
    en: ({ ref, count, ids }) => `"${ref}" begins the ids of ${count} snapshots: ${ids}.`,
    zh: ({ ref, count, ids }) => `有 ${count} 个快照的 ID 以“${ref}”开头：${ids}。`,
  }),
  filesAndRefs: says({
    en: 'Compare two files, or two snapshots of the library; import the file to compare it with one of them.',
    zh: '请比较两个文件，或库中的两个快照；要将文件与库中的快照比较，请先导入该文件。',
  }),
  emptyFile: says<{ file: string }>({
    en: ({ file }) => `${file} holds no snapshot.`,
    zh: ({ file }) => `${file} 中没有快照。`,
  }),
  whichSite: says<{ sites: string }>({
    en: ({ sites }) => `Name the site with --site: ${sites}.`,
    zh: ({ sites }) => `请用 --site 指定站点：${sites}。`,
  }),
})
