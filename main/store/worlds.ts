/** The world of each site, as all its snapshots show it; it grows with them. */
import type { SnapshotView } from '../../shared/compare/view.ts'
import { builtInDependencies } from '../../shared/world/dependencies/built-in.generated.ts'
import type { Dependency } from '../../shared/world/dependency.ts'
import { GrowingWorld, type World } from '../../shared/world/world.ts'
import type { OwnRules } from './own-rules.ts'
import type { Statements } from './statements.ts'

export class Worlds {
  readonly #ownRules: OwnRules
  readonly #sites = new Map<string, { world: GrowingWorld; ownVersion: number }>()

  constructor({ sql, ownRules }: { sql: Statements; ownRules: OwnRules }) {
    this.#ownRules = ownRules
    sql.onForget(() => this.#sites.clear())
  }

  /** `history`: all of the site's, oldest first. */
  of(site: string, history: readonly SnapshotView[]): World {
    const { version } = this.#ownRules
    let known = this.#sites.get(site)
    if (known === undefined || known.ownVersion !== version) {
      known = { world: new GrowingWorld(this.dependenciesOf(site)), ownVersion: version }
      this.#sites.set(site, known)
    }
    return known.world.over(history)
  }

  /** What the program knows, and what the files of the site say. */
  dependenciesOf = (site: string): Dependency[] => [...builtInDependencies, ...this.#ownRules.of(site).needs]
}
