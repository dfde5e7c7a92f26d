import { catalogue, says } from '../../words/message.ts'

export const freeMessages = catalogue('free', {
  inKib: says({
    en: 'Amounts are in KiB unless free was asked for another unit.',
    zh: '数量以 KiB 为单位，除非 free 使用了其他单位。',
  }),
  fromBuffers: says({
    en: 'What is available was read from the line of buffers and cache.',
    zh: '可用内存取自 buffers/cache 一行。',
  }),
})
