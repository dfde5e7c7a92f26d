/**
 * Probes that a profile brings: a command of the user's, read by a parser that is there, or kept as text. Their name says
 * all that is needed to read their output elsewhere: `custom-<name>`, or `custom-<name>+<probe whose parser reads it>`.
 */
import type { Parsed } from '../../model.ts'
import { linesOf } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import type { FieldsOf } from '../fields.ts'
import { type Probe, probe } from '../probe.ts'
import { customFields } from './fields.ts'

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

export const customMessages = catalogue('custom', {
  noParser: says({
    en: 'There is no parser for this output; it is compared as a whole.',
    zh: '没有解析此输出的程序，按整体比较。',
  }),
})

/** A text is one row: it changed or it did not, and the lines say how. */
function parse(text: string): Parsed<FieldsOf<typeof customFields>> {
  const lines = linesOf(text)
  if (text.trim() === '') return { rows: [], unparsed: [], notes: [] }
  const fields = { lines: lines.length, characters: text.length, digest: digestOf(text) }
  return {
    rows: [{ key: 'output', line: 1, lastLine: lines.length, fields }],
    unparsed: [],
    notes: [customMessages.noParser()],
  }
}

/** FNV-1a with 53 bits from two halves: tells texts apart, and guards against nothing. */
function digestOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ (code + at), 0x85ebca6b)
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('')
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
  label: () => 'output',
  recognises: () => false,
  messages: [customMessages],
})
