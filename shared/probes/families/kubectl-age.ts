/** AGE as kubectl prints it. */
import { type AgeBounds, dayMs, hourMs, minuteMs, secondMs } from '../../parse/time.ts'

const yearMs = 365 * dayMs
const unitMs: Record<string, number> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs, y: yearMs }
const oneAge = /^(\d{1,9})([smhdy])(?:(\d{1,9})([smhd]))?$/

/**
 * True for a text that only the finer printer makes (HumanDuration of k8s.io/apimachinery, kubectl 1.11 and later): two
 * units, or more of a unit than fits into the next one. The older printer (ShortHumanDuration) floors to one unit.
 */
export function isFineAge(text: string): boolean {
  const match = oneAge.exec(text)
  if (match === null) return false
  const count = Number(match[1])
  return (
    match[3] !== undefined ||
    (match[2] === 's' && count >= 60) ||
    (match[2] === 'm' && count >= 60) ||
    (match[2] === 'h' && count >= 24)
  )
}

/**
 * Bounds of an age. `isFine`: the table is known to come from the finer printer, which floors to 1 s below 10 min, to
 * 1 min below 8 h, to 1 h below 8 d, to 1 d below 8 y, else to 1 y. Otherwise one unit stands for all of it: `2d` is 48 to 72 h.
 * `<invalid>` (the thing's creation is ahead of the clock), `<unknown>` and anything else: null.
 */
export function kubectlAge(text: string, isFine: boolean): AgeBounds | null {
  const match = oneAge.exec(text)
  if (match === null) return null
  const firstUnitMs = unitMs[match[2] ?? ''] ?? 0
  const firstMs = Number(match[1]) * firstUnitMs
  if (match[3] !== undefined) {
    const lastUnitMs = unitMs[match[4] ?? ''] ?? 0
    const minMs = firstMs + Number(match[3]) * lastUnitMs
    return { minMs, maxMs: minMs + lastUnitMs }
  }
  const stepMs = isFine ? Math.min(firstUnitMs, finestStepMs(firstMs)) : firstUnitMs
  // Both call `0s` what is still up to two seconds ahead of their clock, too.
  return { minMs: firstMs === 0 ? -2 * secondMs : firstMs, maxMs: firstMs + stepMs }
}

function finestStepMs(ageMs: number): number {
  if (ageMs < 10 * minuteMs) return secondMs
  if (ageMs < 8 * hourMs) return minuteMs
  if (ageMs < 8 * dayMs) return hourMs
  return ageMs < 8 * yearMs ? dayMs : yearMs
}
