/** Reads what people type: times, zones, numbers. All throw CallError `usage`. */
import { CallError } from '../../../shared/contract/call-error.ts'
import { typedMessages } from './sentences.ts'

/** Milliseconds; a time without a zone is UTC. */
export function timeOf(typed: string): number {
  const isZoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(typed.trim())
  const iso = isZoned || !typed.includes(':') ? typed : `${typed.trim().replace(' ', 'T')}Z`
  const ms = /^\d{4}-\d\d-\d\d/.test(typed) ? Date.parse(iso) : Number.NaN
  if (Number.isNaN(ms)) throw new CallError('usage', typedMessages.noTime({ typed }))
  return ms
}

/** Minutes east of UTC. */
export function zoneOf(typed: string): number {
  const match = /^(?:Z|UTC|([+-])(\d\d):?(\d\d))$/.exec(typed)
  if (match === null) throw new CallError('usage', typedMessages.noZone({ typed }))
  const [, sign, hours = 0, minutes = 0] = match
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/** A whole number within bounds, both included. */
export const wholeNumber =
  (least: number, most: number) =>
  (typed: string): number => {
    const number = Number(typed)
    if (typed.trim() === '' || !Number.isInteger(number) || number < least || number > most)
      throw new CallError('usage', typedMessages.noNumber({ typed, least, most }))
    return number
  }
