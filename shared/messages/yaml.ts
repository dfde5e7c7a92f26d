/** What is wrong with a file of YAML that a person wrote. */
import type { Message } from '../model.ts'
import { catalogue, says } from '../words/message.ts'

export const yamlMessages = catalogue('yaml', {
  /** File and line stand as editors know them. */
  complaint: says<{ file: string; line: number; what: string | Message }>({
    en: ({ file, line, what }) => `${file}:${line}: ${what}`,
    zh: ({ file, line, what }) => `${file}:${line}: ${what}`,
  }),
  tooLong: says<{ kilobytes: number }>({
    en: ({ kilobytes }) => `the file is longer than ${kilobytes} kB`,
    zh: ({ kilobytes }) => `文件超过 ${kilobytes} kB`,
  }),
  textExpected: says({
    en: 'expected a text, or one in each language: { en: …, zh: … }',
    zh: '应为文本，或两种语言各一份：{ en: …, zh: … }',
  }),
  duration: says({
    en: 'expected a length of time: a number with s, min, h or d, such as 90s',
    zh: '应为时长：数字加 s、min、h 或 d，例如 90s',
  }),
})
