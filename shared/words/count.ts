/** Counts for people. Chinese needs no plural: `${count} 个容器`. */
const rulesOfEnglish = new Intl.PluralRules('en')

/** `1 container`, `2 containers`, `0 containers`. `many` where an s does not do. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${rulesOfEnglish.select(count) === 'one' ? one : many}`

/** `once`, `twice`, `3 times`. */
export function timesText(count: number): string {
  if (count === 1) return 'once'
  return count === 2 ? 'twice' : counted(count, 'time')
}
