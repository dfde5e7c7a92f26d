/** Does over what newer parsers, or other limits of a site, have made old: when it is asked for, or a little at a time. */
import type { ParsedSection } from '../../shared/model.ts'
import type { Lanes } from './lanes.ts'
import type { Search } from './search.ts'
import type { SectionRenewal } from './section-renewal.ts'
import type { Sections } from './sections.ts'
import type { Sites } from './sites.ts'
import type { Statements } from './statements.ts'
import type { Texts } from './texts.ts'

/** As long as a request may wait. */
const stepMs = 50

interface Pieces {
  sql: Statements
  texts: Texts
  sections: Sections
  renewal: SectionRenewal
  lanes: Lanes
  sites: Sites
  search: Search
}

export class CatchingUp {
  #pieces: Pieces
  #done = 0

  constructor(pieces: Pieces) {
    this.#pieces = pieces
  }

  /** Makes all lanes of a site what they should be. */
  lanesOf(site: number): void {
    const { sql, renewal, lanes, sites } = this.#pieces
    const isOld = renewal.left() > 0 || lanes.isBehind(site, sites.thresholds(site))
    if (!isOld) return
    sql.transaction(() => {
      renewal.ofSite(site)
      while (this.#advance(site));
    })
  }

  /** A step of all there is to do. Returns how far it is, or null when nothing is left. */
  step(): { done: number; total: number } | null {
    const { sql, renewal, lanes, sites } = this.#pieces
    const left = renewal.left()
    if (left > 0) return sql.transaction(() => this.#renewSome(left))
    const behind = sites.ids().find((site) => lanes.isBehind(site, sites.thresholds(site)))
    if (behind === undefined) return null
    return sql.transaction(() => {
      const until = performance.now() + stepMs
      while (performance.now() < until && this.#advance(behind)) this.#done++
      return { done: this.#done, total: this.#done + lanes.waiting(behind, sites.thresholds(behind)) }
    })
  }

  #renewSome(left: number): { done: number; total: number } {
    const { texts, search, renewal } = this.#pieces
    const renewed = renewal.some()
    this.#done += renewed
    if (renewed >= left) {
      texts.dropUnused()
      search.dropUnused()
    }
    return { done: this.#done, total: this.#done + left - renewed }
  }

  #advance(site: number): boolean {
    const { sections, lanes, sites } = this.#pieces
    const parsedOf = (snapshot: number, probe: string): ParsedSection[] =>
      sections.ofProbe(snapshot, probe).map((section) => sections.parsed(section))
    return lanes.advance(site, sites.thresholds(site), parsedOf)
  }
}
