/** `free`: memory and swap. */
import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import { diagnoseMissingCommand } from '../families/shell.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { freeFields } from './fields.ts'

const header = /^\s+total\s+used\s+free\b/
const amounts = /^\s*(Mem|Swap|Total|内存|交换)[:：]\s*(\d+(?:\s+\d+)*)\s*$/
// procps before 3.3.10 counts what caches hold as used, and says so in a line of its own.
const oldLine = /^-\/\+ buffers\/cache:\s+(\d+)\s+(\d+)\s*$/
const names: Record<string, string> = { 内存: 'Mem', 交换: 'Swap' }
const scarceShare = 0.05

type FreeRow = FieldsOf<typeof freeFields>

const messages = catalogue('free', {
  inKib: says({
    en: 'Amounts are in KiB unless free was asked for another unit.',
    zh: '数量以 KiB 为单位，除非 free 使用了其他单位。',
  }),
  fromBuffers: says({
    en: 'What is available was read from the line of buffers and cache.',
    zh: '可用内存取自 buffers/cache 一行。',
  }),
})

function parse(text: string): Parsed<FreeRow> {
  const builder = new ParsedBuilder<FreeRow>()
  let columns: string[] = []
  let memory: FreeRow | null = null
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (header.test(each.text)) {
      columns = each.text.trim().split(/\s+/)
      builder.addNote(messages.inKib())
      continue
    }
    const old = oldLine.exec(each.text)
    if (old !== null && memory !== null) {
      memory.availableKb = Number(old[2])
      builder.addNote(messages.fromBuffers())
      continue
    }
    const match = columns.length === 0 ? null : amounts.exec(each.text)
    if (match === null) {
      builder.addUnparsed(each)
      continue
    }
    const cells = (match[2] ?? '').split(/\s+/).map(Number)
    const cell = (name: string) => cells[columns.indexOf(name)] ?? null
    const kind = names[match[1] ?? ''] ?? match[1] ?? ''
    const fields: FreeRow = {
      kind,
      totalKb: cell('total'),
      usedKb: cell('used'),
      freeKb: cell('free'),
      availableKb: cell('available'),
    }
    if (kind === 'Mem') memory = fields
    builder.addRow({ key: kind, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

export const free = probe({
  name: 'free',
  title: { en: 'Memory', zh: '内存' },
  about: {
    en: 'Memory and swap, of old and new procps.',
    zh: '内存与交换空间，兼容新旧 procps。',
  },
  version: 2,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'kib', command: () => 'free -k' },
    { name: 'plain', command: () => 'free' },
  ],
  timeoutMs: 15_000,
  maxBytes: 64 * 1024,
  fields: freeFields,
  heads: [/^\s+total\s+used\s+free\b/],
  parse,
  state: ({ kind, totalKb, availableKb, usedKb, freeKb }) => {
    if (totalKb === null) return { state: 'unknown', health: 'unknown' }
    if (kind === 'Swap') {
      if (totalKb === 0) return { state: 'none', health: 'fine' }
      if (freeKb !== null && freeKb < totalKb * scarceShare) return { state: 'nearly full', health: 'attention' }
      return { state: usedKb === 0 ? 'unused' : 'in use', health: 'fine' }
    }
    if (availableKb === null) return { state: 'unknown', health: 'unknown' }
    return availableKb < totalKb * scarceShare
      ? { state: 'less than 5 % available', health: 'bad' }
      : { state: 'enough', health: 'fine' }
  },
  stateWords: {
    none: { en: 'none', zh: '无' },
    'nearly full': { en: 'nearly full', zh: '即将用尽' },
    unused: { en: 'unused', zh: '未使用' },
    'in use': { en: 'in use', zh: '使用中' },
    'less than 5 % available': { en: 'less than 5 % available', zh: '可用不足 5 %' },
    enough: { en: 'enough', zh: '充足' },
  },
  label: ({ kind }) => kind,
  // Amounts of `free -h` and `-m` are in other units.
  recognises: (command) => /^(?:sudo +)?free(?: +-[kwl]+)* *$/.test(command.trim()),
  diagnose: (ended) => diagnoseMissingCommand(ended, 'free'),
  messages: [messages],
})
