/** Why a finding is told under another, beyond what the world's links say. */
import { catalogue, says } from '../words/message.ts'

export const incidentMessages = catalogue('incident', {
  replaces: says<{ old: string; now: string }>({
    en: ({ old, now }) => `${now} came in the place of ${old}.`,
    zh: ({ old, now }) => `${now} 取代了 ${old}。`,
  }),
})
