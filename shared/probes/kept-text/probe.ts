/**
 * Outputs that no probe reads, kept as text: people ask what they like. The name says what was asked: `text-` and the
 * command, so that the same question of another session is compared with it. `session-log` is a log as a whole.
 */

import { customFields } from '../custom/fields.ts'
import { parse } from '../custom/parse.ts'
import { type Probe, probe } from '../probe.ts'
import { keptTextMessages } from './messages.ts'

const textName = /^text-[a-z0-9-]{1,80}$/
const longestSlug = 48

export const sessionLogName = 'session-log'

/** `text-kubectl-describe-pod-api-0`; `count`: how often it was asked in the session so far, this time included. */
export function nameOfKeptText(command: string, count: number): string {
  const slug = command
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  const isWhole = slug.length > 0 && slug.length <= longestSlug && !/[^\x20-\x7e]/.test(command)
  const name = isWhole ? slug : `${slug.slice(0, longestSlug - 7).replace(/-+$/, '') || 'output'}-${hashOf(command)}`
  return count === 1 ? `text-${name}` : `text-${name}-no${count}`
}

/** FNV-1a: tells commands apart whose names would be alike. */
function hashOf(command: string): string {
  let hash = 0x811c9dc5
  for (let at = 0; at < command.length; at++) hash = Math.imul(hash ^ command.charCodeAt(at), 0x01000193)
  return (hash >>> 8).toString(16).padStart(6, '0')
}

export const isKeptText = (name: string): boolean => name === sessionLogName || textName.test(name)

/** Everything of such a probe, from its name alone; null when it is no such name. */
export function keptTextProbe(name: string): Probe | null {
  if (name === sessionLogName) return { ...keptText, name, parse: () => ({ rows: [], unparsed: [], notes: [] }) }
  return textName.test(name) ? { ...keptText, name } : null
}

const keptText = probe({
  name: 'text',
  title: { en: 'Kept as text', zh: '保留的文本' },
  about: { en: 'An output that no probe reads, kept as text.', zh: '没有探针读取的输出，按文本保留。' },
  version: 1,
  scope: 'node',
  runsIn: 'node',
  variants: [],
  timeoutMs: 30_000,
  maxBytes: 256 * 1024 * 1024,
  fields: customFields,
  isAskedAtWill: true,
  parse: (text) => ({ ...parse(text), notes: text.trim() === '' ? [] : [keptTextMessages.asText()] }),
  state: ({ digest }) => ({ state: `text ${digest.slice(0, 6)}`, health: 'unknown' }),
  stateWords: { 'text #': { en: 'text #', zh: '文本 #' } },
  isOnTimeline: () => false,
  label: () => 'output',
  recognises: () => false,
  messages: [keptTextMessages],
})
