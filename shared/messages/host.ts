/** What stands between a host and the program says. */
import { catalogue, says } from '../words/message.ts'

export const hostMessages = catalogue('host', {
  noCall: says<{ call: string }>({
    en: ({ call }) => `There is no call "${call}".`,
    zh: ({ call }) => `没有调用“${call}”。`,
  }),
  noSite: says<{ site: string }>({
    en: ({ site }) => `There is no site "${site}" in the library.`,
    zh: ({ site }) => `库中没有站点“${site}”。`,
  }),
})
