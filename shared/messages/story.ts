/** How the steps of an incident are told. */
import { catalogue, says } from '../words/message.ts'

export const storyMessages = catalogue('story', {
  act: says<{ node: string; text: string }>({
    en: ({ node, text }) => `somebody ran “${text}” on ${node}`,
    zh: ({ node, text }) => `有人在 ${node} 上执行了“${text}”`,
  }),
  likewise: says<{ title: string; names: string }>({
    en: ({ title, names }) => `${title}; likewise ${names}`,
    zh: ({ title, names }) => `${title}；同样的还有 ${names}`,
  }),
  likewiseMore: says<{ title: string; names: string; count: number }>({
    en: ({ title, names, count }) => `${title}; likewise ${names} and ${count} more`,
    zh: ({ title, names, count }) => `${title}；同样的还有 ${names} 等，另外 ${count} 个`,
  }),
  together: says({ en: 'many things in one place at one time', zh: '同一处的多个对象在同一时间受影响' }),
  time: says({ en: 'it began shortly after, while that lasted', zh: '在其持续期间紧随其后开始' }),
  over: says<{ at: string }>({ en: ({ at }) => `over by ${at}`, zh: ({ at }) => `${at} 前已恢复` }),
})
