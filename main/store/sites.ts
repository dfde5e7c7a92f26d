/** What is said of sites: how they are captured, their incident, how they are judged, the pseudonyms under which they leave. */
import { z } from 'zod'
import { CallError } from '../../shared/contract/call-error.ts'
import type { Incident } from '../../shared/contract/contract.ts'
import { noJudgement } from '../../shared/findings/judgement.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import { type SiteJudgement, type SiteSetup, siteJudgement, siteSetup } from '../../shared/model.ts'
import { type Thresholds, thresholdsOf } from '../../shared/thresholds.ts'
import type { CallAnswers } from './call-answers.ts'
import type { Snapshots } from './snapshots.ts'
import type { Statements } from './statements.ts'

const redactionSchema = z.object({
  salt: z.string(),
  map: z.array(z.tuple([z.string(), z.string()])),
  patterns: z.array(z.string()),
})
/** Pairs of original and pseudonym, and what they are made with. It holds what redaction hides: it never leaves the library. */
export type Redaction = z.infer<typeof redactionSchema>

/** Tables that hold one JSON text for a site. */
type SiteTable = 'site_setup' | 'redaction' | 'site_judgement'

export class Sites {
  readonly #sql: Statements

  constructor(sql: Statements) {
    this.#sql = sql
  }

  ids(): number[] {
    return this.#sql.all<{ id: number }>('SELECT id FROM site').map(({ id }) => id)
  }

  /** The id of a site, which becomes known by it if it was not. */
  known(name: string): number {
    const known = this.#sql.get<{ id: number }>('SELECT id FROM site WHERE name = ?', name)
    return known?.id ?? this.#sql.run('INSERT INTO site (name) VALUES (?)', name)
  }

  judgement(site: string): SiteJudgement {
    const json = this.jsonOf('site_judgement', site)
    return json === null ? noJudgement : siteJudgement.parse(json)
  }

  /** The limits that count at a site. */
  thresholds(site: number): Thresholds {
    const sql = 'SELECT json FROM site_judgement WHERE site = ?'
    const found = this.#sql.get<{ json: string }>(sql, site)
    return thresholdsOf(found === undefined ? {} : siteJudgement.parse(JSON.parse(found.json)).thresholds)
  }

  jsonOf(table: SiteTable, site: string): unknown {
    const sql = `SELECT json FROM ${table} JOIN site ON site.id = ${table}.site WHERE name = ?`
    const found = this.#sql.get<{ json: string }>(sql, site)
    return found === undefined ? null : JSON.parse(found.json)
  }

  setJson(table: SiteTable, site: string, value: object): void {
    this.#sql.transaction(() => {
      const sql = `INSERT OR REPLACE INTO ${table} (site, json) VALUES (?, ?)`
      this.#sql.run(sql, this.known(site), JSON.stringify(value))
    })
  }

  incident(name: string, site: number): Incident | null {
    const found = this.#sql.get<{ at: string; note: string }>('SELECT at, note FROM incident WHERE site = ?', site)
    return found === undefined ? null : { site: name, at: found.at, note: found.note }
  }
}

/** `changed` is told of every site of which something else is said now. */
export function siteAnswers(sql: Statements, sites: Sites, snapshots: Snapshots, changed: (site: string) => void) {
  const changing =
    <I extends { site: string }>(change: (input: I) => void) =>
    (input: I): Record<string, never> => {
      change(input)
      changed(input.site)
      return {}
    }

  /** Snapshots of the site stay. Throws CallError `not-found`. */
  function forgetSetup(site: string): void {
    const sqlOfSetup = 'SELECT id FROM site JOIN site_setup ON site_setup.site = site.id WHERE name = ?'
    const known = sql.get<{ id: number }>(sqlOfSetup, site)
    if (known === undefined) throw new CallError('not-found', libraryMessages.noNodes({ site }))
    sql.run('DELETE FROM site_setup WHERE site = ?', known.id)
  }

  const ofContract = {
    listSetups: () =>
      sql
        .all<{ name: string; json: string }>(
          'SELECT name, json FROM site_setup JOIN site ON site.id = site_setup.site ORDER BY name',
        )
        .map(({ name, json }): { site: string; setup: SiteSetup } => ({
          site: name,
          setup: siteSetup.parse(JSON.parse(json)),
        })),
    setSetup: changing(({ site, setup }) => {
      if (setup === null) forgetSetup(site)
      else sites.setJson('site_setup', site, setup)
    }),
    judgement: ({ site }) => sites.judgement(site),
    setJudgement: changing(({ site, judgement }) => sites.setJson('site_judgement', site, judgement)),
    setIncident: changing(({ site, incident }) => {
      const id = snapshots.siteId(site)
      if (incident === null) sql.run('DELETE FROM incident WHERE site = ?', id)
      else sql.run('INSERT OR REPLACE INTO incident (site, at, note) VALUES (?, ?, ?)', id, incident.at, incident.note)
    }),
  } satisfies Partial<CallAnswers>

  return {
    ...ofContract,
    /** The pseudonyms of a site; null when it has none yet. */
    redaction: ({ site }: { site: string }): Redaction | null => {
      const json = sites.jsonOf('redaction', site)
      return json === null ? null : redactionSchema.parse(json)
    },
    setRedaction: ({ site, redaction }: { site: string; redaction: Redaction }) =>
      sites.setJson('redaction', site, redaction),
  }
}
