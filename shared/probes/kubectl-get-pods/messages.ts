import { catalogue, says } from '../../words/message.ts'

export const podMessages = catalogue('kubectlGetPods', {
  noNamespace: says({
    en: 'The table has no NAMESPACE column; its pods are taken to be in the namespace default.',
    zh: '表中没有 NAMESPACE 列，按命名空间 default 处理。',
  }),
})
