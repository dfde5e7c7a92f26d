/** What goes wrong in the window itself. */
import { catalogue, says } from '../words/message.ts'

export const windowMessages = catalogue('window', {
  notConnected: says({ en: 'Not connected yet.', zh: '尚未连接。' }),
  connectionLost: says({ en: 'The connection to Nodelapse was lost.', zh: '与 Nodelapse 的连接已断开。' }),
  unexpectedReply: says<{ call: string; at: string; reason: string }>({
    en: ({ call, at, reason }) => `${call}: unexpected reply at ${at}: ${reason}`,
    zh: ({ call, at, reason }) => `${call}：应答不符合约定，位置 ${at}：${reason}`,
  }),
  unreadableFile: says<{ name: string; reason: string }>({
    en: ({ name, reason }) => `${name} cannot be read: ${reason}`,
    zh: ({ name, reason }) => `无法读取 ${name}：${reason}`,
  }),
})
