/**
 * A text as lines copied from another text and lines of its own. The same question asked ten minutes later is answered
 * with nearly the same lines, so a library grows with what changed. Linear in both texts.
 */

/** `[first line, count]` of the base, counted from 0, or own lines joined by newlines. */
export type DeltaStep = [number, number] | string

export const stepsOf = (delta: string): DeltaStep[] => JSON.parse(delta) as DeltaStep[]

export interface BaseText {
  lines: string[]
  /** Line -> its number, for lines that occur once; -1 for the others (a brace in JSON says nothing of where it is). */
  places: Map<string, number>
}

export function baseText(text: string): BaseText {
  const lines = text.split('\n')
  const places = new Map<string, number>()
  for (const [number, line] of lines.entries()) places.set(line, places.has(line) ? -1 : number)
  return { lines, places }
}

/** Steps as they come, a line after the other. */
export class DeltaSteps {
  readonly #steps: DeltaStep[] = []
  #own: string[] = []
  #copied: [first: number, count: number] | null = null

  /** A line of the base. */
  copy(place: number): void {
    this.#endOwn()
    if (this.#copied !== null && this.#copied[0] + this.#copied[1] === place) this.#copied[1]++
    else {
      this.#copied = [place, 1]
      this.#steps.push(this.#copied)
    }
  }

  /** A line that the base has not. */
  write(line: string): void {
    this.#own.push(line)
    this.#copied = null
  }

  text(): string {
    this.#endOwn()
    return JSON.stringify(this.#steps)
  }

  #endOwn(): void {
    if (this.#own.length > 0) this.#steps.push(this.#own.join('\n'))
    this.#own = []
  }
}

export function deltaOf(base: BaseText, text: string): string {
  const steps = new DeltaSteps()
  // A replaced line stands where the old one stood, so the line after it is looked for one further on.
  let expected = 0
  for (let at = 0; at <= text.length; ) {
    const likely = base.lines[expected]
    let place = expected
    // Nearly every line is the expected one: it is recognised where it stands, without being cut out.
    if (likely !== undefined && text.startsWith(likely, at) && isLineEnd(text, at + likely.length)) {
      at += likely.length + 1
    } else {
      const newline = text.indexOf('\n', at)
      const line = text.slice(at, newline < 0 ? text.length : newline)
      at += line.length + 1
      place = base.places.get(line) ?? -1
      if (place < 0) {
        steps.write(line)
        expected++
        continue
      }
    }
    steps.copy(place)
    expected = place + 1
  }
  return steps.text()
}

const isLineEnd = (text: string, at: number): boolean => at === text.length || text.charCodeAt(at) === 10

/** A line and its number in the whole text, counted from 1. */
export type NumberedLine = [number: number, line: string]

/** Of a delta, the lines that its base has not. */
export function ownLinesOf(delta: string): NumberedLine[] {
  const own: NumberedLine[] = []
  let number = 1
  for (const step of stepsOf(delta)) {
    if (typeof step !== 'string') number += step[1]
    else for (const line of step.split('\n')) own.push([number++, line])
  }
  return own
}

export function applyDelta(base: string[], delta: string): string {
  return stepsOf(delta)
    .map((step) => (typeof step === 'string' ? step : base.slice(step[0], step[0] + step[1]).join('\n')))
    .join('\n')
}
