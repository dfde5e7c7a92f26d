/** What is stored of snapshots, without their outputs. */
import { CallError } from '../../shared/contract/call-error.ts'
import type { SnapshotSummary } from '../../shared/contract/contract.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import type { Event, Snapshot } from '../../shared/model.ts'
import { isKeptText } from '../../shared/probes/kept-text/probe.ts'
import type { CallAnswers } from './call-answers.ts'
import type { Sections } from './sections.ts'
import type { Statements } from './statements.ts'
import { messageStored, nodesStored } from './stored-message.ts'

export interface StoredSnapshot {
  seq: number
  id: string
  siteId: number
  site: string
  takenAtMs: number
  inferred: string | null
  source: Snapshot['source']
  origin: string
  nodes: string
}

const columns = `snapshot.seq, snapshot.id, snapshot.site AS siteId, site.name AS site, taken_at_ms AS takenAtMs,
  inferred, source, origin, nodes FROM snapshot JOIN site ON site.id = snapshot.site`
const inOrder = 'ORDER BY taken_at_ms, seq'

export class Snapshots {
  #sql: Statements
  #sections: Sections

  constructor(sql: Statements, sections: Sections) {
    this.#sql = sql
    this.#sections = sections
  }

  /** Oldest first; of all sites where none is named. Throws CallError `not-found`. */
  list(site: string | null): StoredSnapshot[] {
    if (site === null) return this.#sql.all(`SELECT ${columns} ${inOrder}`)
    return this.#sql.all(`SELECT ${columns} WHERE snapshot.site = ? ${inOrder}`, this.siteId(site))
  }

  /** By id, or by the beginning of one when only one begins so. Throws CallError `usage` or `not-found`. */
  find(id: string): StoredSnapshot {
    if (id === '') throw new CallError('usage', libraryMessages.noSnapshotNamed())
    const exact = this.#sql.get<StoredSnapshot>(`SELECT ${columns} WHERE snapshot.id = ?`, id)
    if (exact !== undefined) return exact
    const [only, another] = this.#sql.all<StoredSnapshot>(
      `SELECT ${columns} WHERE snapshot.id >= ? AND snapshot.id < ? ORDER BY snapshot.id LIMIT 2`,
      id,
      `${id}\u{10ffff}`,
    )
    if (only === undefined) throw new CallError('not-found', libraryMessages.noSnapshot({ snapshot: id }))
    if (another !== undefined)
      throw new CallError('usage', libraryMessages.severalSnapshots({ beginning: id, one: only.id, other: another.id }))
    return only
  }

  /** Throws CallError `not-found`. */
  siteId(name: string): number {
    const site = this.#sql.get<{ id: number }>('SELECT id FROM site WHERE name = ?', name)
    if (site === undefined) throw new CallError('not-found', libraryMessages.noSite({ site: name }))
    return site.id
  }

  summary(stored: StoredSnapshot): SnapshotSummary {
    const all = this.#sections.of(stored.seq).map((section, place) => ({
      node: section.node,
      probe: section.probe,
      pod: section.pod,
      command: section.command,
      outcome: section.outcome,
      message: messageStored(section.message),
      exitCode: section.exitCode,
      partialView: messageStored(section.partialView),
      place,
      rows: section.rowCount,
      unparsed: section.unparsedCount,
    }))
    return {
      id: stored.id,
      site: stored.site,
      takenAt: new Date(stored.takenAtMs).toISOString(),
      takenAtInferred: messageStored(stored.inferred),
      source: stored.source,
      origin: stored.origin,
      nodes: nodesStored(stored.nodes),
      sections: all.filter(({ probe }) => !isKeptText(probe)),
      texts: all.filter(({ probe }) => isKeptText(probe)),
      events: this.events(stored),
    }
  }

  /** As it was collected, in the order of the model: what is collected again reads the same. */
  raw(stored: StoredSnapshot): Snapshot {
    return {
      ...this.head(stored),
      sections: this.#sections.of(stored.seq).map((section) => this.#sections.raw(section)),
      events: this.events(stored),
    }
  }

  head(stored: StoredSnapshot): Omit<Snapshot, 'sections' | 'events'> {
    return {
      id: stored.id,
      site: stored.site,
      takenAtMs: stored.takenAtMs,
      takenAtInferred: messageStored(stored.inferred),
      source: stored.source,
      origin: stored.origin,
      nodes: nodesStored(stored.nodes),
    }
  }

  events({ seq }: StoredSnapshot): Event[] {
    const texts = this.#sql.all<{ json: string }>('SELECT json FROM event WHERE snapshot = ? ORDER BY id', seq)
    return texts.map(({ json }) => JSON.parse(json) as Event)
  }
}

export function snapshotAnswers(sql: Statements, snapshots: Snapshots) {
  const ofContract = {
    listSites: () =>
      sql.all<{ name: string; snapshots: number }>(
        `SELECT site.name, count(*) AS snapshots FROM site JOIN snapshot ON snapshot.site = site.id
          GROUP BY site.id ORDER BY site.name`,
      ),
    listSnapshots: ({ site }) => snapshots.list(site).map((stored) => snapshots.summary(stored)),
  } satisfies Partial<CallAnswers>
  return {
    ...ofContract,
    summary: ({ snapshot }: { snapshot: string }) => snapshots.summary(snapshots.find(snapshot)),
    /** As it was collected. Throws CallError `not-found`. */
    rawSnapshot: ({ snapshot }: { snapshot: string }) => snapshots.raw(snapshots.find(snapshot)),
  }
}
