/** Lists of periods: what was so from when to when. `fromMs` is included, `toMs` is not; an open end is Infinity. */
export interface Period {
  fromMs: number
  toMs: number
}

export const holds = ({ fromMs, toMs }: Period, atMs: number): boolean => atMs >= fromMs && atMs < toMs

export const inside = (list: readonly Period[], atMs: number): boolean => list.some((each) => holds(each, atMs))

export const periodAt = <P extends Period>(list: readonly P[], atMs: number): P | undefined =>
  list.find((each) => holds(each, atMs))

export function begin(list: Period[], atMs: number): void {
  if (!inside(list, atMs)) list.push({ fromMs: atMs, toMs: Number.POSITIVE_INFINITY })
}

export function end(list: Period[], atMs: number): void {
  for (const each of list) if (atMs >= each.fromMs && each.toMs > atMs) each.toMs = atMs
}

/** Sorted, and without overlaps. */
export function merged(list: readonly Period[]): Period[] {
  const result: Period[] = []
  for (const { fromMs, toMs } of [...list].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1)
    if (last !== undefined && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs)
    else result.push({ fromMs, toMs })
  }
  return result
}

/** Time that a sorted list leaves out, from its first beginning on. */
export function gapsBetween(list: readonly Period[]): Period[] {
  const gaps: Period[] = []
  for (const [index, each] of list.entries()) {
    const toMs = list[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY
    if (each.toMs < toMs) gaps.push({ fromMs: each.toMs, toMs })
  }
  return gaps
}

/** The period less all of the list. */
export function without(whole: Period, list: readonly Period[]): Period[] {
  let parts: Period[] = [whole]
  for (const { fromMs, toMs } of list)
    parts = parts.flatMap((part) => {
      if (toMs <= part.fromMs || fromMs >= part.toMs) return [part]
      const ahead = { fromMs: part.fromMs, toMs: fromMs }
      const behind = { fromMs: toMs, toMs: part.toMs }
      return [ahead, behind].filter((piece) => piece.toMs > piece.fromMs)
    })
  return parts
}

export const intersection = (some: readonly Period[], others: readonly Period[]): Period[] =>
  some.flatMap((one) =>
    others.flatMap((other) => {
      const fromMs = Math.max(one.fromMs, other.fromMs)
      const toMs = Math.min(one.toMs, other.toMs)
      return fromMs < toMs ? [{ fromMs, toMs }] : []
    }),
  )
