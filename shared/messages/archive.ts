/** Why an archive is not unpacked. */
import type { Language } from '../words/language.ts'
import { catalogue, says } from '../words/message.ts'

/** What an archive is called. */
export type ArchiveNoun = 'archive' | 'snapshot file'

const nounText: Record<Language, Record<ArchiveNoun, string>> = {
  en: { archive: 'archive', 'snapshot file': 'snapshot file' },
  zh: { archive: '压缩包', 'snapshot file': '快照文件' },
}

export const archiveMessages = catalogue('archive', {
  tooLarge: says<{ noun: ArchiveNoun; bytes: number }>({
    en: ({ noun, bytes }) => `The ${nounText.en[noun]} holds more than ${bytes} bytes. Nothing was imported.`,
    zh: ({ noun, bytes }) => `${nounText.zh[noun]}解开后超过 ${bytes} 字节。没有导入任何内容。`,
  }),
  tooFull: says<{ noun: ArchiveNoun; entries: number }>({
    en: ({ noun, entries }) => `The ${nounText.en[noun]} holds more than ${entries} entries. Nothing was imported.`,
    zh: ({ noun, entries }) => `${nounText.zh[noun]}中的条目超过 ${entries} 个。没有导入任何内容。`,
  }),
  unsafeName: says<{ noun: ArchiveNoun; name: string }>({
    en: ({ noun, name }) =>
      `The ${nounText.en[noun]} holds an entry with an unsafe name: ${name}. Nothing was imported.`,
    zh: ({ noun, name }) => `${nounText.zh[noun]}中有名称不安全的条目：${name}。没有导入任何内容。`,
  }),
  noPlainFile: says<{ noun: ArchiveNoun; path: string; type: string }>({
    en: ({ noun, path, type }) =>
      `${path} in the ${nounText.en[noun]} is a ${type}; only plain files are read. Nothing was imported.`,
    zh: ({ noun, path, type }) => `${nounText.zh[noun]}中的 ${path} 类型为 ${type}；只读取普通文件。没有导入任何内容。`,
  }),
  twice: says<{ noun: ArchiveNoun; path: string }>({
    en: ({ noun, path }) => `The ${nounText.en[noun]} holds ${path} twice. Nothing was imported.`,
    zh: ({ noun, path }) => `${nounText.zh[noun]}中有两个 ${path}。没有导入任何内容。`,
  }),
  fileTooLarge: says<{ noun: ArchiveNoun; path: string; bytes: number }>({
    en: ({ noun, path, bytes }) =>
      `${path} in the ${nounText.en[noun]} is larger than ${bytes} bytes. Nothing was imported.`,
    zh: ({ noun, path, bytes }) => `${nounText.zh[noun]}中的 ${path} 大于 ${bytes} 字节。没有导入任何内容。`,
  }),
  damaged: says<{ noun: ArchiveNoun; why: string }>({
    en: ({ noun, why }) => `The ${nounText.en[noun]} is damaged or cut off (${why}). Nothing was imported.`,
    zh: ({ noun, why }) => `${nounText.zh[noun]}已损坏或不完整（${why}）。没有导入任何内容。`,
  }),
  otherFormat: says<{ format: string }>({
    en: ({ format }) => `This is a ${format} archive, which is not read: unpack it and import the folder.`,
    zh: ({ format }) => `这是 ${format} 压缩包，不能直接读取：请解压后导入文件夹。`,
  }),
  zipWithPassword: says({
    en: 'This zip archive is under a password: unpack it and import the folder.',
    zh: '此 zip 压缩包有密码：请解压后导入文件夹。',
  }),
  zipMethod: says<{ method: number }>({
    en: ({ method }) =>
      `This zip archive is packed by method ${method}, which is not read: unpack it and import the folder.`,
    zh: ({ method }) => `此 zip 压缩包使用压缩方法 ${method}，不能直接读取：请解压后导入文件夹。`,
  }),
})
