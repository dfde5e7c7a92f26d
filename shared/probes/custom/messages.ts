import { catalogue, says } from '../../words/message.ts'

export const customMessages = catalogue('custom', {
  noParser: says({
    en: 'There is no parser for this output; it is compared as a whole.',
    zh: '没有解析此输出的程序，按整体比较。',
  }),
})
