/**
 * Probes that a profile brings: a command of the user's, read by a parser that is there, or kept as text. Their name says
 * all that is needed to read their output elsewhere: `custom-<name>`, or `custom-<name>+<probe whose parser reads it>`.
 */
import { type Probe, probe } from '../probe.ts'
import { customFields } from './fields.ts'
import { customMessages } from './messages.ts'
import { parse } from './parse.ts'

const customName = /^custom-[a-z0-9][a-z0-9-]{0,60}(?:\+([a-z0-9-]+))?$/

export const nameOfCustomProbe = (name: string, parser: string | null): string =>
  parser === null ? `custom-${name}` : `custom-${name}+${parser}`

/** Everything but the command, from the name alone; null when it is no such name, or names no parser that is there. */
export function customProbe(name: string, parsers: ReadonlyMap<string, Probe>): Probe | null {
  const match = customName.exec(name)
  if (match === null) return null
  if (match[1] === undefined) return { ...rawText, name }
  const reader = parsers.get(match[1])
  if (reader === undefined) return null
  return { ...reader, name, runsIn: 'node', variants: [], recognises: () => false }
}

const rawText = probe({
  name: 'custom',
  title: { en: 'Other outputs', zh: '其他输出' },
  about: { en: 'An output without a parser, compared as a whole.', zh: '没有解析程序的输出，按整体比较。' },
  version: 1,
  scope: 'node',
  runsIn: 'node',
  variants: [],
  timeoutMs: 30_000,
  maxBytes: 16 * 1024 * 1024,
  parse,
  fields: customFields,
  state: ({ digest }) => ({ state: `text ${digest.slice(0, 6)}`, health: 'unknown' }),
  stateWords: { 'text #': { en: 'text #', zh: '文本 #' } },
  label: () => 'output',
  recognises: () => false,
  messages: [customMessages],
})
