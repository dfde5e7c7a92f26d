/** Seeded random numbers (mulberry32): the same seed makes the same site, history and outputs. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 2654435761) >>> 0
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  float(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  /** Both ends included. */
  int(least: number, most: number): number {
    return Math.floor(this.float(least, most + 1))
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** Undefined when there is nothing to pick from. */
  maybe<T>(list: readonly T[]): T | undefined {
    return list[Math.floor(this.next() * list.length)]
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to pick from')
    return this.maybe(list) as T
  }

  /** Log-uniform: small values as likely as large ones. */
  log(least: number, most: number): number {
    return Math.exp(this.float(Math.log(least), Math.log(most)))
  }

  word(length: number, letters: string): string {
    let text = ''
    for (let index = 0; index < length; index++) text += letters[Math.floor(this.next() * letters.length)]
    return text
  }

  hex(length: number): string {
    return this.word(length, '0123456789abcdef')
  }

  uuid(): string {
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-9${this.hex(3)}-${this.hex(12)}`
  }

  shuffle<T>(list: readonly T[]): T[] {
    const shuffled = [...list]
    for (let index = shuffled.length - 1; index > 0; index--) {
      const other = this.int(0, index)
      const kept = shuffled[index] as T
      shuffled[index] = shuffled[other] as T
      shuffled[other] = kept
    }
    return shuffled
  }
}
