/** Passphrases of files: from who sits at the terminal, or from the first line of another file. */
import { readFile } from 'node:fs/promises'
import { CallError } from '../../../shared/contract/call-error.ts'
import { promptMessages } from '../../../shared/messages/collect/prompt.ts'
import type { Message } from '../../../shared/model.ts'
import type { Language } from '../../../shared/words/language.ts'
import { catalogue, says } from '../../../shared/words/message.ts'
import { askAtTerminal, isAtTerminal } from './ask.ts'

export const passphraseMessages = catalogue('passphrase', {
  unreadable: says<{ file: string }>({
    en: ({ file }) => `The passphrase file ${file} cannot be read.`,
    zh: ({ file }) => `无法读取口令文件 ${file}。`,
  }),
  needed: says({
    en: 'A passphrase is needed: type it at a terminal, or give --passphrase-file.',
    zh: '需要口令：请在终端输入，或用 --passphrase-file 指定。',
  }),
  differ: says({
    en: 'The two passphrases differ; nothing was written.',
    zh: '两次输入的口令不同；没有写入任何内容。',
  }),
  askAgain: says<{ file: string }>({
    en: ({ file }) => `Passphrase of ${file}, once more:`,
    zh: ({ file }) => `再次输入 ${file} 的口令：`,
  }),
})

/** Throws CallError `usage` when the file cannot be read. */
export async function passphraseIn(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) throw new CallError('usage', passphraseMessages.unreadable({ file }))
  return text.split(/\r?\n/)[0] ?? ''
}

interface Wishes {
  encrypt: boolean
  passphraseFile: string | undefined
}

/** Of a file to be written; null: it is written as it is. At a terminal it is typed twice. Throws CallError `usage`. */
export async function newPassphrase(language: Language, file: string, wishes: Wishes): Promise<string | null> {
  const { encrypt, passphraseFile } = wishes
  if (!encrypt) return null
  const passphrase =
    passphraseFile === undefined ? await typedTwice(language, file) : await passphraseIn(passphraseFile)
  if (passphrase === '') throw new CallError('usage', passphraseMessages.needed())
  return passphrase
}

async function typedTwice(language: Language, file: string): Promise<string> {
  if (!isAtTerminal()) return ''
  const ask = (text: Message) => askAtTerminal({ kind: 'passphrase', target: file, text }, language)
  const first = (await ask(promptMessages.passphrase({ file }))) ?? ''
  if (first !== '' && (await ask(passphraseMessages.askAgain({ file }))) !== first)
    throw new CallError('usage', passphraseMessages.differ())
  return first
}
