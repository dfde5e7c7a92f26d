/** How sites are captured, and the pseudonyms under which they leave. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { CallError } from '../../shared/contract/contract.ts'
import { type SiteSetup, siteSetup } from '../../shared/model.ts'
import { Statements } from './statements.ts'
import type { Redaction } from './store.ts'

export class Sites {
  readonly #sql: Statements

  constructor(db: Database.Database) {
    this.#sql = new Statements(db)
  }

  /** By name. */
  setups(): { site: string; setup: SiteSetup }[] {
    return this.#sql
      .all<{ name: string; json: string }>(
        'SELECT name, json FROM site_setup JOIN site ON site.id = site_setup.site ORDER BY name',
      )
      .map(({ name, json }) => ({ site: name, setup: siteSetup.parse(JSON.parse(json)) }))
  }

  /** Null forgets the setup; snapshots of the site stay. Throws CallError `not-found`. */
  setSetup(site: string, setup: SiteSetup | null): void {
    if (setup === null) {
      const known = this.#sql.get<{ id: number }>(
        'SELECT id FROM site JOIN site_setup ON site_setup.site = site.id WHERE name = ?',
        site,
      )
      if (known === undefined) throw new CallError('not-found', `The library has no nodes of a site "${site}".`)
      this.#sql.run('DELETE FROM site_setup WHERE site = ?', known.id)
      return
    }
    this.#sql.db
      .transaction(() => {
        this.#sql.run('INSERT OR IGNORE INTO site (name) VALUES (?)', site)
        this.#sql.run(
          'INSERT OR REPLACE INTO site_setup (site, json) SELECT id, ? FROM site WHERE name = ?',
          JSON.stringify(siteSetup.parse(setup)),
          site,
        )
      })
      .immediate()
  }

  redaction(site: string): Redaction | null {
    const found = this.#sql.get<{ json: string }>(
      'SELECT json FROM redaction JOIN site ON site.id = redaction.site WHERE name = ?',
      site,
    )
    return found === undefined ? null : redactionSchema.parse(JSON.parse(found.json))
  }

  setRedaction(site: string, redaction: Redaction): void {
    this.#sql.db
      .transaction(() => {
        this.#sql.run('INSERT OR IGNORE INTO site (name) VALUES (?)', site)
        this.#sql.run(
          'INSERT OR REPLACE INTO redaction (site, json) SELECT id, ? FROM site WHERE name = ?',
          JSON.stringify(redaction),
          site,
        )
      })
      .immediate()
  }
}

const redactionSchema = z.object({
  salt: z.string(),
  map: z.array(z.tuple([z.string(), z.string()])),
  patterns: z.array(z.string()),
})
