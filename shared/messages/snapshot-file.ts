/** Why a snapshot file is refused, or cannot be written. */
import type { Message } from '../model.ts'
import { counted } from '../words/count.ts'
import { catalogue, says } from '../words/message.ts'

export const snapshotFileMessages = catalogue('snapshotFile', {
  noManifest: says({
    en: 'This is no snapshot file: it has no manifest.json. Nothing was imported.',
    zh: '这不是快照文件：其中没有 manifest.json。没有导入任何内容。',
  }),
  missingFile: says<{ path: string }>({
    en: ({ path }) => `The snapshot file names ${path}, which is not in it. Nothing was imported.`,
    zh: ({ path }) => `快照文件的清单中有 ${path}，但文件不在其中。没有导入任何内容。`,
  }),
  namedTwice: says<{ path: string }>({
    en: ({ path }) => `The snapshot file names ${path} twice. Nothing was imported.`,
    zh: ({ path }) => `快照文件的清单中两次出现 ${path}。没有导入任何内容。`,
  }),
  otherSize: says<{ path: string; bytes: number; said: number }>({
    en: ({ path, bytes, said }) =>
      `${path} has ${counted(bytes, 'byte')}; the manifest says ${said}. Nothing was imported.`,
    zh: ({ path, bytes, said }) => `${path} 有 ${bytes} 字节，清单中为 ${said} 字节。没有导入任何内容。`,
  }),
  otherHash: says<{ path: string }>({
    en: ({ path }) =>
      `${path} is not what it was when the snapshot file was written: its SHA-256 differs. Nothing was imported.`,
    zh: ({ path }) => `${path} 与快照文件写入时不一致：SHA-256 不同。没有导入任何内容。`,
  }),
  unnamedFile: says<{ path: string }>({
    en: ({ path }) => `The snapshot file holds ${path}, which its manifest does not name. Nothing was imported.`,
    zh: ({ path }) => `快照文件中有清单未列出的 ${path}。没有导入任何内容。`,
  }),
  idTwice: says({
    en: 'The snapshot file holds two snapshots of one id. Nothing was imported.',
    zh: '快照文件中有两个 ID 相同的快照。没有导入任何内容。',
  }),
  manifestTooLarge: says({
    en: 'The manifest of the snapshot file is too large. Nothing was imported.',
    zh: '快照文件的清单过大。没有导入任何内容。',
  }),
  manifestNoJson: says({
    en: 'The manifest of the snapshot file is not JSON. Nothing was imported.',
    zh: '快照文件的清单不是 JSON。没有导入任何内容。',
  }),
  manifestOfOther: says({
    en: 'This is no snapshot file: its manifest does not say so. Nothing was imported.',
    zh: '这不是快照文件：清单中没有相应标识。没有导入任何内容。',
  }),
  newerVersion: says<{ format: number; known: number }>({
    en: ({ format, known }) =>
      `The snapshot file was written by a newer version (format ${format}; this one knows ${known}). Nothing was imported.`,
    zh: ({ format, known }) => `快照文件由更新的版本写入（格式 ${format}，当前版本支持 ${known}）。没有导入任何内容。`,
  }),
  manifestWrong: says<{ path: string; why: Message }>({
    en: ({ path, why }) => `The manifest of the snapshot file is wrong at ${path}: ${why}. Nothing was imported.`,
    zh: ({ path, why }) => `快照文件的清单在 ${path} 处有误：${why}。没有导入任何内容。`,
  }),
  wrongPassphrase: says({
    en: 'The passphrase does not open the file, or the file is damaged. Nothing was imported.',
    zh: '口令无法打开文件，或者文件已损坏。没有导入任何内容。',
  }),
  needsPassphrase: says<{ name: string }>({
    en: ({ name }) => `${name} is under a passphrase. Give it where it is asked for, or with --passphrase-file.`,
    zh: ({ name }) => `${name} 有口令保护。请在提示时输入口令，或使用 --passphrase-file。`,
  }),
  notWritten: says<{ path: string; why: string }>({
    en: ({ path, why }) => `${path} cannot be written: ${why}.`,
    zh: ({ path, why }) => `无法写入 ${path}：${why}。`,
  }),
})
