/** What rows hold, in words: labels, values and states as the schema of their probe says. One place for window, command line and reports. */
import { type Fields, type FieldValue, type Interval, isInterval } from '../model.ts'
import { durationRangeText, durationText } from '../words/duration.ts'
import type { Language, Text } from '../words/language.ts'
import { intervalText, momentText, type Zone } from '../words/moment.ts'
import { sizeText } from '../words/size.ts'
import type { Field } from './fields.ts'
import { knownProbe } from './index.ts'
import type { Probe } from './probe.ts'

/** Stands where a value is not told. */
export const untold = '–'

const truth: Record<'true' | 'false', Text> = { true: { en: 'yes', zh: '是' }, false: { en: 'no', zh: '否' } }

/** A field that this version does not know keeps its name. */
export const fieldLabel = (probe: string, name: string, language: Language): string =>
  knownProbe(probe)?.fields[name]?.label[language] ?? name

export interface Showing {
  language: Language
  zone?: Zone
  /** When the snapshot was taken: ages are counted back from it. Without it bounds of moments are told instead. */
  takenAt?: string
}

/** A value of a field; `field` is undefined where this version does not know it. */
export function valueText(field: Field | undefined, value: FieldValue | undefined, showing: Showing): string {
  const { language, zone = 'utc', takenAt } = showing
  if (value === null || value === undefined) return untold
  if (isInterval(value)) {
    if (field?.shown === 'age' && takenAt !== undefined) return ageText(value, takenAt, language)
    return intervalText(value, language, zone) || untold
  }
  if (Array.isArray(value)) return value.join(', ')
  if (typeof value === 'boolean') return truth[`${value}`][language]
  if (typeof value === 'string') return field?.shown === 'moment' ? momentText(value, zone) : value
  return numberText(field, value, language)
}

const unitMs = { seconds: 1000, minutes: 60_000 } as const

function numberText(field: Field | undefined, value: number, language: Language): string {
  const unit = field?.unit
  if (field?.shown === 'size') return sizeText(unit === 'kibibytes' ? value * 1024 : value)
  if (field?.shown === 'duration' && (unit === 'seconds' || unit === 'minutes'))
    return durationText(value * unitMs[unit], language)
  return unit === 'percent' ? `${value} %` : String(value)
}

/** How old something was when the snapshot was taken: `25–26 min`. */
export function ageText({ earliest, latest }: Interval, takenAt: string, language: Language): string {
  const since = (moment: string | null) => (moment === null ? null : Date.parse(takenAt) - Date.parse(moment))
  return durationRangeText(since(latest), since(earliest), language) || untold
}

/** A cell of a table: a field's value, or what the probe writes in its place. */
export function cellText(probe: Probe | undefined, name: string, fields: Fields, showing: Showing): string {
  const write = probe?.cells?.[name]
  return write === undefined ? valueText(probe?.fields[name], fields[name], showing) : write(fields)
}

/** States that every lane may have. */
const laneStates: Readonly<Record<string, Text>> = {
  unknown: { en: 'unknown', zh: '未知' },
  absent: { en: 'absent', zh: '不存在' },
  'not-collected': { en: 'not collected', zh: '未采集' },
}

/** A state of a lane, or each of its parts (`running, 8 restarts`); the tool's own words stay as they are. */
export function stateText(probe: string, state: string, language: Language): string {
  const words = knownProbe(probe)?.stateWords ?? {}
  const whole = (laneStates[state] ?? words[state])?.[language]
  if (whole !== undefined) return whole
  const parts = state.split(', ').map((part) => partText(part, words, language))
  return parts.join(language === 'zh' ? '，' : ', ')
}

function partText(part: string, words: Readonly<Record<string, Text>>, language: Language): string {
  const known = (laneStates[part] ?? words[part])?.[language]
  if (known !== undefined) return known
  const counted = part.replace(/\b[0-9a-f]*\d[0-9a-f]*\b/, '#')
  const [, count = ''] = /\b([0-9a-f]*\d[0-9a-f]*)\b/.exec(part) ?? []
  return words[counted]?.[language].replace('#', count) ?? part
}

/** What a probe's rows are: `Pods`. */
export const probeTitle = (probe: string, language: Language): string => knownProbe(probe)?.title[language] ?? probe
