/** `var-log`: the listing of /var/log. */
import type { Fields, Parsed, Row } from '../model.ts'
import { asText, isBlank, linesOf, ParsedBuilder } from '../parse/lines.ts'
import { listTime } from '../parse/list-time.ts'
import { complaintOf, type Diagnosis } from './diagnosis.ts'
import type { ParseContext, Probe } from './probe.ts'

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

function parse(text: string, context: ParseContext): Parsed {
  const builder = new ParsedBuilder()
  let folder = folderOf(context.command)
  let isRounded = false
  for (const each of linesOf(text)) {
    const row = rowOf(each.text, each.line, folder, context)
    if (row !== null) {
      builder.addRow(row)
      isRounded ||= typeof row.fields.sizeShown === 'string'
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
    builder.addNote('Sizes are rounded up, as ls -h prints them.')
  }
  return builder.build()
}

/** The folder that a command lists: its last absolute argument. */
function folderOf(command: string): string {
  const named = command.split(/\s+/).findLast((word) => /^['"]?\/var\/log/.test(word)) ?? '/var/log'
  return named.replace(/['"]/g, '').replace(/\/+$/, '')
}

function rowOf(text: string, line: number, folder: string, context: ParseContext): Row | null {
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
  const fields: Fields = { path, type, mode, owner, group, size, modifiedAt: time.modifiedAt, linkTarget }
  if (/[KMGTPE]$/.test(sizeText)) fields.sizeShown = sizeText
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

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB']

/** A size for people, in powers of 1024: `53.3 MB`. */
export function sizeInWords(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

function diagnose(ended: { stdout: string; stderr: string; exitCode: number | null }): Diagnosis {
  const said = complaintOf(ended)
  if (/Permission denied|权限不够/.test(said))
    return { outcome: 'refused', message: 'This user may not read all of /var/log. What could be read is kept.' }
  if (/No such file or directory|没有那个文件或目录/.test(said))
    return { outcome: 'failed', message: 'There is no /var/log here.' }
  return null
}

export const varLog: Probe = {
  name: 'var-log',
  version: 2,
  scope: 'node',
  runsIn: 'node-and-nova-pod',
  variants: [
    { name: 'full-iso', command: () => 'LC_ALL=C ls -la --time-style=full-iso /var/log' },
    { name: 'plain', command: () => 'LC_ALL=C ls -la /var/log' },
  ],
  timeoutMs: 15_000,
  maxBytes: 8 * 1024 * 1024,
  parse,
  // Folders and sockets have no course worth a lane.
  isOnTimeline: ({ type }) => type === 'file',
  comparedFields: ['type', 'mode', 'owner', 'group', 'size', 'linkTarget'],
  state: ({ type, size, sizeShown }) => {
    const told = typeof size === 'number' ? sizeInWords(size) : asText(sizeShown)
    return { state: type === 'file' && told !== '' ? told : asText(type) || 'unknown', health: 'fine' }
  },
  label: ({ path }) => asText(path).replace(/^\/var\/log\//, ''),
  recognises: (command) => /^(?:sudo +)?(?:LC_ALL=\S+ +)?(?:ls|ll)(?: +-\S+)* +\/var\/log\/?$/.test(command.trim()),
  diagnose,
}
