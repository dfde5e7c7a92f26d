/** What is said of an output that was read otherwise than line by line. */
import { catalogue, says } from '../words/message.ts'

export const readingMessages = catalogue('reading', {
  joined: says({
    en: 'Lines that a terminal had cut at its margin are read as one.',
    zh: '被终端在右边界处折断的行已合并读取。',
  }),
  tidied: says({
    en: 'Quoting marks, indentation or markup around the lines are left aside.',
    zh: '读取时忽略了行首的引用符号、缩进或排版标记。',
  }),
})
