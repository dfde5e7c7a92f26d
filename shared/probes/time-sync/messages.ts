import { catalogue, says } from '../../words/message.ts'

export const timeSyncMessages = catalogue('timeSync', {
  noTool: says({
    en: 'This node has neither timedatectl nor chronyc nor ntpq, or none of them answers.',
    zh: '此节点没有 timedatectl、chronyc 或 ntpq，或者都没有响应。',
  }),
})
