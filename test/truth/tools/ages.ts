/**
 * Durations as the tools print them. docker's are HumanDuration of docker/go-units, made by the client: `floor` until 1.13,
 * which floors hours; `46` is go-units#22 to #34, docker 17 to 18.09, "About an hour" from 46 min on (moby#38807); `new` since.
 * kubectl's AGE is HumanDuration or ShortHumanDuration of apimachinery.
 */
import { day, hour, minute, second } from '../world/durations.ts'
import type { DockerEra } from '../world/world.ts'

export function dockerAge(ms: number, era: DockerEra): string {
  const seconds = Math.trunc(ms / second)
  if (seconds < 1) return 'Less than a second'
  if (seconds === 1) return era === 'floor' ? '1 seconds' : '1 second'
  if (seconds < 60) return `${seconds} seconds`
  const minutes = Math.floor(ms / minute)
  if (minutes === 1) return 'About a minute'
  if (minutes < (era === '46' ? 46 : 60)) return `${minutes} minutes`
  const hours = era === 'floor' ? Math.floor(ms / hour) : Math.floor(ms / hour + 0.5)
  if (hours === 1) return 'About an hour'
  if (hours < 48) return `${hours} hours`
  if (hours < 24 * 14) return `${Math.floor(hours / 24)} days`
  if (hours < 24 * 60) return `${Math.floor(hours / 24 / 7)} weeks`
  if (hours < 24 * 365 * 2) return `${Math.floor(hours / 24 / 30)} months`
  return `${Math.floor(Math.floor(ms / hour) / 24 / 365)} years`
}

const unitsMs: Record<string, number> = {
  second,
  minute,
  hour,
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
}

/** The least and the most that such a text may stand for, by the rule that printed it. */
export function dockerAgeBounds(text: string, era: DockerEra): [leastMs: number, mostMs: number] {
  if (text === 'Less than a second') return [0, second]
  if (text === 'About a minute') return [minute, 2 * minute]
  if (text === 'About an hour') {
    if (era === 'floor') return [hour, 2 * hour]
    return [era === '46' ? 46 * minute : hour, 90 * minute]
  }
  const [, digits, unit = ''] = /^(\d+) (second|minute|hour|day|week|month|year)/.exec(text) ?? []
  const count = Number(digits)
  const stepMs = unitsMs[unit] ?? second
  if (unit === 'hour' && era !== 'floor') return [count * stepMs - hour / 2, count * stepMs + hour / 2]
  const isOfRoundedHours = era !== 'floor' && ['day', 'week', 'month'].includes(unit)
  return [count * stepMs - (isOfRoundedHours ? hour / 2 : 0), (count + 1) * stepMs]
}

export function kubectlAge(ms: number, style: 'short' | 'fine'): string {
  const seconds = Math.trunc(ms / second)
  if (seconds < -1) return '<invalid>'
  if (seconds < 0) return '0s'
  const minutes = Math.floor(ms / minute)
  const hours = Math.floor(ms / hour)
  const days = Math.floor(hours / 24)
  const years = Math.floor(days / 365)
  if (style === 'short') {
    if (seconds < 60) return `${seconds}s`
    if (minutes < 60) return `${minutes}m`
    if (hours < 24) return `${hours}h`
    return days < 365 ? `${days}d` : `${years}y`
  }
  const both = (count: number, unit: string, rest: number, restUnit: string) =>
    rest === 0 ? `${count}${unit}` : `${count}${unit}${rest}${restUnit}`
  if (seconds < 120) return `${seconds}s`
  if (minutes < 10) return both(minutes, 'm', seconds % 60, 's')
  if (minutes < 180) return `${minutes}m`
  if (hours < 8) return both(hours, 'h', minutes % 60, 'm')
  if (hours < 48) return `${hours}h`
  if (hours < 192) return both(days, 'd', hours % 24, 'h')
  if (hours < 24 * 365 * 2) return `${days}d`
  return both(years, 'y', days % 365, 'd')
}
