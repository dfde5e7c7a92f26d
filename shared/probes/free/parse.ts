import type { Parsed } from '../../model.ts'
import { isBlank, linesOf, ParsedBuilder } from '../../parse/lines.ts'
import type { ParseContext } from '../probe.ts'
import type { FreeRow } from './fields.ts'
import { freeMessages } from './messages.ts'

/** `total`, then `used free shared buff/cache available` or older columns: in every language in this order. */
export const head =
  /^\s{2,}(?:total|总计|总量|总用量|總計|총계|gesamt|razem|totalt)\s{1,20}\S{1,20}\s{1,20}\S{1,20}(?:\s{1,20}[^\s\d]{1,20}){0,4}\s*$/
const amount = String.raw`\d[\d.,]*(?:[KMGTPE]i?|B)?`
const amounts = new RegExp(String.raw`^\s*([^\s:：\d][^:：\d]{0,15})[:：]\s*(${amount}(?:\s+${amount})*)\s*$`)
/** procps before 3.3.10 counts what caches hold as used, and says so in a line of its own: used and free without them. */
const withoutCaches = new RegExp(String.raw`^-\/\+[^:：]{1,30}[:：]\s+(${amount})\s+(${amount})\s*$`)

const kinds: Readonly<Record<string, readonly string[]>> = {
  Mem: ['Mem', 'Mem.', '内存', '메모리', 'Speicher', 'Pamięć', 'Minne'],
  Swap: ['Swap', '交换', '스왑', 'Échange', 'Inter', 'Wymiana', 'Växl.'],
  Total: ['Total', '总量', '总计', '총계', 'Gesamt', 'Razem', 'Totalt'],
  Low: ['Low', '低', '하위', 'Niedrig', 'Basse', 'Baja', 'Niska', 'Lågt'],
  High: ['High', '高', '상위', 'Hoch', 'Haute', 'Alta', 'Wysoka', 'Högt'],
  Comm: ['Comm', '커밋', 'Dédié', 'Zajęta', 'Til.'],
}
const kindOfLabel = new Map(Object.entries(kinds).flatMap(([kind, labels]) => labels.map((label) => [label, kind])))

/** KiB of one of the unit. */
const kib = { B: 1 / 1024, K: 1, M: 1024, G: 1024 ** 2, T: 1024 ** 3, P: 1024 ** 4, E: 1024 ** 5 }
type Letter = keyof typeof kib
const isLetter = (text: string): text is Letter => text in kib

/** Less than this in the column of totals is not taken for KiB unless the command says so: `free -m` is what people type. */
const leastTotalKb = 1024 ** 2

export function parse(text: string, { command }: ParseContext): Parsed<FreeRow> {
  const builder = new ParsedBuilder<FreeRow>()
  const lines = linesOf(text).filter((each) => !isBlank(each.text))
  const unitKb =
    unitOf(command) ?? unitOfCells(lines.flatMap((each) => amounts.exec(each.text)?.[2]?.split(/\s+/) ?? []))
  const isSi = /\s--si\b/.test(command)
  const kbOf = (cell: string | undefined): number | null => (cell === undefined ? null : amountKb(cell, unitKb, isSi))
  let columns: readonly string[] | null = null
  let memory: FreeRow | null = null
  for (const each of lines) {
    if (head.test(each.text)) {
      columns = columnsOf(each.text)
      continue
    }
    const old = withoutCaches.exec(each.text)
    if (old !== null && memory !== null) {
      memory.availableKb = kbOf(old[2])
      builder.addNote(freeMessages.fromBuffers())
      continue
    }
    const [, label = '', all = ''] = columns === null ? [] : (amounts.exec(each.text) ?? [])
    const kind = kindOfLabel.get(label.replace(/\s/g, ''))
    if (columns === null || kind === undefined) {
      builder.addUnparsed(each)
      continue
    }
    const cells = all.split(/\s+/)
    const cell = (name: string): number | null => kbOf(cells[columns?.indexOf(name) ?? -1])
    const fields: FreeRow = {
      kind,
      totalKb: cell('total'),
      usedKb: cell('used'),
      freeKb: cell('free'),
      availableKb: cell('available'),
    }
    if (kind === 'Mem') memory = fields
    if (/[BKMGTPE]/.test(all)) builder.addNote(freeMessages.rounded())
    else if (unitKb === null) builder.addNote(freeMessages.unitUnknown())
    else builder.addNote(unitOf(command) === null ? freeMessages.inKib() : freeMessages.asAsked())
    // `-s` prints it again and again.
    builder.addLatest({ key: kind, line: each.line, lastLine: each.line, fields })
  }
  return builder.build()
}

/** Names in English. The last is what is available, where caches stand in one column with a slash, or `-w` parts them. */
function columnsOf(line: string): readonly string[] {
  const words = line.trim().split(/\s+/)
  const isNew = words.length === 7 || words[4]?.includes('/') === true
  const isAvailable = (index: number): boolean => isNew && index === words.length - 1 && index > 4
  return words.map((_, index) => (isAvailable(index) ? 'available' : (['total', 'used', 'free'][index] ?? '')))
}

const bytesOfOption: Readonly<Record<string, number>> = { kilo: 1e3, mega: 1e6, giga: 1e9, tera: 1e12, tebi: 1024 ** 4 }

/** KiB of the unit that the command asks for; null where it is not known. */
function unitOf(command: string): number | null {
  if (!/(?:^|[\s/])free(?=\s|$)/.test(command)) return null
  if (/\s(?:-[a-z]*b|--bytes)/.test(command)) return kib.B
  if (/\s(?:-[a-z]*m|--mebi)\b/.test(command)) return kib.M
  if (/\s(?:-[a-z]*g|--gibi)\b/.test(command)) return kib.G
  const long = /\s--(kilo|mega|giga|tera|tebi)\b/.exec(command)?.[1] ?? ''
  return (bytesOfOption[long] ?? 1024) / 1024
}

/** What cells are counted in, as far as they tell. */
function unitOfCells(cells: readonly string[]): number | null {
  const counts = cells.map(Number)
  const largest = counts.reduce((most, count) => Math.max(most, count), 0)
  // Memory comes in pages: bytes of it are multiples of 1024.
  if (largest >= leastTotalKb && counts.every((count) => count % 1024 === 0)) return kib.B
  return largest >= leastTotalKb ? kib.K : null
}

function amountKb(cell: string, unitKb: number | null, isSi: boolean): number | null {
  const [, digits = '', letter = ''] = /^([\d.,]+)([BKMGTPE]?)/.exec(cell) ?? []
  const count = Number(digits.replace(',', '.'))
  if (Number.isNaN(count)) return null
  if (!isLetter(letter)) return unitKb === null ? null : Math.round(count * unitKb)
  const power = 'BKMGTPE'.indexOf(letter)
  return Math.round(isSi ? (count * 1000 ** power) / 1024 : count * kib[letter])
}
