/** Finds words in everything the library holds. The index is made between requests; it may be behind. */

import { byText } from '../../shared/compare/changes.ts'
import type { CheckedInput, SearchHit, SearchResult } from '../../shared/contract/contract.ts'
import type { Event } from '../../shared/model.ts'
import { sessionLogName } from '../../shared/probes/kept-text/probe.ts'
import { searchWords } from '../../shared/search-words.ts'
import type { NumberedLine } from './line-delta.ts'
import type { Statements } from './statements.ts'
import type { Texts } from './texts.ts'

/** A step of indexing takes about as long as a request may wait. */
const stepBytes = 2 * 1024 * 1024
/** A search that looks at more texts than it can in this time says that it is not whole. */
const searchMs = 1500
const shownLength = 400

type Place = Omit<SearchHit, 'line' | 'text' | 'outputs'>
interface ShownText {
  places: Place[]
  lines: () => NumberedLine[]
}

export class Search {
  readonly #sql: Statements
  readonly #texts: Texts

  constructor(sql: Statements, texts: Texts) {
    this.#sql = sql
    this.#texts = texts
  }

  /** How many texts are not in the index yet. */
  waiting(): number {
    return this.#sql.get<{ n: number }>(`SELECT count(*) AS n ${unindexed}`)?.n ?? 0
  }

  /** Indexes some texts; false when none is left. */
  indexSome(): boolean {
    return this.#sql.transaction(() => this.#indexSome())
  }

  #indexSome(): boolean {
    let bytes = 0
    let isLeft = false
    for (const { id, size } of this.#sql.all<{ id: number; size: number }>(`SELECT id, size ${unindexed} LIMIT 200`)) {
      if (bytes > 0 && bytes + size > stepBytes) {
        isLeft = true
        break
      }
      bytes += size
      this.#sql.run(
        'INSERT INTO text_search (rowid, lines) VALUES (?, ?)',
        id,
        this.#texts
          .ownLines(id)
          .map(([, line]) => line)
          .join('\n'),
      )
      this.#sql.run('INSERT INTO searchable (text) VALUES (?)', id)
      isLeft = true
    }
    return isLeft
  }

  /** In a transaction, after texts were deleted. */
  dropUnused(): void {
    this.#sql.db.exec(
      'DELETE FROM text_search WHERE rowid IN (SELECT rowid FROM text_search WHERE rowid NOT IN (SELECT id FROM text))',
    )
  }

  /** Lines that hold all the words, in any case, newest first; the same line of the same output once. */
  find({ text: query, site, limit }: CheckedInput<'search'>): SearchResult {
    const words = searchWords(query)
    const result: SearchResult = { hits: [], events: [], isWhole: true, notIndexed: this.waiting() }
    if (words.length === 0) return result
    result.events = this.#events(words, site, limit)
    const until = performance.now() + searchMs
    const hits = new Map<string, SearchHit>()
    for (const { places, lines } of this.#shownTexts(this.#candidates(words), site)) {
      if (performance.now() > until || hits.size >= limit) {
        result.isWhole = false
        break
      }
      const [place] = places
      if (place === undefined) continue
      for (const [line, text] of lines()) {
        const folded = text.toLowerCase()
        if (!words.every((word) => folded.includes(word))) continue
        const key = JSON.stringify([place.site, place.node, place.probe, place.pod, text])
        const known = hits.get(key)
        if (known === undefined && hits.size >= limit) {
          result.isWhole = false
          break
        }
        const outputs = (known?.outputs ?? 0) + places.length
        hits.set(key, { ...place, line, text: text.slice(0, shownLength), outputs })
      }
    }
    result.hits = [...hits.values()].toSorted((a, b) => byText(b.takenAt, a.takenAt))
    return result
  }

  #events(words: readonly string[], site: string | null, limit: number): SearchResult['events'] {
    return this.#sql
      .all<{ json: string; site: string; snapshot: string; takenAtMs: number }>(
        `SELECT json, site.name AS site, snapshot.id AS snapshot, taken_at_ms AS takenAtMs
         FROM event JOIN snapshot ON snapshot.seq = event.snapshot JOIN site ON site.id = snapshot.site
         WHERE ? IS NULL OR site.name = ? ORDER BY taken_at_ms DESC, event.id`,
        site,
        site,
      )
      .map(({ json, takenAtMs, ...place }) => {
        const { node, text } = JSON.parse(json) as Event
        return { ...place, takenAt: new Date(takenAtMs).toISOString(), node, text }
      })
      .filter(({ node, text }) => words.every((word) => `${node} ${text}`.toLowerCase().includes(word)))
      .slice(0, limit)
  }

  /** Texts that may hold the words. Words of less than three characters are in no index. */
  #candidates(words: readonly string[]): { id: number }[] {
    const trigrams = new Set(words.flatMap(trigramsOf))
    if (trigrams.size === 0) return this.#sql.all(`SELECT DISTINCT stdout AS id FROM (${shown}) ORDER BY stdout DESC`)
    const match = [...trigrams].map((each) => `"${each.replaceAll('"', '""')}"`).join(' AND ')
    return this.#sql.all('SELECT rowid AS id FROM text_search WHERE text_search MATCH ? ORDER BY rowid DESC', match)
  }

  /**
   * A text that an output is, by its own lines: the others are lines of the one it is stored against. Of one that no
   * output of the site is any more, whatever is stored against it shows its lines.
   */
  *#shownTexts(candidates: Iterable<{ id: number }>, site: string | null): Generator<ShownText> {
    for (const { id } of candidates) {
      const places = this.#places(id, site)
      if (places.length > 0) yield { places, lines: () => this.#texts.ownLines(id) }
      else
        for (const { id: like } of this.#sql.all<{ id: number }>(
          'SELECT id FROM text WHERE base = ? ORDER BY id DESC',
          id,
        ))
          yield { places: this.#places(like, site), lines: () => this.#texts.allLines(like) }
    }
  }

  /** Where a text stands, the first time ahead. */
  #places(text: number, site: string | null): Place[] {
    return this.#sql
      .all<{ site: string; snapshot: string; takenAtMs: number; node: string; probe: string; pod: string | null }>(
        `SELECT site.name AS site, snapshot.id AS snapshot, taken_at_ms AS takenAtMs, node, probe, pod
         FROM section JOIN slot ON slot.id = section.slot JOIN snapshot ON snapshot.seq = section.snapshot
         JOIN site ON site.id = snapshot.site WHERE section.stdout = ? AND (? IS NULL OR site.name = ?)
         ORDER BY taken_at_ms, seq`,
        text,
        site,
        site,
      )
      .map(({ takenAtMs, ...place }) => ({ ...place, takenAt: new Date(takenAtMs).toISOString() }))
  }
}

/** A log as a whole is searched by its parts. */
const shown = `SELECT stdout FROM section JOIN slot ON slot.id = section.slot WHERE slot.probe <> '${sessionLogName}'`
const unindexed = `FROM text WHERE id NOT IN (SELECT text FROM searchable) AND (id IN (${shown})
  OR id IN (SELECT base FROM text WHERE id IN (${shown})))`

function trigramsOf(word: string): string[] {
  const characters = [...word]
  return Array.from({ length: Math.max(0, characters.length - 2) }, (_, at) => characters.slice(at, at + 3).join(''))
}
