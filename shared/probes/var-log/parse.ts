import type { Parsed, Row } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { ParseContext } from '../probe.ts'
import type { LogRow } from './fields.ts'
import { entryIn } from './list-entry.ts'
import { linkOf, namesOf } from './list-names.ts'
import { varLogMessages } from './messages.ts'

const types: Record<string, string> = {
  '-': 'file',
  d: 'directory',
  l: 'link',
  b: 'block-device',
  c: 'character-device',
  p: 'fifo',
  s: 'socket',
}
/** `total 12`, in any language; with `-h` a unit. */
const total = /^\p{L}{2,12} \d[\d.,]{0,20}[KMGTPE]?i?B?$/u
/** `/var/log/my app:`, of `ls -R` and of several folders; on a terminal in quotes. */
const heading = /^(?:'([^']{1,4096})'|"([^"]{1,4096})"|(\S.{0,4096}?)):$/

/** An entry as printed. */
interface Listed {
  folder: string
  row: Row<LogRow>
  shown: string
}

export function parse(text: string, context: ParseContext): Parsed<LogRow> {
  const builder = new ParsedBuilder<LogRow>()
  const root = folderOf(context.command)
  /** The listing of one folder each: its names are told together. */
  const blocks: Listed[][] = [[]]
  let folder = root
  let isBeginning = true
  for (const each of linesOf(text)) {
    if (isBlank(each.text)) {
      isBeginning = true
      continue
    }
    const trimmed = each.text.trim()
    const found = rowOf(each.text, each.line, context)
    if (found !== null) blocks.at(-1)?.push({ folder, ...found })
    else if (total.test(trimmed)) blocks.push([])
    else {
      const [, single, double, plain] = heading.exec(trimmed) ?? []
      const named = single ?? double ?? plain
      // Of a name alone only its place tells that it heads a folder.
      if (named === undefined || !(isBeginning || named.startsWith('/'))) builder.addUnparsed(each)
      else {
        folder = within(root, named)
        blocks.push([])
      }
    }
    isBeginning = false
  }
  addRows(blocks, builder)
  return builder.build()
}

function addRows(blocks: readonly (readonly Listed[])[], builder: ParsedBuilder<LogRow>): void {
  const isRounded = blocks.flat().some(({ row }) => row.fields.sizeShown !== null)
  if (isRounded) builder.addNote(varLogMessages.rounded())
  for (const entries of blocks) {
    const names = namesOf(
      entries.map(({ shown, row: { fields } }) => ({ shown, type: fields.type, mode: fields.mode })),
    )
    for (const [index, { folder, row }] of entries.entries()) {
      const { fields } = row
      const { name, linkTarget } = linkOf(names[index] ?? '', fields.type, fields.size)
      fields.path = within(folder, name)
      fields.linkTarget = linkTarget
      // Beside rounded sizes the exact ones are only those below 1 KB: none of them may pass for a growth or a loss.
      if (isRounded) {
        fields.sizeShown ??= fields.size === null ? null : String(fields.size)
        fields.size = null
      }
      builder.addRow({ ...row, key: fields.path })
    }
  }
}

/** The folder that a command lists: its last absolute argument. */
function folderOf(command: string): string {
  const named = command.split(/\s+/).findLast((word) => /^['"]?\//.test(word) && !/\/(?:ls|ll|sudo)$/.test(word))
  return (named ?? '/var/log').replace(/['"]/g, '').replace(/(?<=.)\/+$/, '')
}

/** `ls` of whole names prints them whole; `.` and names without a slash are of the folder that was asked for. */
function within(folder: string, name: string): string {
  if (name.startsWith('/') && name !== '/') return name.replace(/(?<=.)\/+$/, '')
  const inner = name.replace(/^\.\/(?=.)/, '')
  return folder === '/' ? `/${inner}` : `${folder}/${inner}`
}

function rowOf(text: string, line: number, context: ParseContext): { row: Row<LogRow>; shown: string } | null {
  const entry = entryIn(text, context)
  if (entry === null) return null
  const { mode, owner, group, sizeText, modifiedAt, shown } = entry
  const fields: LogRow = {
    path: '',
    type: types[mode[0] ?? ''] ?? 'other',
    mode,
    owner,
    group,
    // Devices print major and minor numbers in place of a size.
    size: /^\d+$/.test(sizeText) ? Number(sizeText) : null,
    modifiedAt,
    linkTarget: null,
    sizeShown: /[KMGTPEk]i?$/.test(sizeText) ? sizeText : null,
  }
  return { row: { key: '', line, lastLine: line, fields }, shown }
}
