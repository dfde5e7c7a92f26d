/** `var-log`: the listing of /var/log. */
import type { Parsed, Row } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import { catalogue, says } from '../../words/message.ts'
import { sizeText as sizeInWords } from '../../words/size.ts'
import { complaintOf } from '../families/shell.ts'
import type { FieldsOf } from '../fields.ts'
import { type Diagnosis, type Ended, type ParseContext, probe } from '../probe.ts'
import { varLogFields } from './fields.ts'
import { listTime } from './list-time.ts'

type LogRow = FieldsOf<typeof varLogFields>

const messages = catalogue('varLog', {
  rounded: says({
    en: 'Sizes are rounded up, as ls -h prints them.',
    zh: '大小经过向上取整，与 ls -h 的显示一致。',
  }),
  notAllowed: says({
    en: 'This user may not read all of /var/log. What could be read is kept.',
    zh: '此用户无权读取 /var/log 的全部内容。已保留可读取的部分。',
  }),
  missing: says({ en: 'There is no /var/log here.', zh: '这里没有 /var/log。' }),
})

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

function parse(text: string, context: ParseContext): Parsed<LogRow> {
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
    builder.addNote(messages.rounded())
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

function byteLength(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

function diagnose(ended: Ended): Diagnosis {
  const said = complaintOf(ended)
  if (/Permission denied|权限不够/.test(said)) return { outcome: 'refused', message: messages.notAllowed() }
  if (/No such file or directory|没有那个文件或目录/.test(said))
    return { outcome: 'failed', message: messages.missing() }
  return null
}

export const varLog = probe({
  name: 'var-log',
  title: { en: 'Logs', zh: '日志' },
  about: {
    en: 'The listing of /var/log on the node and in the pod of the nova client: GNU and busybox, English and Chinese.',
    zh: '节点上及 nova 客户端 Pod 内 /var/log 的列表：GNU 与 busybox，英文与中文。',
  },
  version: 3,
  scope: 'node',
  runsIn: 'node-and-nova-pod',
  variants: [
    { name: 'full-iso', command: () => 'LC_ALL=C ls -la --time-style=full-iso /var/log' },
    { name: 'plain', command: () => 'LC_ALL=C ls -la /var/log' },
  ],
  timeoutMs: 15_000,
  maxBytes: 8 * 1024 * 1024,
  fields: varLogFields,
  isFrequent: true,
  parse,
  // Folders and sockets have no course worth a lane.
  isOnTimeline: ({ type }) => type === 'file',
  state: ({ type, size, sizeShown }) => {
    const told = size === null ? sizeShown : sizeInWords(size)
    return { state: type === 'file' && told !== null ? told : type, health: 'fine' }
  },
  label: ({ path }) => path.replace(/^\/var\/log\//, ''),
  workload: ({ path }) => path.slice(0, path.lastIndexOf('/')),
  cells: { path: ({ path, linkTarget }) => (linkTarget === null ? path : `${path} -> ${linkTarget}`) },
  recognises: (command) => /^(?:sudo +)?(?:LC_ALL=\S+ +)?(?:ls|ll)(?: +-\S+)* +\/var\/log\/?$/.test(command.trim()),
  diagnose,
  messages: [messages],
})
