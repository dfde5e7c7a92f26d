import { catalogue, says } from '../../words/message.ts'

export const keptTextMessages = catalogue('keptText', {
  asText: says({
    en: 'No probe reads this output; it is kept and compared as text.',
    zh: '没有探针读取此输出；按文本保留并比较。',
  }),
})
