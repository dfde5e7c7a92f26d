/** Lists by what they have in common, in the order in which they were met. */
export function grouped<T>(list: readonly T[], keyOf: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const each of list) {
    const key = keyOf(each)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [each])
    else group.push(each)
  }
  return groups
}

/** The largest first. */
export const largestFirst = <T>(groups: Map<string, T[]>): [string, T[]][] =>
  [...groups].sort(([, a], [, b]) => b.length - a.length)
