import { catalogue, says } from '../../words/message.ts'

export const varLogMessages = catalogue('varLog', {
  rounded: says({
    en: 'Sizes are rounded up, as ls -h prints them.',
    zh: '大小经过向上取整，与 ls -h 的显示一致。',
  }),
  notAllowed: says({
    en: 'This user may not read all of /var/log. What could be read is kept.',
    zh: '此用户无权读取 /var/log 的全部内容。已保留可读取的部分。',
  }),
  missing: says({ en: 'There is no /var/log here.', zh: '这里没有 /var/log。' }),
})
