/** What importing says: of what was handed over, of each output in it, of the times that nobody wrote down. */
import type { Message } from '../model.ts'
import type { Language, Text } from '../words/language.ts'
import { catalogue, says } from '../words/message.ts'
import { sizeText } from '../words/size.ts'

/** Why an output is read as what it is, or why it is not read. */
export const importReasons = catalogue('importReason', {
  byCommand: says({ en: 'Told by its command.', zh: '由命令识别。' }),
  byHeader: says({
    en: 'Told by its header; the command is not in the log.',
    zh: '由表头识别；记录中没有该命令。',
  }),
  byOwnHeader: says({ en: 'Told by its header.', zh: '由表头识别。' }),
  severalFit: says<{ probes: string }>({
    en: ({ probes }) => `It reads as several (${probes}): say which it is.`,
    zh: ({ probes }) => `可按多种输出读取（${probes}）：请指定是哪一种。`,
  }),
  unknownTable: says({
    en: 'It looks like a table, but no probe has such a header.',
    zh: '看起来是表格，但没有探针有这样的表头。',
  }),
  byName: says({ en: 'Told by its name; its lines agree.', zh: '由名称识别，内容相符。' }),
  byNameError: says({ en: 'Told by its name; it holds an error.', zh: '由名称识别；内容是错误信息。' }),
  byLines: says({ en: 'Told by its lines.', zh: '由内容识别。' }),
  byPlace: says({ en: 'Told by its place in the folder.', zh: '由其在目录中的位置识别。' }),
  corrected: says({ en: 'As you say.', zh: '按您的指定。' }),
  noProbe: says({ en: 'No probe asks this.', zh: '没有探针使用此命令。' }),
  empty: says({ en: 'It is empty.', zh: '内容为空。' }),
  noText: says({ en: 'It is no text.', zh: '不是文本。' }),
  unlikeItsName: says({
    en: 'Its name is that of an output, but its lines are not.',
    zh: '名称像某个命令的输出，但内容不是。',
  }),
  unlikeItsHeader: says({
    en: 'Its header is that of an output, but the lines below it are not.',
    zh: '表头像某个命令的输出，但其下的内容不是。',
  }),
  unknown: says({
    en: 'Neither its name nor its lines are of an output that is read.',
    zh: '名称和内容都不是可读取的输出。',
  }),
  answeredByAnother: says({ en: 'Another file answers the same, with more.', zh: '另一个文件对此回答得更全。' }),
  sameAsAnother: says({ en: 'Another file holds the same, word for word.', zh: '另一个文件的内容与此完全相同。' }),
  contradicted: says({
    en: 'Another file of this node answers the same otherwise: say whose this is.',
    zh: '此节点的另一个文件对此有不同的回答：请指定它属于谁。',
  }),
  tooLarge: says<{ bytes: number }>({
    en: ({ bytes }) => `It is larger than ${sizeText(bytes)}.`,
    zh: ({ bytes }) => `大于 ${sizeText(bytes)}。`,
  }),
  tooMuchTogether: says<{ bytes: number }>({
    en: ({ bytes }) => `More than ${sizeText(bytes)} was read before it: import it by itself.`,
    zh: ({ bytes }) => `在它之前已读取超过 ${sizeText(bytes)}：请单独导入。`,
  }),
  event: says({
    en: 'What the operator did: it stands on the timeline.',
    zh: '操作员的操作：已放到时间线上。',
  }),
  failedEvent: says({
    en: 'It says that it failed: it changed nothing.',
    zh: '输出表明操作失败：没有改变任何东西。',
  }),
  reshaped: says({
    en: 'Its output was counted, cut or redirected, so it does not show what the command says.',
    zh: '输出经过统计、截取或重定向，不能代表该命令的输出。',
  }),
})

/** True of an output that is what the operator did, not what a probe reads. */
export const isEvent = (reason: Message): boolean => reason.code === importReasons.event().code

/** Where among the snapshots of its transcript one stands whose own time is not known. */
type Place = 'before-first' | 'after-previous' | 'before-next'

const placeText: Record<Language, Record<Place, string>> = {
  en: {
    'before-first': 'shortly before the first snapshot whose time is known',
    'after-previous': 'one second after the snapshot before it',
    'before-next': 'one second before the snapshot after it',
  },
  zh: {
    'before-first': '略早于第一个已知时间的快照',
    'after-previous': '在前一个快照之后一秒',
    'before-next': '在后一个快照之前一秒',
  },
}

/** How the time of a snapshot was inferred. */
export const importTimes = catalogue('importTime', {
  log: says({ en: 'the time that the log tells', zh: '记录自身的时间' }),
  logWithoutZone: says({
    en: 'the time that the log tells, which names no zone: read in that of this computer',
    zh: '记录自身的时间，未注明时区：按本机时区理解',
  }),
  zoneAssumed: says<{ zone: string; offset: string }>({
    en: ({ zone, offset }) => `the output of date, whose ${zone} stands for several zones: read as ${offset}`,
    zh: ({ zone, offset }) => `date 的输出，其时区 ${zone} 可指多个时区：按 ${offset} 理解`,
  }),
  zoneByHeartbeat: says<{ zone: string; offset: string; service: string }>({
    en: ({ zone, offset, service }) =>
      `the output of date, whose ${zone} stands for several zones: read as ${offset}, as the newest ${service} heartbeat is nearest to that`,
    zh: ({ zone, offset, service }) =>
      `date 的输出，其时区 ${zone} 可指多个时区：按 ${offset} 理解，与最新的 ${service} 心跳最接近`,
  }),
  heartbeat: says<{ service: string }>({
    en: ({ service }) => `newest ${service} heartbeat`,
    zh: ({ service }) => `最新的 ${service} 心跳`,
  }),
  order: says<{ place: Place }>({
    en: ({ place }) => `order in the transcript: ${placeText.en[place]}`,
    zh: ({ place }) => `按记录中的顺序：${placeText.zh[place]}`,
  }),
  orderNotNewer: says<{ place: Place }>({
    en: ({ place }) => `order in the transcript: ${placeText.en[place]}, as its own times are not newer`,
    zh: ({ place }) => `按记录中的顺序：${placeText.zh[place]}，因为其自身的时间并不更新`,
  }),
  nothingInLog: says({
    en: 'nothing in the transcript tells its time: the time of the import',
    zh: '记录中没有时间：取导入时间',
  }),
  newestFile: says({ en: 'the newest time of its files', zh: '其中文件的最新时间' }),
  newestObject: says({
    en: 'the newest moment that objects of the cluster tell',
    zh: '集群对象中最新的时刻',
  }),
  nothingInFiles: says({
    en: 'nothing in the files tells their time: the time of the import',
    zh: '文件中没有时间：取导入时间',
  }),
})

export const importMessages = catalogue('import', {
  /** An importer's own words; only the importer has them. */
  words: says<Text>({ en: ({ en }) => en, zh: ({ zh }) => zh }),
  // Of an output
  interrupted: says({
    en: 'Interrupted with Ctrl-C: the output may lack its end.',
    zh: '被 Ctrl-C 中断：输出可能不完整。',
  }),
  noOutput: says({ en: 'There is no output of this command.', zh: '没有此命令的输出。' }),
  notInstalled: says<{ said: string }>({
    en: ({ said }) => `The command is not installed there, or not on the path: ${said}`,
    zh: ({ said }) => `该命令没有安装，或不在 PATH 中：${said}`,
  }),
  withoutCommand: says({
    en: 'This output stands in the transcript without the command that printed it.',
    zh: '此输出在记录中没有对应的命令。',
  }),
  filtered: says<{ filters: string }>({
    en: ({ filters }) => `Only what passed ${filters} is shown.`,
    zh: ({ filters }) => `只显示通过 ${filters} 的内容。`,
  }),
  someNamespaces: says<{ folder: string }>({
    en: ({ folder }) => `Only the namespaces that the ${folder} holds are shown.`,
    zh: ({ folder }) => `只显示 ${folder} 中包含的命名空间。`,
  }),
  // Of an import
  notOpen: says({
    en: 'This import is not open any more. Open the file again.',
    zh: '此导入已不再打开。请重新打开文件。',
  }),
  noSite: says({ en: 'Say which site it belongs to.', zh: '请指定它属于哪个站点。' }),
  noCorrections: says({ en: 'A snapshot file takes no corrections.', zh: '快照文件不接受更正。' }),
  noTime: says<{ text: string }>({
    en: ({ text }) => `"${text}" is not a time such as 2019-10-19T13:30:00Z.`,
    zh: ({ text }) => `“${text}”不是 2019-10-19T13:30:00Z 这样的时间。`,
  }),
  noSuchProbe: says<{ probe: string }>({
    en: ({ probe }) => `There is no probe named ${probe}.`,
    zh: ({ probe }) => `没有名为 ${probe} 的探针。`,
  }),
  noSnapshotFile: says<{ file: string }>({
    en: ({ file }) => `${file} is no snapshot file.`,
    zh: ({ file }) => `${file} 不是快照文件。`,
  }),
  nothingRead: says<{ name: string; expected: Message }>({
    en: ({ name, expected }) => `${name} holds no output that this program reads. ${expected}`,
    zh: ({ name, expected }) => `${name} 中没有可读取的输出。${expected}`,
  }),
  fileNotRead: says<{ name: string; reason: Message; expected: Message }>({
    en: ({ name, reason, expected }) => `${name}: ${reason} ${expected}`,
    zh: ({ name, reason, expected }) => `${name}：${reason}${expected}`,
  }),
  expected: says<{ kinds: Message }>({
    en: ({ kinds }) => `Expected are snapshot files, ${kinds}. Nothing was imported.`,
    zh: ({ kinds }) => `可导入的有：快照文件、${kinds}。没有导入任何内容。`,
  }),
  otherContent: says<{ snapshot: string }>({
    en: ({ snapshot }) => `The library holds another snapshot with the id ${snapshot}. Nothing was imported.`,
    zh: ({ snapshot }) => `库中已有另一个 id 为 ${snapshot} 的快照。没有导入任何内容。`,
  }),
  cancelled: says({ en: 'Cancelled. Nothing was imported.', zh: '已取消。没有导入任何内容。' }),
  // Of files and folders
  noSuchFile: says<{ path: string }>({
    en: ({ path }) => `${path} cannot be opened: there is no such file.`,
    zh: ({ path }) => `无法打开 ${path}：没有这个文件。`,
  }),
  notOpened: says<{ path: string; why: string }>({
    en: ({ path, why }) => `${path} cannot be opened: ${why}.`,
    zh: ({ path, why }) => `无法打开 ${path}：${why}。`,
  }),
  notReadable: says<{ path: string; why: string }>({
    en: ({ path, why }) => `${path} cannot be read: ${why}.`,
    zh: ({ path, why }) => `无法读取 ${path}：${why}。`,
  }),
  noTextFile: says<{ path: string }>({
    en: ({ path }) => `${path} is not a text file; nothing was imported.`,
    zh: ({ path }) => `${path} 不是文本文件；没有导入任何内容。`,
  }),
  fileTooLarge: says<{ path: string; bytes: number }>({
    en: ({ path, bytes }) => `${path} is larger than ${sizeText(bytes)}; nothing was imported.`,
    zh: ({ path, bytes }) => `${path} 大于 ${sizeText(bytes)}；没有导入任何内容。`,
  }),
  folderTooLarge: says<{ path: string; bytes: number }>({
    en: ({ path, bytes }) => `${path} holds more than ${sizeText(bytes)}. Nothing was imported.`,
    zh: ({ path, bytes }) => `${path} 中的内容超过 ${sizeText(bytes)}。没有导入任何内容。`,
  }),
  folderTooFull: says<{ path: string; entries: number }>({
    en: ({ path, entries }) => `${path} holds more than ${entries} entries. Nothing was imported.`,
    zh: ({ path, entries }) => `${path} 中的条目超过 ${entries} 个。没有导入任何内容。`,
  }),
})
