/** Parsed results of sections: how they are stored, and read again and again. Each is decoded once, the last ones are kept. */
import type { Parsed } from '../../shared/model.ts'
import { ParsedReader, parsedDelta, textOfParsed } from './parsed-text.ts'
import type { Statements } from './statements.ts'
import type { Texts } from './texts.ts'

/**
 * What is kept may weigh about this many bytes: a thousand snapshots of a large site whose rows are mostly those of the
 * snapshot before, or some 50 of one where every row is another.
 */
const weightKept = 64 * 1024 * 1024
const ownRowBytes = 600
const sharedRowBytes = 10

/** A result with more rows of its own is stored whole. */
const deltaShare = 0.3
/** Results are stored as what they have otherwise than the one before, up to so many in a row: as many are read to read one. */
const longestChain = 30

export class ParsedTexts {
  #texts: Texts
  #reader = new ParsedReader()
  /** By text. What was asked for lately, and ahead of that: the older half is dropped when the newer one is full. */
  #newer = new Map<number, Parsed>()
  #older = new Map<number, Parsed>()
  #weight = 0

  constructor(sql: Statements, texts: Texts) {
    this.#texts = texts
    sql.onForget(() => this.#forget())
  }

  /** Stores a result and returns its text; `like`: that of an earlier answer to the same question. */
  add(parsed: Parsed, like: number | null): number {
    if (like !== null && this.#texts.depth(like) < longestChain) {
      const { delta, own, rows } = parsedDelta(this.read(like), parsed)
      if (delta === null) return like
      if (own <= parsed.rows.length * deltaShare) {
        const id = this.#texts.addDelta(delta, like)
        this.#keep(id, { ...parsed, rows }, own)
        return id
      }
    }
    const id = this.#texts.addWhole(textOfParsed(parsed))
    this.#keep(id, parsed, parsed.rows.length)
    return id
  }

  /** Shared by whoever asks: nobody may change it. */
  read(id: number): Parsed {
    const known = this.#newer.get(id)
    if (known !== undefined) return known
    const older = this.#older.get(id)
    if (older !== undefined) {
      this.#keep(id, older, 0)
      return older
    }
    const { base, text } = this.#texts.stored(id)
    const model = base === null ? null : this.read(base)
    const before = this.#reader.decoded
    const parsed = model === null ? this.#reader.whole(text) : this.#reader.delta(model, text)
    this.#keep(id, parsed, this.#reader.decoded - before)
    return parsed
  }

  /** `own`: how many of its rows no other one shares. */
  #keep(id: number, parsed: Parsed, own: number): void {
    if (this.#weight >= weightKept / 2) {
      this.#older = this.#newer
      this.#newer = new Map()
      this.#weight = 0
    }
    this.#newer.set(id, parsed)
    this.#weight += own * ownRowBytes + parsed.rows.length * sharedRowBytes
  }

  #forget(): void {
    this.#newer.clear()
    this.#older.clear()
    this.#weight = 0
  }
}
