/** Parsed results as they are read again and again: decoded once, the last ones kept. */
import type { Parsed } from '../../shared/model.ts'
import { ParsedReader } from './parsed-text.ts'
import type { Statements } from './statements.ts'
import type { Texts } from './texts.ts'

/**
 * What is kept may weigh about this many bytes: a thousand snapshots of a large site whose rows are mostly those of the
 * snapshot before, or some 50 of one where every row is another.
 */
const weightKept = 64 * 1024 * 1024
const decodedRowBytes = 600
const sharedRowBytes = 10

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

  /** Shared by whoever asks: nobody may change it. */
  read(id: number): Parsed {
    const known = this.#newer.get(id)
    if (known !== undefined) return known
    const parsed = this.#older.get(id) ?? this.#decode(id)
    if (this.#weight >= weightKept / 2) {
      this.#older = this.#newer
      this.#newer = new Map()
      this.#weight = 0
    }
    this.#newer.set(id, parsed)
    return parsed
  }

  #decode(id: number): Parsed {
    const { base, text } = this.#texts.stored(id)
    const model = base === null ? null : this.read(base)
    const before = this.#reader.decoded
    const parsed = model === null ? this.#reader.whole(text) : this.#reader.delta(model, text)
    this.#weight += (this.#reader.decoded - before) * decodedRowBytes + parsed.rows.length * sharedRowBytes
    return parsed
  }

  #forget(): void {
    this.#newer.clear()
    this.#older.clear()
    this.#weight = 0
  }
}
