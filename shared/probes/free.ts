/** `free`: memory and swap. */
import type { Fields, Parsed } from '../model.ts'
import { asText, isBlank, linesOf, ParsedBuilder } from '../parse/lines.ts'
import { diagnoseMissingCommand } from './diagnosis.ts'
import type { Probe } from './probe.ts'

const header = /^\s+total\s+used\s+free\b/
const amounts = /^\s*(Mem|Swap|Total|内存|交换)[:：]\s*(\d+(?:\s+\d+)*)\s*$/
// procps before 3.3.10 counts what caches hold as used, and says so in a line of its own.
const oldLine = /^-\/\+ buffers\/cache:\s+(\d+)\s+(\d+)\s*$/
const names: Record<string, string> = { 内存: 'Mem', 交换: 'Swap' }
const scarceShare = 0.05

function parse(text: string): Parsed {
  const builder = new ParsedBuilder()
  let columns: string[] = []
  let memory: Fields | null = null
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (header.test(each.text)) {
      columns = each.text.trim().split(/\s+/)
      builder.addNote('Amounts are in KiB unless free was asked for another unit.')
      continue
    }
    const old = oldLine.exec(each.text)
    if (old !== null && memory !== null) {
      memory.availableKb = Number(old[2])
      builder.addNote('What is available was read from the line of buffers and cache.')
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
    const fields: Fields = {
      kind,
      ...{ totalKb: cell('total'), usedKb: cell('used'), freeKb: cell('free'), availableKb: cell('available') },
    }
    if (kind === 'Mem') memory = fields
    builder.addRow({ key: kind, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

export const free: Probe = {
  name: 'free',
  version: 1,
  scope: 'node',
  runsIn: 'node',
  variants: [
    { name: 'kib', command: () => 'free -k' },
    { name: 'plain', command: () => 'free' },
  ],
  timeoutMs: 15_000,
  maxBytes: 64 * 1024,
  parse,
  comparedFields: ['totalKb'],
  state: ({ kind, totalKb, availableKb, usedKb, freeKb }) => {
    if (typeof totalKb !== 'number') return { state: 'unknown', health: 'unknown' }
    if (kind === 'Swap') {
      if (totalKb === 0) return { state: 'none', health: 'fine' }
      const isScarce = typeof freeKb === 'number' && freeKb < totalKb * scarceShare
      return isScarce
        ? { state: 'nearly full', health: 'attention' }
        : { state: usedKb === 0 ? 'unused' : 'in use', health: 'fine' }
    }
    if (typeof availableKb !== 'number') return { state: 'unknown', health: 'unknown' }
    return availableKb < totalKb * scarceShare
      ? { state: 'less than 5 % available', health: 'bad' }
      : { state: 'enough', health: 'fine' }
  },
  label: ({ kind }) => asText(kind),
  // Amounts of `free -h` and `-m` are in other units.
  recognises: (command) => /^(?:sudo +)?free(?: +-[kwl]+)* *$/.test(command.trim()),
  diagnose: (ended) => diagnoseMissingCommand(ended, 'free', 'It is not on the PATH.'),
}
