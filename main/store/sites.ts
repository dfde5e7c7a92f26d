/** How sites are captured, and the pseudonyms under which they leave. */
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { CallError } from '../../shared/contract/contract.ts'
import { noJudgement } from '../../shared/findings/judgement.ts'
import { type SiteJudgement, type SiteSetup, siteJudgement, siteSetup } from '../../shared/model.ts'
import { Statements } from './statements.ts'

/** Pairs of original and pseudonym, and what they are made with. It holds what redaction hides: it never leaves the library. */
export interface Redaction {
  salt: string
  map: [string, string][]
  patterns: string[]
}

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
    this.#setJson('site_setup', site, siteSetup.parse(setup))
  }

  judgement(site: string): SiteJudgement {
    const json = this.#jsonOf('site_judgement', site)
    return json === null ? noJudgement : siteJudgement.parse(json)
  }

  setJudgement(site: string, judgement: SiteJudgement): void {
    this.#setJson('site_judgement', site, siteJudgement.parse(judgement))
  }

  redaction(site: string): Redaction | null {
    const json = this.#jsonOf('redaction', site)
    return json === null ? null : redactionSchema.parse(json)
  }

  setRedaction(site: string, redaction: Redaction): void {
    this.#setJson('redaction', site, redaction)
  }

  #jsonOf(table: SiteTable, site: string): unknown {
    const sql = `SELECT json FROM ${table} JOIN site ON site.id = ${table}.site WHERE name = ?`
    const found = this.#sql.get<{ json: string }>(sql, site)
    return found === undefined ? null : JSON.parse(found.json)
  }

  /** A site that is not known yet becomes known by it. */
  #setJson(table: SiteTable, site: string, value: object): void {
    this.#sql.db
      .transaction(() => {
        this.#sql.run('INSERT OR IGNORE INTO site (name) VALUES (?)', site)
        this.#sql.run(
          `INSERT OR REPLACE INTO ${table} (site, json) SELECT id, ? FROM site WHERE name = ?`,
          JSON.stringify(value),
          site,
        )
      })
      .immediate()
  }
}

/** Tables that hold one JSON text for a site. */
type SiteTable = 'site_setup' | 'redaction' | 'site_judgement'

const redactionSchema = z.object({
  salt: z.string(),
  map: z.array(z.tuple([z.string(), z.string()])),
  patterns: z.array(z.string()),
})
