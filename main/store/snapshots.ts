/** Writing snapshots to the library and reading them back. */
import type Database from 'better-sqlite3'
import { CallError, type Incident, type SnapshotSummary } from '../../shared/contract/contract.ts'
import type { Event, Outcome, Parsed, ParsedSection, ParsedSnapshot, Section, Snapshot } from '../../shared/model.ts'
import { snapshot as snapshotSchema } from '../../shared/model.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { parseContextOf } from './parse-context.ts'
import { ParsedTextReader, textOfParsed } from './parsed-text.ts'
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

type Latest = { stdout: number; stderr: number; parsed: number }

const snapshotColumns = `snapshot.seq, snapshot.id, snapshot.site AS siteId, site.name AS site, taken_at_ms AS takenAtMs,
  inferred, source, origin, nodes FROM snapshot JOIN site ON site.id = snapshot.site`
const inOrder = 'ORDER BY taken_at_ms, seq'
const knownProbes = new Set(probes.map(({ name }) => name))

export class Snapshots {
  #db: Database.Database
  #texts: Texts
  #reader = new ParsedTextReader()
  #statements = new Map<string, Database.Statement>()

  constructor(db: Database.Database) {
    this.#db = db
    this.#texts = new Texts(db)
    this.#parseAgain()
  }

  add(snapshots: Snapshot[]): SnapshotSummary[] {
    for (const candidate of snapshots) refuseUnreadable(candidate)
    try {
      this.#db
        .transaction(() => {
          for (const snapshot of snapshots) this.#addOne(snapshot)
        })
        .immediate()
    } catch (error) {
      this.#texts.forget()
      throw error
    }
    const stored = [...new Set(snapshots.map(({ id }) => id))].map((id) => this.find(id))
    return stored.sort((a, b) => a.takenAtMs - b.takenAtMs || a.seq - b.seq).map((each) => this.summary(each))
  }

  sites(): { name: string; snapshots: number }[] {
    return this.#all(
      'SELECT site.name, count(*) AS snapshots FROM site JOIN snapshot ON snapshot.site = site.id GROUP BY site.id ORDER BY site.name',
    )
  }

  /** Oldest first. */
  list(site?: string): StoredSnapshot[] {
    if (site === undefined) return this.#all(`SELECT ${snapshotColumns} ${inOrder}`)
    return this.#all(`SELECT ${snapshotColumns} WHERE snapshot.site = ? ${inOrder}`, this.#siteId(site))
  }

  /** By id, or by the beginning of one when only one begins so. */
  find(id: string): StoredSnapshot {
    if (id === '') throw new CallError('usage', 'The id of a snapshot is missing')
    const exact = this.#get<StoredSnapshot>(`SELECT ${snapshotColumns} WHERE snapshot.id = ?`, id)
    if (exact !== undefined) return exact
    const [only, another] = this.#all<StoredSnapshot>(
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
      takenAtInferred: stored.inferred,
      source: stored.source,
      origin: stored.origin,
      nodes: JSON.parse(stored.nodes) as Snapshot['nodes'],
      sections: this.#sections(stored).map((section) => ({
        node: section.node,
        probe: section.probe,
        pod: section.pod,
        command: section.command,
        outcome: section.outcome,
        message: section.message,
        exitCode: section.exitCode,
        partialView: section.partialView,
        rows: section.rowCount,
        unparsed: section.unparsedCount,
      })),
      events: this.events(stored),
    }
  }

  events(stored: StoredSnapshot): Event[] {
    const texts = this.#all<{ json: string }>('SELECT json FROM event WHERE snapshot = ? ORDER BY id', stored.seq)
    return texts.map(({ json }) => JSON.parse(json) as Event)
  }

  /** With rows and without raw text, which comparing does not need; sections of probes that this program lacks are left out. */
  parsed(stored: StoredSnapshot): ParsedSnapshot {
    const sections = this.#sections(stored).filter(({ probe }) => knownProbes.has(probe))
    return {
      id: stored.id,
      site: stored.site,
      takenAtMs: stored.takenAtMs,
      takenAtInferred: stored.inferred,
      source: stored.source,
      origin: stored.origin,
      nodes: JSON.parse(stored.nodes) as Snapshot['nodes'],
      sections: sections.map((section) => this.#section(section, '', '')),
      events: this.events(stored),
    }
  }

  section(address: { snapshot: string; node: string; probe: string; pod: string | null }): ParsedSection {
    const stored = this.find(address.snapshot)
    const found = this.#sections(stored).find(
      ({ node, probe, pod }) => node === address.node && probe === address.probe && pod === address.pod,
    )
    if (found === undefined)
      throw new CallError(
        'not-found',
        `Snapshot ${stored.id} holds no output of ${address.probe} from ${address.pod ?? address.node}`,
      )
    return this.#section(found, this.#texts.read(found.stdout), this.#texts.read(found.stderr))
  }

  incident(site: string): Incident | null {
    const found = this.#get<{ at: string; note: string }>(
      'SELECT at, note FROM incident WHERE site = ?',
      this.#siteId(site),
    )
    return found === undefined ? null : { site, ...found }
  }

  setIncident(site: string, incident: Incident | null): void {
    const id = this.#siteId(site)
    if (incident === null) this.#run('DELETE FROM incident WHERE site = ?', id)
    else this.#run('INSERT OR REPLACE INTO incident (site, at, note) VALUES (?, ?, ?)', id, incident.at, incident.note)
  }

  #addOne(snapshot: Snapshot): void {
    // An id is the hash of the content: the same id is the same snapshot.
    if (this.#get('SELECT seq FROM snapshot WHERE id = ?', snapshot.id) !== undefined) return
    this.#run('INSERT OR IGNORE INTO site (name) VALUES (?)', snapshot.site)
    const site = this.#siteId(snapshot.site)
    const seq = this.#run(
      'INSERT INTO snapshot (id, site, taken_at_ms, inferred, source, origin, nodes) VALUES (?, ?, ?, ?, ?, ?, ?)',
      snapshot.id,
      site,
      snapshot.takenAtMs,
      snapshot.takenAtInferred,
      snapshot.source,
      snapshot.origin,
      JSON.stringify(snapshot.nodes),
    )
    for (const event of snapshot.events)
      this.#run('INSERT INTO event (snapshot, json) VALUES (?, ?)', seq, JSON.stringify(event))
    for (const section of snapshot.sections) this.#addSection(snapshot, section, seq, site)
  }

  #addSection(snapshot: Snapshot, section: Section, seq: number, site: number): void {
    const slot = this.#slot(site, section)
    const latest = this.#latest(slot)
    const probe = probeNamed(section.probe)
    const parsed = parse(snapshot, section)
    this.#run(
      `INSERT INTO section (snapshot, slot, command, outcome, message, exit_code, started_at_ms, ended_at_ms,
        partial_view, stdout, stderr, parser_version, parsed, row_count, unparsed_count)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      seq,
      slot,
      section.command,
      section.outcome,
      section.message,
      section.exitCode,
      section.startedAtMs,
      section.endedAtMs,
      section.partialView,
      this.#texts.add(section.stdout, latest?.stdout ?? null),
      this.#texts.add(section.stderr, latest?.stderr ?? null),
      probe.version,
      this.#texts.add(textOfParsed(parsed), latest?.parsed ?? null),
      parsed.rows.length,
      parsed.unparsed.length,
    )
  }

  /** Sections that an older parser read are read again; what the older one made of them is then dropped. */
  #parseAgain(): void {
    const stale = probes.flatMap((probe) =>
      this.#all<{ id: number; seq: number; slot: number; version: number }>(
        `SELECT section.id, section.snapshot AS seq, slot, ${probe.version} AS version FROM section
          JOIN slot ON slot.id = section.slot WHERE slot.probe = ? AND parser_version < ? ORDER BY section.id`,
        probe.name,
        probe.version,
      ),
    )
    if (stale.length === 0) return
    this.#db
      .transaction(() => {
        const previous = new Map<number, number>()
        for (const { id, seq, slot, version } of stale) {
          const stored = this.#get<StoredSnapshot>(`SELECT ${snapshotColumns} WHERE seq = ?`, seq)
          const section = stored && this.#sections(stored).find((each) => each.id === id)
          if (stored === undefined || section === undefined) continue
          const nodes = JSON.parse(stored.nodes) as Snapshot['nodes']
          const parsed = parse(
            { takenAtMs: stored.takenAtMs, takenAtInferred: stored.inferred, nodes },
            { ...section, stdout: this.#texts.read(section.stdout) },
          )
          const text = this.#texts.add(textOfParsed(parsed), previous.get(slot) ?? null)
          previous.set(slot, text)
          this.#run(
            'UPDATE section SET parsed = ?, parser_version = ?, row_count = ?, unparsed_count = ? WHERE id = ?',
            text,
            version,
            parsed.rows.length,
            parsed.unparsed.length,
            id,
          )
        }
        const unused = `id NOT IN (SELECT stdout FROM section UNION SELECT stderr FROM section UNION SELECT parsed FROM section)`
        this.#run(`DELETE FROM text WHERE base IS NOT NULL AND ${unused}`)
        this.#run(`DELETE FROM text WHERE base IS NULL AND ${unused}
        AND id NOT IN (SELECT base FROM text WHERE base IS NOT NULL)`)
      })
      .immediate()
    this.#texts.forget()
  }

  #section(stored: StoredSection, stdout: string, stderr: string): ParsedSection {
    const { node, probe, pod, command, outcome, message, exitCode, startedAtMs, endedAtMs, partialView } = stored
    const parsed = this.#reader.read(this.#texts.read(stored.parsed))
    return {
      ...{ node, probe, pod, command, outcome, message, exitCode, startedAtMs, endedAtMs, partialView },
      stdout,
      stderr,
      parsed,
    }
  }

  #sections(stored: StoredSnapshot): StoredSection[] {
    return this.#all(
      `SELECT section.id, node, probe, pod, command, outcome, message, exit_code AS exitCode, started_at_ms AS startedAtMs,
        ended_at_ms AS endedAtMs, partial_view AS partialView, stdout, stderr, parsed, row_count AS rowCount,
        unparsed_count AS unparsedCount FROM section JOIN slot ON slot.id = section.slot WHERE snapshot = ? ORDER BY section.id`,
      stored.seq,
    )
  }

  #siteId(name: string): number {
    const site = this.#get<{ id: number }>('SELECT id FROM site WHERE name = ?', name)
    if (site === undefined) throw new CallError('not-found', `There is no site ${name} in the library`)
    return site.id
  }

  #slot(site: number, { node, probe, pod }: Section): number {
    const found = this.#get<{ id: number }>(
      `SELECT id FROM slot WHERE site = ? AND node = ? AND probe = ? AND ifnull(pod, '') = ?`,
      site,
      node,
      probe,
      pod ?? '',
    )
    return (
      found?.id ?? this.#run('INSERT INTO slot (site, node, probe, pod) VALUES (?, ?, ?, ?)', site, node, probe, pod)
    )
  }

  #latest(slot: number): Latest | undefined {
    return this.#get('SELECT stdout, stderr, parsed FROM section WHERE slot = ? ORDER BY id DESC LIMIT 1', slot)
  }

  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql) ?? this.#db.prepare(sql)
    this.#statements.set(sql, known)
    return known
  }

  #all<T>(sql: string, ...values: unknown[]): T[] {
    return this.#prepared(sql).all(...values) as T[]
  }

  #get<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.#prepared(sql).get(...values) as T | undefined
  }

  #run(sql: string, ...values: unknown[]): number {
    return Number(this.#prepared(sql).run(...values).lastInsertRowid)
  }
}

function parse(
  snapshot: Pick<Snapshot, 'takenAtMs' | 'takenAtInferred' | 'nodes'>,
  section: Pick<Section, 'node' | 'probe' | 'command' | 'startedAtMs' | 'stdout'>,
): Parsed {
  return probeNamed(section.probe).parse(section.stdout, parseContextOf(snapshot, section))
}

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
  const unknown = candidate.sections.find(({ probe }) => !knownProbes.has(probe))
  if (unknown !== undefined)
    throw new CallError(
      'refused',
      `Snapshot ${candidate.id} has output of ${unknown.probe}, a probe this version lacks`,
    )
}
