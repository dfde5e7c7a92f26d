/** Sizes for people, in powers of 1024: one way to say them, everywhere. */

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const

/** `53.3 MB`; whole bytes below 1 KB. The same in every language. A loss has its sign ahead. */
export function sizeText(bytes: number): string {
  let value = Math.abs(bytes)
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const sign = bytes < 0 ? '−' : ''
  return `${sign}${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}
