/** Steps of a chart's axis that are round in the words of the unit: minutes and hours, KB and MB. */
import type { Field } from '../../shared/probes/fields.ts'

const roundSeconds = [
  1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800, 432_000,
  864_000, 2_592_000, 8_640_000, 31_536_000,
]
const secondsPerMinute = 60
const powersOfTwo = Array.from({ length: 60 }, (_, exponent) => 2 ** exponent)

/** Undefined where steps of tens are round. */
export function stepsOf(unit: Field['unit']): number[] | undefined {
  if (unit === 'seconds') return roundSeconds
  if (unit === 'minutes')
    return roundSeconds
      .filter((seconds) => seconds % secondsPerMinute === 0)
      .map((seconds) => seconds / secondsPerMinute)
  return unit === 'bytes' || unit === 'kibibytes' ? powersOfTwo : undefined
}
