import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { FreeRow } from './fields.ts'
import { freeMessages } from './messages.ts'

export const head = /^\s+total\s+used\s+free\b/
const amounts = /^\s*(Mem|Swap|Total|内存|交换)[:：]\s*(\d+(?:\s+\d+)*)\s*$/
// procps before 3.3.10 counts what caches hold as used, and says so in a line of its own.
const oldLine = /^-\/\+ buffers\/cache:\s+(\d+)\s+(\d+)\s*$/
const names: Record<string, string> = { 内存: 'Mem', 交换: 'Swap' }

export function parse(text: string): Parsed<FreeRow> {
  const builder = new ParsedBuilder<FreeRow>()
  let columns: string[] = []
  let memory: FreeRow | null = null
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (head.test(each.text)) {
      columns = each.text.trim().split(/\s+/)
      builder.addNote(freeMessages.inKib())
      continue
    }
    const old = oldLine.exec(each.text)
    if (old !== null && memory !== null) {
      memory.availableKb = Number(old[2])
      builder.addNote(freeMessages.fromBuffers())
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
