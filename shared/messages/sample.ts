/** What the sample incident says of itself. */
import { catalogue, says } from '../words/message.ts'

export const sampleMessages = catalogue('sample', {
  cancelled: says({ en: 'Cancelled. Nothing was stored.', zh: '已取消，没有保存任何内容。' }),
})
