/**
 * Two texts side by side, line by line, in time that grows with their length: outputs whose every line has another age
 * would take an ordinary line difference minutes. Equal lines that occur once anchor the alignment; between anchors, lines
 * with the same longest words (a pod's or a container's name) stand beside each other.
 */
export interface Pair {
  /** Line index in A; null: only in B. */
  a: number | null
  b: number | null
  same: boolean
}

/** What a line is about: its two longest words that are no numbers and no times. */
export function identityOf(line: string): string {
  let longest = ''
  let second = ''
  for (const word of line.slice(0, 2000).split(/[\s|"{},=\\]+/)) {
    if (/^[-\d:.TZ+/()]*$/.test(word)) continue
    if (word.length > longest.length) [second, longest] = [longest, word]
    else if (word.length > second.length) second = word
  }
  return `${longest} ${second}`
}

interface Range {
  aFrom: number
  aTo: number
  bFrom: number
  bTo: number
}

/** Pairs of indexes with equal keys that occur once on each side, ascending on both: the longest such run. */
function anchors(a: string[], b: string[], { aFrom, aTo, bFrom, bTo }: Range): [number, number][] {
  const inB = new Map<string, number>()
  for (let index = bFrom; index < bTo; index++) {
    const key = b[index]!
    inB.set(key, inB.has(key) ? -1 : index)
  }
  const inA = new Map<string, number>()
  for (let index = aFrom; index < aTo; index++) {
    const key = a[index]!
    inA.set(key, inA.has(key) ? -1 : index)
  }
  const pairs: [number, number][] = []
  for (const [key, index] of inA) {
    const other = inB.get(key)
    if (index >= 0 && other !== undefined && other >= 0) pairs.push([index, other])
  }
  // Maps keep the order of A; patience sorting finds the longest run that ascends in B.
  const tops: number[] = []
  const previous = new Array<number>(pairs.length).fill(-1)
  pairs.forEach(([, other], index) => {
    let low = 0
    let high = tops.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (pairs[tops[middle]!]![1] < other) low = middle + 1
      else high = middle
    }
    previous[index] = low === 0 ? -1 : tops[low - 1]!
    tops[low] = index
  })
  const run: [number, number][] = []
  for (let at = tops.at(-1) ?? -1; at !== -1; at = previous[at]!) run.push(pairs[at]!)
  return run.reverse()
}

export function alignLines(a: string[], b: string[], identities: { a: string[]; b: string[] }): Pair[] {
  const result: Pair[] = []
  // Twice each: what is not unique in the whole may be so between two anchors.
  const keys = [{ a, b }, { a, b }, identities, identities]
  const emit = (x: number | null, y: number | null) =>
    result.push({ a: x, b: y, same: x !== null && y !== null && a[x] === b[y] })
  const fill = (range: Range, pass: number) => {
    let { aFrom, aTo, bFrom, bTo } = range
    while (aFrom < aTo && bFrom < bTo && a[aFrom] === b[bFrom]) emit(aFrom++, bFrom++)
    let tail = 0
    while (aFrom < aTo && bFrom < bTo && a[aTo - 1] === b[bTo - 1]) {
      aTo--
      bTo--
      tail++
    }
    const key = keys[pass]
    if (aFrom === aTo || bFrom === bTo || key === undefined) {
      // As many lines on both sides: most likely the same ones in other words.
      if (aTo - aFrom === bTo - bFrom) while (aFrom < aTo) emit(aFrom++, bFrom++)
      while (aFrom < aTo) emit(aFrom++, null)
      while (bFrom < bTo) emit(null, bFrom++)
    } else {
      for (const [x, y] of anchors(key.a, key.b, { aFrom, aTo, bFrom, bTo })) {
        fill({ aFrom, aTo: x, bFrom, bTo: y }, pass + 1)
        emit(x, y)
        aFrom = x + 1
        bFrom = y + 1
      }
      fill({ aFrom, aTo, bFrom, bTo }, pass + 1)
    }
    for (let index = 0; index < tail; index++) emit(aTo + index, bTo + index)
  }
  fill({ aFrom: 0, aTo: a.length, bFrom: 0, bTo: b.length }, 0)
  return result
}

/** The same, in parts that let the window draw in between. */
export async function alignInParts(a: string[], b: string[]): Promise<Pair[]> {
  const identities = async (lines: string[]) => {
    const found: string[] = []
    for (let from = 0; from < lines.length; from += 2000) {
      for (const line of lines.slice(from, from + 2000)) found.push(identityOf(line))
      await new Promise((resolve) => setTimeout(resolve, 0))
    }
    return found
  }
  return alignLines(a, b, { a: await identities(a), b: await identities(b) })
}
