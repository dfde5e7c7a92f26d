/** Writing snapshots to the library and reading them back. */
import type Database from 'better-sqlite3'
import { viewOf } from '../../shared/compare/view.ts'
import {
  CallError,
  type CallInput,
  type Excerpt,
  type Incident,
  type SnapshotSummary,
} from '../../shared/contract/contract.ts'
import type { Event, Lane, Outcome, Parsed, ParsedSection, Section, Snapshot } from '../../shared/model.ts'
import { snapshot as snapshotSchema } from '../../shared/model.ts'
import { knownProbe, probeNamed } from '../../shared/probes/index.ts'
import { Lanes } from './lanes.ts'
import { type LazyView, lazyViewOf } from './lazy-view.ts'
import { parseContextOf } from './parse-context.ts'
import { ParsedTextReader, textOfParsed } from './parsed-text.ts'
import { Search } from './search.ts'
import { SectionRenewal } from './section-renewal.ts'
import { Statements } from './statements.ts'
import { messageStored, nodesStored, storedMessage } from './stored-message.ts'
import { Texts } from './texts.ts'

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

interface StoredSection {
  id: number
  node: string
  probe: string
  pod: string | null
  command: string
  outcome: Outcome
  message: string
  exitCode: number | null
  startedAtMs: number
  endedAtMs: number
  partialView: string | null
  stdout: number
  stderr: number
  parsed: number
  rowCount: number
  unparsedCount: number
}

type SectionAddress = { snapshot: string; node: string; probe: string; pod: string | null }

/** Both streams of two sections. */
const textsKept = 4
const provenShown = 3
/** A line of compact JSON may be as long as its file. */
const longestLine = 20_000
const shortened = (line: string): string =>
  line.length <= longestLine ? line : `${line.slice(0, longestLine)}… (${line.length})`

type Latest = { stdout: number; stderr: number; parsed: number }

const snapshotColumns = `snapshot.seq, snapshot.id, snapshot.site AS siteId, site.name AS site, taken_at_ms AS takenAtMs,
  inferred, source, origin, nodes FROM snapshot JOIN site ON site.id = snapshot.site`
const inOrder = 'ORDER BY taken_at_ms, seq'

export class Snapshots {
  #texts: Texts
  #reader = new ParsedTextReader()
  #sql: Statements
  #lanes: Lanes
  #renewal: SectionRenewal
  readonly search: Search
  #caughtUp = 0
  readonly #keptLines = new Map<number, string[]>()
  #keptVersion = ''

  constructor(db: Database.Database) {
    this.#texts = new Texts(db)
    this.#sql = new Statements(db)
    this.#lanes = new Lanes(db)
    this.#renewal = new SectionRenewal(db, this.#texts)
    this.search = new Search(db, this.#texts)
  }

  /** `onEach` is told ahead of each and may throw: nothing is then stored. */
  add(snapshots: Snapshot[], onEach: (done: number, total: number) => void = () => {}): SnapshotSummary[] {
    for (const candidate of snapshots) refuseUnreadable(candidate)
    this.#inTransaction(() => {
      for (const [index, snapshot] of snapshots.entries()) {
        onEach(index, snapshots.length)
        this.#addOne(snapshot)
      }
    })
    const stored = [...new Set(snapshots.map(({ id }) => id))].map((id) => this.find(id))
    return stored.sort((a, b) => a.takenAtMs - b.takenAtMs || a.seq - b.seq).map((each) => this.summary(each))
  }

  /** Deletes a snapshot and what no other one shares with it. */
  remove(id: string): void {
    const { seq, siteId, takenAtMs } = this.find(id)
    this.#inTransaction(() => {
      this.#lanes.removing(siteId, { seq, takenAtMs })
      this.#sql.run('DELETE FROM snapshot WHERE seq = ?', seq)
      this.#dropUnusedTexts()
      this.#sql.run('DELETE FROM slot WHERE id NOT IN (SELECT slot FROM section)')
    })
  }

  sites(): { name: string; snapshots: number }[] {
    return this.#sql.all(
      'SELECT site.name, count(*) AS snapshots FROM site JOIN snapshot ON snapshot.site = site.id GROUP BY site.id ORDER BY site.name',
    )
  }

  /** Oldest first. */
  list(site?: string): StoredSnapshot[] {
    if (site === undefined) return this.#sql.all(`SELECT ${snapshotColumns} ${inOrder}`)
    return this.#sql.all(`SELECT ${snapshotColumns} WHERE snapshot.site = ? ${inOrder}`, this.#siteId(site))
  }

  /** By id, or by the beginning of one when only one begins so. */
  find(id: string): StoredSnapshot {
    if (id === '') throw new CallError('usage', 'The id of a snapshot is missing')
    const exact = this.#sql.get<StoredSnapshot>(`SELECT ${snapshotColumns} WHERE snapshot.id = ?`, id)
    if (exact !== undefined) return exact
    const [only, another] = this.#sql.all<StoredSnapshot>(
      `SELECT ${snapshotColumns} WHERE snapshot.id >= ? AND snapshot.id < ? ORDER BY snapshot.id LIMIT 2`,
      id,
      `${id}\u{10ffff}`,
    )
    if (only === undefined) throw new CallError('not-found', `There is no snapshot ${id} in the library`)
    if (another !== undefined)
      throw new CallError('usage', `More than one snapshot begins with ${id}, ${only.id} and ${another.id} among them`)
    return only
  }

  summary(stored: StoredSnapshot): SnapshotSummary {
    return {
      id: stored.id,
      site: stored.site,
      takenAt: new Date(stored.takenAtMs).toISOString(),
      takenAtInferred: messageStored(stored.inferred),
      source: stored.source,
      origin: stored.origin,
      nodes: nodesStored(stored.nodes),
      sections: this.#sections(stored).map((section) => ({
        node: section.node,
        probe: section.probe,
        pod: section.pod,
        command: section.command,
        outcome: section.outcome,
        message: messageStored(section.message),
        exitCode: section.exitCode,
        partialView: messageStored(section.partialView),
        rows: section.rowCount,
        unparsed: section.unparsedCount,
      })),
      events: this.events(stored),
    }
  }

  events(stored: StoredSnapshot): Event[] {
    const texts = this.#sql.all<{ json: string }>('SELECT json FROM event WHERE snapshot = ? ORDER BY id', stored.seq)
    return texts.map(({ json }) => JSON.parse(json) as Event)
  }

  /** Without raw text, which comparing does not need; sections of probes that this program lacks are left out. */
  view(stored: StoredSnapshot): LazyView {
    this.#renew(stored)
    const { id, site, takenAtMs, source, origin } = stored
    const takenAtInferred = messageStored(stored.inferred)
    const nodes = nodesStored(stored.nodes)
    const sections = this.#sections(stored).filter(({ probe }) => knownProbe(probe) !== undefined)
    return lazyViewOf(
      { id, site, takenAtMs, takenAtInferred, source, origin, nodes, events: this.events(stored) },
      sections.map((section) => ({
        section: this.#section(section, sectionWith(section, '', '')),
        counted: {
          ...section,
          partialView: messageStored(section.partialView),
          rows: section.rowCount,
          unparsed: section.unparsedCount,
        },
      })),
    )
  }

  /** The lanes of a site, of which these are all snapshots. */
  lanes(stored: StoredSnapshot[]): Lane[] {
    const site = stored[0]?.siteId
    if (site === undefined) return []
    if (this.#renewal.left() > 0 || this.#lanes.isBehind(site))
      this.#inTransaction(() => {
        while (this.#renewal.renew({ site }) > 0);
        while (this.#advance(site));
      })
    return this.#lanes.lanes(site, stored)
  }

  /** Does a little of what a newer version of this program has to do over; returns how far it is, or null when done. */
  catchUp(): { done: number; total: number } | null {
    const left = this.#renewal.left()
    const sites = this.#sql.all<{ id: number }>('SELECT id FROM site')
    const behind = sites.find(({ id }) => this.#lanes.isBehind(id))?.id
    if (left === 0 && behind === undefined) return null
    return this.#inTransaction(() => {
      if (left > 0) {
        const renewed = this.#renewal.renew({})
        this.#caughtUp += renewed
        if (renewed >= left) this.#dropUnusedTexts()
        return { done: this.#caughtUp, total: this.#caughtUp + left - renewed }
      }
      const until = performance.now() + 50
      while (behind !== undefined && performance.now() < until && this.#advance(behind)) this.#caughtUp++
      return { done: this.#caughtUp, total: this.#caughtUp + (behind === undefined ? 0 : this.#lanes.waiting(behind)) }
    })
  }

  /** Makes some of what is stored searchable; false when all of it is. */
  indexSome(): boolean {
    return this.#inTransaction(() => this.search.index())
  }

  #dropUnusedTexts(): void {
    this.#texts.dropUnused()
    this.search.dropUnused()
  }

  /** Counts every change that this or another process made to what is asked about. */
  get dataVersion(): string {
    const changes = this.#sql.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0
    return `${this.#sql.db.pragma('data_version', { simple: true })} ${changes - this.search.ownChanges}`
  }

  section(address: SectionAddress): ParsedSection {
    const found = this.#sectionAt(address)
    // A plain object: a getter does not pass to another thread.
    return { ...this.#section(found, this.#rawSection(found)) }
  }

  /** A snapshot as it was collected. */
  raw(id: string): Snapshot {
    const stored = this.find(id)
    return {
      id: stored.id,
      site: stored.site,
      takenAtMs: stored.takenAtMs,
      takenAtInferred: messageStored(stored.inferred),
      source: stored.source,
      origin: stored.origin,
      nodes: nodesStored(stored.nodes),
      sections: this.#sections(stored).map((each) => this.#rawSection(each)),
      events: this.events(stored),
    }
  }

  excerpt({ stream, from, count, proof, ...address }: CallInput<'excerpt'>): Excerpt {
    const found = this.#sectionAt(address)
    const { stdout: _stdout, stderr: _stderr, parsed, ...section } = this.#section(found, sectionWith(found, '', ''))
    const lines = { stdout: this.#linesOf(found.stdout), stderr: this.#linesOf(found.stderr) }
    const wanted = new Set(proof)
    const proven =
      proof.length === 0 ? [] : parsed.rows.filter((row) => wanted.has(row.line) || wanted.has(row.lastLine))
    return {
      ...section,
      rows: found.rowCount,
      proven: proven.slice(0, provenShown),
      unparsed: parsed.unparsed.map(({ line }) => line),
      notes: parsed.notes,
      lines: { stdout: lines.stdout.length, stderr: lines.stderr.length },
      text: lines[stream].slice(from - 1, from - 1 + count).map(shortened),
    }
  }

  #sectionAt(address: SectionAddress): StoredSection {
    const stored = this.find(address.snapshot)
    this.#renew(stored)
    const found = this.#sections(stored).find(
      ({ node, probe, pod }) => node === address.node && probe === address.probe && pod === address.pod,
    )
    if (found === undefined)
      throw new CallError(
        'not-found',
        `Snapshot ${stored.id} holds no output of ${address.probe} from ${address.pod ?? address.node}`,
      )
    return found
  }

  /** Of a large text the lines are asked for part by part: the last few are kept. */
  #linesOf(text: number): string[] {
    const version = this.dataVersion
    if (version !== this.#keptVersion) this.#keptLines.clear()
    this.#keptVersion = version
    const known = this.#keptLines.get(text)
    if (known !== undefined) return known
    const lines = this.#texts.read(text).split(/\r?\n/)
    if (lines.at(-1) === '') lines.pop()
    const [oldest] = this.#keptLines.keys()
    if (this.#keptLines.size >= textsKept && oldest !== undefined) this.#keptLines.delete(oldest)
    this.#keptLines.set(text, lines)
    return lines
  }

  incident(site: string): Incident | null {
    const found = this.#sql.get<{ at: string; note: string }>(
      'SELECT at, note FROM incident WHERE site = ?',
      this.#siteId(site),
    )
    return found === undefined ? null : { site, ...found }
  }

  setIncident(site: string, incident: Incident | null): void {
    const id = this.#siteId(site)
    if (incident === null) this.#sql.run('DELETE FROM incident WHERE site = ?', id)
    else
      this.#sql.run('INSERT OR REPLACE INTO incident (site, at, note) VALUES (?, ?, ?)', id, incident.at, incident.note)
  }

  #addOne(snapshot: Snapshot): void {
    // An id is the hash of the content: the same id is the same snapshot.
    if (this.#sql.get('SELECT seq FROM snapshot WHERE id = ?', snapshot.id) !== undefined) return
    this.#sql.run('INSERT OR IGNORE INTO site (name) VALUES (?)', snapshot.site)
    const site = this.#siteId(snapshot.site)
    const seq = this.#sql.run(
      'INSERT INTO snapshot (id, site, taken_at_ms, inferred, source, origin, nodes) VALUES (?, ?, ?, ?, ?, ?, ?)',
      snapshot.id,
      site,
      snapshot.takenAtMs,
      snapshot.takenAtInferred === null ? null : storedMessage(snapshot.takenAtInferred),
      snapshot.source,
      snapshot.origin,
      JSON.stringify(snapshot.nodes),
    )
    for (const event of snapshot.events)
      this.#sql.run('INSERT INTO event (snapshot, json) VALUES (?, ?)', seq, JSON.stringify(event))
    const sections = snapshot.sections.map((section) => this.#addSection(snapshot, section, seq, site))
    this.#lanes.added(site, { seq, takenAtMs: snapshot.takenAtMs }, viewOf({ ...snapshot, sections }))
  }

  #addSection(snapshot: Snapshot, section: Section, seq: number, site: number): ParsedSection {
    const slot = this.#slot(site, section)
    const latest = this.#latest(slot)
    const probe = probeNamed(section.probe)
    const parsed = probe.parse(section.stdout, parseContextOf(snapshot, section))
    this.#sql.run(
      `INSERT INTO section (snapshot, slot, command, outcome, message, exit_code, started_at_ms, ended_at_ms,
        partial_view, stdout, stderr, parser_version, parsed, row_count, unparsed_count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      slot,
      section.command,
      section.outcome,
      storedMessage(section.message),
      section.exitCode,
      section.startedAtMs,
      section.endedAtMs,
      section.partialView === null ? null : storedMessage(section.partialView),
      this.#texts.add(section.stdout, latest?.stdout ?? null),
      this.#texts.add(section.stderr, latest?.stderr ?? null),
      probe.version,
      this.#texts.add(textOfParsed(parsed), latest?.parsed ?? null),
      parsed.rows.length,
      parsed.unparsed.length,
    )
    return { ...section, parsed }
  }

  #rawSection(stored: StoredSection): Section {
    return sectionWith(stored, this.#texts.read(stored.stdout), this.#texts.read(stored.stderr))
  }

  #section(stored: StoredSection, raw: Section): ParsedSection {
    const read = () => this.#reader.read(this.#texts.read(stored.parsed))
    let parsed: Parsed | null = null
    return {
      ...raw,
      get parsed() {
        parsed ??= read()
        return parsed
      },
    }
  }

  #sections(stored: StoredSnapshot): StoredSection[] {
    return this.#sql.all(
      `SELECT section.id, node, probe, pod, command, outcome, message, exit_code AS exitCode, started_at_ms AS startedAtMs,
        ended_at_ms AS endedAtMs, partial_view AS partialView, stdout, stderr, parsed, row_count AS rowCount,
        unparsed_count AS unparsedCount FROM section JOIN slot ON slot.id = section.slot WHERE snapshot = ? ORDER BY section.id`,
      stored.seq,
    )
  }

  #siteId(name: string): number {
    const site = this.#sql.get<{ id: number }>('SELECT id FROM site WHERE name = ?', name)
    if (site === undefined) throw new CallError('not-found', `There is no site ${name} in the library`)
    return site.id
  }

  #slot(site: number, { node, probe, pod }: Section): number {
    const found = this.#sql.get<{ id: number }>(
      `SELECT id FROM slot WHERE site = ? AND node = ? AND probe = ? AND ifnull(pod, '') = ?`,
      site,
      node,
      probe,
      pod ?? '',
    )
    return (
      found?.id ??
      this.#sql.run('INSERT INTO slot (site, node, probe, pod) VALUES (?, ?, ?, ?)', site, node, probe, pod)
    )
  }

  #latest(slot: number): Latest | undefined {
    return this.#sql.get('SELECT stdout, stderr, parsed FROM section WHERE slot = ? ORDER BY id DESC LIMIT 1', slot)
  }

  #renew({ seq }: StoredSnapshot): void {
    if (this.#renewal.left() > 0)
      this.#inTransaction(() => {
        while (this.#renewal.renew({ snapshot: seq }) > 0);
      })
  }

  #advance(site: number): boolean {
    return this.#lanes.advance(site, (seq) => {
      const stored = this.#sql.get<StoredSnapshot>(`SELECT ${snapshotColumns} WHERE seq = ?`, seq)
      if (stored === undefined) throw new Error(`Snapshot ${seq} is not in the library`)
      return this.view(stored)
    })
  }

  #inTransaction<T>(work: () => T): T {
    try {
      return this.#sql.db.transaction(work).immediate()
    } catch (error) {
      this.#forget()
      throw error
    }
  }

  #forget(): void {
    this.#texts.forget()
    this.#lanes.forget()
  }
}

/** In the order of the model, so that what is collected again reads the same. */
const sectionWith = (stored: StoredSection, stdout: string, stderr: string): Section => ({
  node: stored.node,
  probe: stored.probe,
  pod: stored.pod,
  command: stored.command,
  outcome: stored.outcome,
  message: messageStored(stored.message),
  exitCode: stored.exitCode,
  startedAtMs: stored.startedAtMs,
  endedAtMs: stored.endedAtMs,
  stdout,
  stderr,
  partialView: messageStored(stored.partialView),
})

function refuseUnreadable(candidate: Snapshot): void {
  const checked = snapshotSchema.safeParse(candidate)
  const at = checked.error?.issues[0]
  if (at !== undefined)
    throw new CallError('refused', `A snapshot is not well-formed: ${at.path.join('.')}: ${at.message}`)
  // The years that ISO 8601 writes with four digits.
  if (candidate.takenAtMs < -62_135_596_800_000 || candidate.takenAtMs > 253_402_300_799_999)
    throw new CallError('refused', `Snapshot ${candidate.id} has no time that a calendar knows`)
  if (candidate.id === '' || candidate.site === '')
    throw new CallError('refused', 'A snapshot lacks its id or its site')
  const unknown = candidate.sections.find(({ probe }) => knownProbe(probe) === undefined)
  if (unknown !== undefined)
    throw new CallError(
      'refused',
      `Snapshot ${candidate.id} has output of ${unknown.probe}, a probe this version lacks`,
    )
}
