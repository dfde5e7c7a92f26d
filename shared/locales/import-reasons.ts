/** Why an output of an import is read as what it is, or why it is not read, in both languages. */
import type { ImportReason } from '../model.ts'

type Sentences = Record<ImportReason, string>

const en: Sentences = {
  'by-command': 'Told by its command.',
  'by-header': 'Told by its header; the command is not in the log.',
  'by-name': 'Told by its name; its lines agree.',
  'by-name-error': 'Told by its name; it holds an error.',
  'by-lines': 'Told by its lines.',
  'by-place': 'Told by its place in the folder.',
  'own-folder': 'Of this listing, /var/log itself; the folders below are left out.',
  corrected: 'As you say.',
  'no-probe': 'No probe asks this.',
  empty: 'It is empty.',
  'no-text': 'It is no text.',
  'terminal-log': 'It is a terminal log: import it alone.',
  'unlike-its-name': 'Its name is that of an output, but its lines are not.',
  unknown: 'Neither its name nor its lines are of an output that is read.',
  'answered-by-another': 'Another file answers the same, with more.',
  event: 'What the operator did: it stands on the timeline.',
  'failed-event': 'It says that it failed: it changed nothing.',
  reshaped: 'Its output was counted, cut or redirected, so it does not show what the command says.',
}

const zh: Sentences = {
  'by-command': '由命令识别。',
  'by-header': '由表头识别；记录中没有该命令。',
  'by-name': '由名称识别，内容相符。',
  'by-name-error': '由名称识别；内容是错误信息。',
  'by-lines': '由内容识别。',
  'by-place': '由其在目录中的位置识别。',
  'own-folder': '只取其中 /var/log 本身的列表，不含下级目录。',
  corrected: '按您的指定。',
  'no-probe': '没有探针使用此命令。',
  empty: '内容为空。',
  'no-text': '不是文本。',
  'terminal-log': '这是终端记录：请单独导入。',
  'unlike-its-name': '名称像某个命令的输出，但内容不是。',
  unknown: '名称和内容都不是可读取的输出。',
  'answered-by-another': '另一个文件对此回答得更全。',
  event: '操作员的操作：已放到时间线上。',
  'failed-event': '输出表明操作失败：没有改变任何东西。',
  reshaped: '输出经过统计、截取或重定向，不能代表该命令的输出。',
}

export const importReasonSentences: Record<'en' | 'zh', Sentences> = { en, zh }
