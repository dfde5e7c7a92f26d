/** Times, ages and values as a reader wants them. Never shows more precision than the evidence has. */
import { type FieldValue, type Interval, isInterval } from '../../shared/model.ts'

export type Language = 'en' | 'zh'

const pad = (n: number) => String(n).padStart(2, '0')

/** Local clock time; with seconds unless they are zero, with the date when asked. */
export function clockTime(iso: string, withDate = false): string {
  const date = new Date(iso)
  if (Number.isNaN(date.getTime())) return iso
  const seconds = date.getSeconds()
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}${seconds === 0 ? '' : `:${pad(seconds)}`}`
  return withDate ? `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${time}` : time
}

/** The same moment in UTC, for a tooltip. */
export const utcTime = (iso: string): string => {
  const date = new Date(iso)
  return Number.isNaN(date.getTime())
    ? iso
    : `${date.toISOString().replace('T', ' ').replace('.000Z', '')} UTC`.replace('Z UTC', ' UTC')
}

export function utcInterval({ earliest, latest }: Interval): string {
  if (earliest === null && latest === null) return ''
  if (earliest === latest) return utcTime(earliest ?? '')
  return `${earliest === null ? '…' : utcTime(earliest)} – ${latest === null ? '…' : utcTime(latest)}`
}

const sameDay = (a: string, b: string) => new Date(a).toDateString() === new Date(b).toDateString()

/** `13:28–13:31`, with dates when they differ from the reference's day. */
export function since(interval: Interval, reference: string, language: Language): string {
  const { earliest, latest } = interval
  const show = (iso: string) => clockTime(iso, !sameDay(iso, reference))
  if (earliest === null && latest === null) return ''
  if (earliest === null) return language === 'zh' ? `${show(latest!)} 或更早` : `${show(latest!)} or earlier`
  if (latest === null) return language === 'zh' ? `${show(earliest)} 或更晚` : `${show(earliest)} or later`
  if (show(earliest) === show(latest)) return show(earliest)
  return `${show(earliest)}–${sameDay(earliest, latest) ? clockTime(latest) : show(latest)}`
}

interface Unit {
  ms: number
  upToMs: number
  en: string
  zh: string
}
const units: Unit[] = [
  { ms: 1000, upToMs: 2 * 60_000, en: 's', zh: '秒' },
  { ms: 60_000, upToMs: 3 * 3_600_000, en: 'min', zh: '分钟' },
  { ms: 3_600_000, upToMs: 48 * 3_600_000, en: 'h', zh: '小时' },
  { ms: 86_400_000, upToMs: Number.POSITIVE_INFINITY, en: 'd', zh: '天' },
]

/** Age of something at a moment, as a range: `30–31 min`. An open end reads `≥` or `≤`. */
export function age(interval: Interval, atIso: string, language: Language): string {
  const at = Date.parse(atIso)
  const most = interval.earliest === null ? null : at - Date.parse(interval.earliest)
  const least = interval.latest === null ? null : at - Date.parse(interval.latest)
  const largest = Math.max(most ?? 0, least ?? 0)
  if ((most === null && least === null) || Number.isNaN(largest)) return ''
  const unit = units.find((candidate) => largest < candidate.upToMs) ?? units[3]!
  const name = language === 'zh' ? ` ${unit.zh}` : ` ${unit.en}`
  const low = least === null ? null : Math.max(0, Math.floor(least / unit.ms))
  const high = most === null ? null : Math.max(0, Math.ceil(most / unit.ms))
  if (high === null) return `≥ ${low}${name}`
  if (low === null) return `≤ ${high}${name}`
  return low === high ? `${low}${name}` : `${low}–${high}${name}`
}

export function bytes(size: number): string {
  const names = ['B', 'KB', 'MB', 'GB', 'TB']
  let index = 0
  let value = size
  while (value >= 1024 && index < names.length - 1) {
    value /= 1024
    index += 1
  }
  return `${index === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${names[index]}`
}

const isoPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** Any field's value as one line of text. */
export function valueText(value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '–'
  if (typeof value === 'string') return isoPattern.test(value) ? clockTime(value, true) : value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(valueText).join(', ')
  if (isInterval(value)) {
    const { earliest, latest } = value
    if (earliest === latest) return earliest === null ? '–' : clockTime(earliest, true)
    return `${earliest === null ? '…' : clockTime(earliest, true)} – ${latest === null ? '…' : clockTime(latest, true)}`
  }
  return JSON.stringify(value)
}

/** Columns a text takes on a terminal: East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text)
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
      character,
    )
      ? 2
      : 1
  return width
}
