/** What the library says: of its file, of what is asked of it, of what is stored. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const libraryMessages = catalogue('library', {
  // Of its file
  damaged: says<{ file: string; why: string }>({
    en: ({ file, why }) => `The library ${file} is damaged or not a library (${why}). It was not changed.`,
    zh: ({ file, why }) => `库 ${file} 已损坏或不是库文件（${why}）。没有改动它。`,
  }),
  beingWritten: says<{ file: string }>({
    en: ({ file }) => `Another program is writing to the library ${file}; try again when it is done.`,
    zh: ({ file }) => `另一个程序正在写入库 ${file}，请待其完成后重试。`,
  }),
  diskFull: says<{ file: string }>({
    en: ({ file }) => `The disk of the library ${file} is full.`,
    zh: ({ file }) => `库 ${file} 所在的磁盘已满。`,
  }),
  notWritable: says<{ file: string; why: string }>({
    en: ({ file, why }) => `The library ${file} cannot be opened for writing (${why}).`,
    zh: ({ file, why }) => `无法以写入方式打开库 ${file}（${why}）。`,
  }),
  ofAnotherProgram: says<{ file: string }>({
    en: ({ file }) => `The file ${file} is a database of another program. It was not changed.`,
    zh: ({ file }) => `文件 ${file} 是其他程序的数据库。没有改动它。`,
  }),
  ofNewerVersion: says<{ file: string; format: number; known: number }>({
    en: ({ file, format, known }) =>
      `The library ${file} was written by a newer version of this program (format ${format}, this one knows up to ${known}). It was not changed.`,
    zh: ({ file, format, known }) =>
      `库 ${file} 由更新版本的程序写入（格式 ${format}，当前版本最高支持 ${known}）。没有改动它。`,
  }),
  folderUnusable: says<{ folder: string; why: string }>({
    en: ({ folder, why }) => `The library folder ${folder} cannot be used: ${why}`,
    zh: ({ folder, why }) => `无法使用库目录 ${folder}：${why}`,
  }),
  closed: says({ en: 'The library is closed.', zh: '库已关闭。' }),
  threadStopped: says<{ why: string }>({
    en: ({ why }) => `The library's thread stopped: ${why}`,
    zh: ({ why }) => `库的工作线程已停止：${why}`,
  }),
  threadEnded: says<{ status: number }>({
    en: ({ status }) => `The library's thread ended unasked (status ${status}).`,
    zh: ({ status }) => `库的工作线程意外结束（状态 ${status}）。`,
  }),
  // Of what is asked
  noSnapshotNamed: says({ en: 'The id of a snapshot is missing.', zh: '缺少快照的 ID。' }),
  noSnapshot: says<{ snapshot: string }>({
    en: ({ snapshot }) => `There is no snapshot ${snapshot} in the library.`,
    zh: ({ snapshot }) => `库中没有快照 ${snapshot}。`,
  }),
  severalSnapshots: says<{ beginning: string; one: string; other: string }>({
    en: ({ beginning, one, other }) =>
      `More than one snapshot begins with ${beginning}, ${one} and ${other} among them.`,
    zh: ({ beginning, one, other }) => `以 ${beginning} 开头的快照不止一个，例如 ${one} 和 ${other}。`,
  }),
  noSite: says<{ site: string }>({
    en: ({ site }) => `There is no site ${site} in the library.`,
    zh: ({ site }) => `库中没有站点 ${site}。`,
  }),
  noNodes: says<{ site: string }>({
    en: ({ site }) => `The library has no nodes of a site "${site}".`,
    zh: ({ site }) => `库中没有站点“${site}”的节点。`,
  }),
  noOutput: says<{ snapshot: string; probe: string; place: string }>({
    en: ({ snapshot, probe, place }) => `Snapshot ${snapshot} holds no output of ${probe} from ${place}.`,
    zh: ({ snapshot, probe, place }) => `快照 ${snapshot} 中没有 ${probe} 在 ${place} 的输出。`,
  }),
  deletionNotKept: says({
    en: 'What was deleted is not kept any more.',
    zh: '已删除的内容不再保留，无法恢复。',
  }),
  // Of what is stored
  malformed: says<{ path: string; why: Message }>({
    en: ({ path, why }) => `A snapshot is not well-formed: ${path}: ${why}`,
    zh: ({ path, why }) => `快照格式不正确：${path}：${why}`,
  }),
  noCalendarTime: says<{ snapshot: string }>({
    en: ({ snapshot }) => `Snapshot ${snapshot} has no time that a calendar knows.`,
    zh: ({ snapshot }) => `快照 ${snapshot} 的时间超出了日历范围。`,
  }),
  nameless: says({ en: 'A snapshot lacks its id or its site.', zh: '快照缺少 ID 或站点。' }),
  unknownProbe: says<{ snapshot: string; probe: string }>({
    en: ({ snapshot, probe }) => `Snapshot ${snapshot} has output of ${probe}, a probe this version lacks.`,
    zh: ({ snapshot, probe }) => `快照 ${snapshot} 中有探针 ${probe} 的输出，当前版本没有该探针。`,
  }),
  cancelled: says({ en: 'Cancelled. Nothing was stored.', zh: '已取消，没有存入任何内容。' }),
  // Of copies and damage
  copyExists: says<{ file: string }>({
    en: ({ file }) => `There is a file ${file} already; it was left as it is.`,
    zh: ({ file }) => `文件 ${file} 已存在，保持原样。`,
  }),
  copyFailed: says<{ file: string; why: string }>({
    en: ({ file, why }) => `The copy ${file} could not be written (${why}). The library is unchanged.`,
    zh: ({ file, why }) => `无法写入副本 ${file}（${why}）。库没有变化。`,
  }),
  nothingSaved: says<{ file: string; why: string }>({
    en: ({ file, why }) => `Nothing could be saved from ${file} (${why}). It was not changed.`,
    zh: ({ file, why }) => `无法从 ${file} 中救出任何内容（${why}）。没有改动它。`,
  }),
  nothingReadable: says<{ file: string }>({
    en: ({ file }) => `No output in ${file} can be read. It was not changed.`,
    zh: ({ file }) => `${file} 中没有可读取的输出。没有改动它。`,
  }),
  textMissing: says<{ text: number }>({
    en: ({ text }) => `The library is damaged: text ${text} is missing.`,
    zh: ({ text }) => `库已损坏：缺少文本 ${text}。`,
  }),
  tooDamagedToCheck: says({ en: 'The file is too damaged to be checked.', zh: '文件损坏严重，无法检查。' }),
  /** SQLite's own words. */
  sqliteSays: says<{ said: string }>({ en: ({ said }) => said, zh: ({ said }) => said }),
  strayEntries: says<{ count: number }>({
    en: ({ count }) => `Entries that refer to others that are not there: ${count}.`,
    zh: ({ count }) => `有 ${count} 条记录引用了不存在的记录。`,
  }),
  unreadableOutput: says<{ snapshot: string; output: string }>({
    en: ({ snapshot, output }) => `Snapshot ${snapshot}: ${output} cannot be read.`,
    zh: ({ snapshot, output }) => `快照 ${snapshot}：无法读取 ${output}。`,
  }),
  unreadableEntry: says<{ number: number }>({
    en: ({ number }) => `Output ${number} cannot be read.`,
    zh: ({ number }) => `无法读取第 ${number} 个输出。`,
  }),
})
