import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { DfRow } from './fields.ts'
import { dfMessages } from './messages.ts'

// The second column says what is counted: 1024 bytes, or what `-h` rounds. Others count inodes (-i), MiB (-m), or name a type (-T).
const header = /^\s*(?:Filesystem|文件系统|檔案系統)\s/
export const head = /^\s*(?:Filesystem|文件系统|檔案系統)\s+(?:((?:1K|1024)\S*)|Size|大小|容量)\s/
// The size's cells end with the share in percent; a mount point may hold blanks. `-` stands for what is not known.
const usage =
  /^(\S.*?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(-?\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d{1,3}%|-)\s+(\/.*)$/

const unitKb: Record<string, number> = { K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3, P: 1024 ** 4, E: 1024 ** 5 }

/** Sizes in KiB; those of `df -h` are rounded as it prints them. */
function kbOf(text: string, isHuman: boolean): number | null {
  if (text === '-') return null
  const match = /^(-?[\d.,]+)([KMGTPE])?/.exec(text)
  const count = Number((match?.[1] ?? '').replace(',', '.'))
  if (match === null || Number.isNaN(count)) return null
  if (match[2] === undefined) return isHuman ? Math.round(count / 1024) : count
  return Math.round(count * (unitKb[match[2]] ?? 1))
}

export function parse(text: string): Parsed<DfRow> {
  const builder = new ParsedBuilder<DfRow>()
  // `-h` prints bytes without a unit, so a header that says so makes the difference.
  let isHuman = false
  let isOther = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    const known = head.exec(each.text)
    if (known !== null) {
      isOther = false
      isHuman = known[1] === undefined
      builder.addNote(isHuman ? dfMessages.rounded() : dfMessages.inKib())
      continue
    }
    isOther ||= header.test(each.text)
    const match = isOther || each.text.length > 8192 ? null : usage.exec(each.text)
    if (match === null) {
      builder.addUnparsed(each)
      continue
    }
    const [, filesystem = '', size = '', used = '', available = '', percent = '', mountedOn = ''] = match
    const fields = {
      filesystem,
      sizeKb: kbOf(size, isHuman),
      usedKb: kbOf(used, isHuman),
      availableKb: kbOf(available, isHuman),
      usePercent: percent === '-' ? null : Number(percent.slice(0, -1)),
      mountedOn,
    }
    builder.addRow({ key: mountedOn, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}
