import { catalogue, says } from '../../words/message.ts'

export const freeMessages = catalogue('free', {
  inKib: says({
    en: 'Amounts are taken to be in KiB: the command is not known.',
    zh: '命令未知，数量按 KiB 处理。',
  }),
  asAsked: says({ en: 'Amounts are in the unit that the command asks for.', zh: '数量的单位由命令决定。' }),
  rounded: says({ en: 'Amounts are rounded, as free -h prints them.', zh: '数量经过取整，与 free -h 的显示一致。' }),
  unitUnknown: says({
    en: 'Amounts are not read: nothing tells whether they are MiB, GiB or KiB.',
    zh: '未读取数量：无法判断单位是 MiB、GiB 还是 KiB。',
  }),
  fromBuffers: says({
    en: 'What is available was read from the line of buffers and cache.',
    zh: '可用内存取自 buffers/cache 一行。',
  }),
})
