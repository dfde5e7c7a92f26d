import type { Parsed, Row } from '../../model.ts'
import { isBlank, type Line, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { ParseContext } from '../probe.ts'
import type { DfRow } from './fields.ts'
import { dfMessages } from './messages.ts'

/**
 * The first word of the head, as coreutils' translations have it. What follows it stands in the same order in every
 * language: the type with `-T`, the size, what is used and what is available, the share, the mount point.
 */
const firstWords =
  'Filesystem|文件系统|檔案系統|ファイルシス|파일 시스템|Dateisystem|Sys\\. de fichiers|S\\.ficheros|Sist\\. Arq\\.|File system|Файловая система|System plików|Bestandssysteem|Filsystem'
/** `-T` */
const typeWords = /\s(?:Type|类型|類型|タイプ|형식|Typ|Tipo|Тип)\s/
/** `-i` counts inodes: there no size is told. */
const inodeWords = /\s(?:Inodes?|Iノード|Inœuds|Nodos-i|Inós|Iнодов|iwęzły|I-nodes|Inoder)\s/
export const head = new RegExp(`^\\s*(?:${firstWords})(?!.{0,60}${inodeWords.source})\\s+.{1,200}$`)
const anyHead = new RegExp(`^\\s*(?:${firstWords})\\s`)

const size = String.raw`(-?\d[\d.,]*[KMGTPEZY]?i?B?|-)`
// The size's cells end with the share in percent; a mount point may hold blanks. `-` stands for what is not known.
const amounts = String.raw`\s+${size}\s+${size}\s+${size}\s+(\d{1,3}%|-)\s+(\/.*|-)$`
const usage = new RegExp(String.raw`^(\S.*?)${amounts}`, 'i')
const usageWithType = new RegExp(String.raw`^(\S.*?)\s+(?:\S+)${amounts}`, 'i')
/** A device, the name of a type, a size: without a head, these are what `-T` prints. */
const typed =
  /^\S+\s+(?:ext[234]|xfs|btrfs|(?:dev)?tmpfs|overlay|nfs4?|cifs|squashfs|vfat|iso9660|fuse[\w.-]*|ceph|glusterfs|zfs|aufs|proc|sysfs|udf|rootfs)\s+[\d-]/
const restOfRow = /^\s+[\d-]/
const longest = 8192

const powers = 'KMGTPEZY'

/** Bytes of one of the unit: `K` and `KiB` are 1024, `kB` is 1000. */
function bytesOfUnit(letter: string, suffix: string, isSi: boolean): number {
  const base = isSi || suffix === 'B' ? 1000 : 1024
  return base ** (powers.indexOf(letter.toUpperCase()) + 1)
}

/** How sizes are counted below a head. */
interface Counting {
  hasType: boolean
  /** Bytes of one block; null: rounded, with their units, as `-h` does. */
  blockBytes: number | null
  /** Units are powers of 1000: `-H`. */
  isSi: boolean
}

/** Null where the head is of another table, as that of inodes. */
function countingOf(line: string, command: string): Counting | null {
  if (inodeWords.test(line)) return null
  // `1K-blocks`, `2MB-blocks`, `1024的块`, `blocs de 1K`
  const [, count, letter = '', suffix = ''] = /(\d+)([KMGTPEZY]?)(i?B)?/i.exec(line) ?? []
  const unit = letter === '' ? 1 : bytesOfUnit(letter, suffix, false)
  return {
    hasType: typeWords.test(line),
    blockBytes: count === undefined ? null : Number(count) * unit,
    isSi: isSi(command),
  }
}

/** Without a head, as `| grep` leaves it: blocks of 1024 bytes, unless the sizes have units or the command says otherwise. */
function headlessCounting(lines: readonly Line[], command: string): Counting {
  return {
    hasType: lines.some(({ text }) => typed.test(text)),
    blockBytes: /\s-[a-zA-Z]*m/.test(command) ? 1024 ** 2 : 1024,
    isSi: isSi(command),
  }
}

/** `-H`, `--si` */
const isSi = (command: string): boolean => /\s(?:-\w*H|--si\b)/.test(command)

/** In KiB; null where it is not told. */
function kbOf(text: string, { blockBytes, isSi }: Counting): number | null {
  const [, digits, letter = '', suffix = ''] = /^(-?[\d.,]+)([KMGTPEZY]?)(i?B)?$/i.exec(text) ?? []
  if (digits === undefined) return null
  // Without a unit a comma groups digits by three; with one it is the decimal sign of some languages.
  const count = Number(letter === '' ? digits.replaceAll(',', '') : digits.replace(',', '.'))
  const bytes = letter === '' ? (blockBytes ?? 1) : bytesOfUnit(letter, suffix, isSi)
  return Number.isNaN(count) ? null : Math.round((count * bytes) / 1024)
}

export function parse(text: string, { command }: ParseContext): Parsed<DfRow> {
  const builder = new ParsedBuilder<DfRow>()
  const lines = linesOf(text).filter((each) => !isBlank(each.text))
  let counting: Counting | null = headlessCounting(lines, command)
  for (let index = 0; index < lines.length; index++) {
    const each = lines[index]!
    if (anyHead.test(each.text)) {
      counting = countingOf(each.text, command)
      if (counting !== null) builder.addNote(counting.blockBytes === null ? dfMessages.rounded() : dfMessages.inKib())
      else {
        builder.addNote(dfMessages.inodes())
        builder.addUnparsed(each)
      }
      continue
    }
    if (counting === null) {
      builder.addUnparsed(each)
      continue
    }
    const whole = rowOf(each.text, each.line, each.line, counting)
    const rest = whole === null ? restOf(each, lines[index + 1]) : null
    const joined = rest === null ? null : rowOf(`${each.text} ${rest.text.trim()}`, each.line, rest.line, counting)
    if (joined !== null) index += 1
    const row = whole ?? joined
    if (row === null) builder.addUnparsed(each)
    // The sum that `--total` adds is mounted nowhere.
    else if (row.key !== '-') builder.addRow(row)
  }
  return builder.build()
}

/** coreutils before 8 gives a long device a line of its own. */
const restOf = (each: Line, next: Line | undefined): Line | null =>
  next !== undefined && /^\S/.test(each.text) && restOfRow.test(next.text) ? next : null

function rowOf(text: string, line: number, lastLine: number, counting: Counting): Row<DfRow> | null {
  const match = text.length > longest ? null : (counting.hasType ? usageWithType : usage).exec(text)
  if (match === null) return null
  const [, filesystem = '', whole = '', used = '', available = '', percent = '', mountedOn = ''] = match
  const fields: DfRow = {
    filesystem,
    sizeKb: kbOf(whole, counting),
    usedKb: kbOf(used, counting),
    availableKb: kbOf(available, counting),
    usePercent: percent === '-' ? null : Number(percent.slice(0, -1)),
    mountedOn,
  }
  return { key: mountedOn, line, lastLine, fields }
}
