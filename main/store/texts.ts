/** Texts of the library: each stored once, whole or as a delta against a whole one. */
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { CallError } from '../../shared/contract/call-error.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import { applyDelta, type BaseText, baseText, deltaOf, type NumberedLine, ownLinesOf } from './line-delta.ts'
import type { Statements } from './statements.ts'

interface StoredText {
  codec: 'plain' | 'deflate' | 'delta'
  base: number | null
  bytes: Buffer
}

/** Below this many bytes compressing gains nothing. */
const plainBytes = 120
/** A delta above this share of the whole text's stored size starts a new base: deltas stay small, reading stays two steps. */
const deltaShare = 0.3
const basesKept = 12

const insertion = 'INSERT INTO text (sha256, codec, base, size, bytes) VALUES (?, ?, ?, ?, ?)'

export class Texts {
  #sql: Statements
  #bases = new Map<number, BaseText>()

  constructor(sql: Statements) {
    this.#sql = sql
    sql.onForget(() => this.#bases.clear())
  }

  /** Stores a text and returns its id; `like` is a stored text that it probably resembles. */
  add(text: string, like: number | null): number {
    const raw = Buffer.from(text, 'utf8')
    const sha256 = createHash('sha256').update(raw).digest()
    const known = this.#known(sha256)
    if (known !== null) return known
    const base = like === null || raw.length < plainBytes ? null : this.#wholeOf(like)
    if (base !== null) {
      const delta = deltaOf(this.#base(base.id), text)
      // A base is kept while a delta needs it: what has little in common with it shall not hold it.
      if (delta.length < text.length / 2) {
        const stored = deflateRawSync(Buffer.from(delta, 'utf8'))
        if (stored.length < base.storedBytes * deltaShare)
          return this.#sql.run(insertion, sha256, 'delta', base.id, raw.length, stored)
      }
    }
    return this.#insertWhole(sha256, raw)
  }

  addWhole(text: string): number {
    const raw = Buffer.from(text, 'utf8')
    const sha256 = createHash('sha256').update(raw).digest()
    return this.#known(sha256) ?? this.#insertWhole(sha256, raw)
  }

  /** A text that is told by what it has otherwise than another one, which may be a delta, too. */
  addDelta(delta: string, base: number): number {
    const raw = Buffer.from(delta, 'utf8')
    const of = this.#sql.get<{ sha256: Buffer }>('SELECT sha256 FROM text WHERE id = ?', base)
    // The whole text is never made: it is the one that this delta makes of that base.
    const sha256 = createHash('sha256')
      .update(of?.sha256 ?? '')
      .update(raw)
      .digest()
    return this.#known(sha256) ?? this.#sql.run(insertion, sha256, 'delta', base, raw.length, deflateRawSync(raw))
  }

  /** How many deltas are laid over a whole text. */
  depth(id: number): number {
    let depth = 0
    for (let base = this.#stored(id).base; base !== null; base = this.#stored(base).base) depth++
    return depth
  }

  read(id: number): string {
    const { base, text } = this.stored(id)
    return base === null ? text : applyDelta(this.#base(base).lines, text)
  }

  /** As it rests: a delta where there is a base, else the whole text. */
  stored(id: number): { base: number | null; text: string } {
    const { codec, base, bytes } = this.#stored(id)
    return { base, text: (codec === 'plain' ? bytes : inflateRawSync(bytes)).toString('utf8') }
  }

  /** Lines that the text it is stored against has not; all of a text that is stored whole. */
  ownLines(id: number): NumberedLine[] {
    const { base, text } = this.stored(id)
    return base === null ? linesOf(text) : ownLinesOf(text)
  }

  allLines(id: number): NumberedLine[] {
    return linesOf(this.read(id))
  }

  /** Deletes what no section refers to any more. In a transaction. */
  dropUnused(): void {
    this.#sql.db.exec(`WITH RECURSIVE used (id) AS (
        SELECT stdout FROM section UNION SELECT stderr FROM section UNION SELECT parsed FROM section
        UNION SELECT base FROM used JOIN text ON text.id = used.id WHERE base IS NOT NULL
      ) DELETE FROM text WHERE id NOT IN (SELECT id FROM used)`)
    this.#sql.forget()
  }

  #known(sha256: Buffer): number | null {
    return this.#sql.get<{ id: number }>('SELECT id FROM text WHERE sha256 = ?', sha256)?.id ?? null
  }

  #insertWhole(sha256: Buffer, raw: Buffer): number {
    const [codec, bytes] = raw.length < plainBytes ? ['plain', raw] : ['deflate', deflateRawSync(raw)]
    return this.#sql.run(insertion, sha256, codec, null, raw.length, bytes)
  }

  #stored(id: number): StoredText {
    const stored = this.#sql.get<StoredText>('SELECT codec, base, bytes FROM text WHERE id = ?', id)
    if (stored === undefined) throw new CallError('damaged', libraryMessages.textMissing({ text: id }))
    return stored
  }

  #wholeOf(like: number): { id: number; storedBytes: number } {
    const stored = this.#stored(like)
    return stored.base === null
      ? { id: like, storedBytes: stored.bytes.length }
      : { id: stored.base, storedBytes: this.#stored(stored.base).bytes.length }
  }

  #base(id: number): BaseText {
    const base = this.#bases.get(id) ?? baseText(this.read(id))
    this.#bases.delete(id)
    this.#bases.set(id, base)
    const oldest = this.#bases.keys().next()
    if (this.#bases.size > basesKept && !oldest.done) this.#bases.delete(oldest.value)
    return base
  }
}

const linesOf = (text: string): NumberedLine[] => text.split('\n').map((line, index) => [index + 1, line])
