import { catalogue, says } from '../../words/message.ts'

export const dfMessages = catalogue('df', {
  rounded: says({ en: 'Sizes are rounded, as df -h prints them.', zh: '大小经过取整，与 df -h 的显示一致。' }),
  inodes: says({
    en: 'df -i counts inodes; they are not read.',
    zh: 'df -i 统计的是 inode，未读取。',
  }),
  inKib: says({ en: 'Sizes are in KiB.', zh: '大小以 KiB 为单位。' }),
})
