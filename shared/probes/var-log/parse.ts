import type { Parsed, Row } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { ParseContext } from '../probe.ts'
import type { LogRow } from './fields.ts'
import { listTime } from './list-time.ts'
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
// Modes of nine characters occur in transcripts that lost one. Behind the mode: `+` an ACL, `.` an SELinux context.
const beginning =
  /^([-dlbcpsDCM?][-rwxsStTlL?]{8,9})[.+@]? {1,40}(\d{1,12}|\?) {1,40}(\S{1,256}) {1,40}(\S{1,256}) {1,40}(\d{1,20}(?:, {0,20}\d{1,12})?|\d{1,5}(?:[.,]\d)?[KMGTPE]|\?) {1,40}/
const total = /^(total|总计|总用量|總計) \d[\d.,]*[KMGT]?$/

export function parse(text: string, context: ParseContext): Parsed<LogRow> {
  const builder = new ParsedBuilder<LogRow>()
  let folder = folderOf(context.command)
  let isRounded = false
  for (const each of linesOf(text)) {
    const row = rowOf(each.text, each.line, folder, context)
    if (row !== null) {
      builder.addRow(row)
      isRounded ||= row.fields.sizeShown !== null
      continue
    }
    const trimmed = each.text.trim()
    if (isBlank(trimmed) || total.test(trimmed)) continue
    const heading = /^(\/[^\s:]{0,4096}):$/.exec(trimmed)
    if (heading?.[1] !== undefined) folder = heading[1].replace(/\/+$/, '')
    else builder.addUnparsed(each)
  }
  if (isRounded) {
    // Beside rounded sizes the exact ones are only those below 1 KB: none of them may pass for a growth or a loss.
    for (const { fields } of builder.rows) {
      fields.sizeShown ??= fields.size === null ? null : String(fields.size)
      fields.size = null
    }
    builder.addNote(varLogMessages.rounded())
  }
  return builder.build()
}

/** The folder that a command lists: its last absolute argument. */
function folderOf(command: string): string {
  const named = command.split(/\s+/).findLast((word) => /^['"]?\/var\/log/.test(word)) ?? '/var/log'
  return named.replace(/['"]/g, '').replace(/\/+$/, '')
}

function rowOf(text: string, line: number, folder: string, context: ParseContext): Row<LogRow> | null {
  const match = beginning.exec(text)
  if (match === null) return null
  const [whole, mode = '', , owner = '', group = '', sizeText = ''] = match
  const rest = text.slice(whole.length)
  const time = listTime(rest, context)
  if (time === null) return null
  const shown = rest.slice(time.length)
  if (shown === '') return null
  const type = types[mode[0] ?? ''] ?? 'other'
  // Devices print major and minor numbers in place of a size.
  const size = /^\d+$/.test(sizeText) ? Number(sizeText) : null
  const { name, linkTarget } = type === 'link' ? linkOf(shown, size) : { name: shown, linkTarget: null }
  const path = `${folder}/${name}`
  const sizeShown = /[KMGTPE]$/.test(sizeText) ? sizeText : null
  const fields: LogRow = {
    path,
    type,
    mode,
    owner,
    group,
    size,
    modifiedAt: time.modifiedAt,
    linkTarget,
    sizeShown,
  }
  return { key: path, line, lastLine: line, fields }
}

/** `name -> target`. Either may hold an arrow; the size of a link is the length of its target in bytes. */
function linkOf(shown: string, size: number | null): { name: string; linkTarget: string | null } {
  let bytesBehind = byteLength(shown)
  let firstArrow = -1
  let counted = 0
  for (let arrow = shown.indexOf(' -> '); arrow >= 0; arrow = shown.indexOf(' -> ', arrow + 1)) {
    if (firstArrow < 0) firstArrow = arrow
    bytesBehind -= byteLength(shown.slice(counted, arrow))
    counted = arrow
    if (bytesBehind - 4 === size) return { name: shown.slice(0, arrow), linkTarget: shown.slice(arrow + 4) }
  }
  if (firstArrow < 0) return { name: shown, linkTarget: null }
  return { name: shown.slice(0, firstArrow), linkTarget: shown.slice(firstArrow + 4) }
}

function bytesInUtf8(code: number): number {
  if (code < 0x80) return 1
  if (code < 0x800) return 2
  return code < 0x10000 ? 3 : 4
}

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    bytes += bytesInUtf8(character.codePointAt(0) ?? 0)
  }
  return bytes
}
