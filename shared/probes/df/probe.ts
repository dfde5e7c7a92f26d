/** `df`: how full the file systems are. */
import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import { diagnoseMissingCommand } from '../families/shell.ts'
import type { FieldsOf } from '../fields.ts'
import { probe } from '../probe.ts'
import { dfFields } from './fields.ts'

const header = /^(Filesystem|文件系统)\s/
// The size's cells end with the share in percent; a mount point may hold blanks. `-` stands for what is not known.
const usage =
  /^(\S.*?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(-?\d+|-|[\d.,]+[KMGTPE]?i?B?)\s+(\d{1,3}%|-)\s+(\/.*)$/
type DfRow = FieldsOf<typeof dfFields>

const messages = catalogue('df', {
  rounded: says({ en: 'Sizes are rounded, as df -h prints them.', zh: '大小经过取整，与 df -h 的显示一致。' }),
  inKib: says({ en: 'Sizes are in KiB.', zh: '大小以 KiB 为单位。' }),
})
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

function parse(text: string): Parsed<DfRow> {
  const builder = new ParsedBuilder<DfRow>()
  // `-h` prints bytes without a unit, so a header that says so makes the difference.
  let isHuman = false
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) continue
    if (header.test(each.text)) {
      isHuman = !/1K|1024/.test(each.text)
      builder.addNote(isHuman ? messages.rounded() : messages.inKib())
      continue
    }
    const match = each.text.length > 8192 ? null : usage.exec(each.text)
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

export const df = probe({
  name: 'df',
  title: { en: 'Disks', zh: '磁盘' },
  about: {
    en: 'How full the file systems are; sizes exact from `df -k`, rounded from `df -h`.',
    zh: '文件系统的使用率；`df -k` 的大小精确，`df -h` 的为取整值。',
  },
  version: 2,
  scope: 'node',
  runsIn: 'node',
  // POSIX: one line a file system, in KiB. A dead NFS server would hold all of it up; local ones answer.
  variants: [
    { name: 'local', command: () => 'df -P -k -l' },
    { name: 'posix', command: () => 'df -P -k' },
  ],
  timeoutMs: 20_000,
  maxBytes: 1024 * 1024,
  fields: dfFields,
  heads: [/^(Filesystem|文件系统)\s+\S/],
  parse,
  state: ({ usePercent }, { diskFillingPercent, diskFullPercent }) => {
    if (usePercent === null) return { state: 'unknown', health: 'unknown' }
    if (usePercent >= diskFullPercent) return { state: 'full', health: 'bad' }
    if (usePercent >= diskFillingPercent) return { state: 'filling up', health: 'attention' }
    return { state: 'has room', health: 'fine' }
  },
  stateWords: {
    full: { en: 'full', zh: '已满' },
    'filling up': { en: 'filling up', zh: '即将写满' },
    'has room': { en: 'has room', zh: '有余量' },
  },
  label: ({ mountedOn }) => mountedOn,
  recognises: (command) =>
    /^(?:sudo +)?df(?: +-[hPkTla]+| +-x +\S+)* *$/.test(command.trim()) && !/ -\S*T/.test(command),
  diagnose: (ended) => diagnoseMissingCommand(ended, 'df'),
  messages: [messages],
})
