/** Storing snapshots, and deleting them: all of a call or nothing of it. */
import { CallError } from '../../shared/contract/call-error.ts'
import { checkedBy } from '../../shared/contract/checked.ts'
import { libraryMessages } from '../../shared/messages/library.ts'
import {
  type Message,
  type ParsedSection,
  type Section,
  type Snapshot,
  snapshot as snapshotSchema,
} from '../../shared/model.ts'
import { host } from '../../shared/probes/host/probe.ts'
import { knownProbe, probeNamed } from '../../shared/probes/index.ts'
import { readOutput } from '../../shared/reading/read-output.ts'
import type { Lanes } from './lanes.ts'
import { parseContextOf } from './parse-context.ts'
import type { ParsedTexts } from './parsed-texts.ts'
import type { Search } from './search.ts'
import type { Sites } from './sites.ts'
import type { Snapshots, StoredSnapshot } from './snapshots.ts'
import type { Statements } from './statements.ts'
import { storedMessage } from './stored-message.ts'
import type { Texts } from './texts.ts'

interface Pieces {
  sql: Statements
  texts: Texts
  parsedTexts: ParsedTexts
  snapshots: Snapshots
  lanes: Lanes
  sites: Sites
  search: Search
}

export class Adding {
  #pieces: Pieces

  constructor(pieces: Pieces) {
    this.#pieces = pieces
  }

  /** Returns them oldest first. `onEach` is told ahead of each and may throw: nothing is then stored. */
  add(snapshots: readonly Snapshot[], onEach: (done: number, total: number) => void): StoredSnapshot[] {
    for (const candidate of snapshots) refuseUnreadable(candidate)
    this.#pieces.sql.transaction(() => {
      for (const [index, snapshot] of snapshots.entries()) {
        onEach(index, snapshots.length)
        this.#addOne(snapshot)
      }
    })
    const stored = [...new Set(snapshots.map(({ id }) => id))].map((id) => this.#pieces.snapshots.find(id))
    return stored.sort((a, b) => a.takenAtMs - b.takenAtMs || a.seq - b.seq)
  }

  /** Deletes a snapshot and what no other one shares with it. */
  remove({ seq, siteId, takenAtMs }: StoredSnapshot): void {
    const { sql, lanes, texts, search } = this.#pieces
    sql.transaction(() => {
      lanes.removing(siteId, { seq, takenAtMs })
      sql.run('DELETE FROM snapshot WHERE seq = ?', seq)
      texts.dropUnused()
      search.dropUnused()
      sql.run('DELETE FROM slot WHERE id NOT IN (SELECT slot FROM section)')
      lanes.dropUnused(siteId)
    })
  }

  #addOne(snapshot: Snapshot): void {
    const { sql, lanes, sites } = this.#pieces
    // An id is the hash of the content: the same id is the same snapshot.
    if (sql.get('SELECT seq FROM snapshot WHERE id = ?', snapshot.id) !== undefined) return
    const site = sites.known(snapshot.site)
    const seq = sql.run(
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
      sql.run('INSERT INTO event (snapshot, json) VALUES (?, ?)', seq, JSON.stringify(event))
    const sections = snapshot.sections.map((section) => this.#addSection(snapshot, section, seq, site))
    lanes.added(site, { seq, takenAtMs: snapshot.takenAtMs }, sections, sites.thresholds(site))
  }

  #addSection(snapshot: Snapshot, section: Section, seq: number, site: number): ParsedSection {
    const { sql, texts, parsedTexts } = this.#pieces
    const slot = this.#slot(site, section)
    const latest = this.#latest(slot)
    const probe = probeNamed(section.probe)
    const context = parseContextOf(snapshot, section, hostOutputIn(snapshot, section.node))
    const parsed = readOutput(probe, section.stdout, context)
    sql.run(
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
      texts.add(section.stdout, latest?.stdout ?? null),
      texts.add(section.stderr, latest?.stderr ?? null),
      probe.version,
      parsedTexts.add(parsed, latest?.parsed ?? null),
      parsed.rows.length,
      parsed.unparsed.length,
    )
    return { ...section, parsed }
  }

  #slot(site: number, { node, probe, pod }: Section): number {
    const { sql } = this.#pieces
    const known = sql.get<{ id: number }>(
      `SELECT id FROM slot WHERE site = ? AND node = ? AND probe = ? AND ifnull(pod, '') = ?`,
      site,
      node,
      probe,
      pod ?? '',
    )
    return known?.id ?? sql.run('INSERT INTO slot (site, node, probe, pod) VALUES (?, ?, ?, ?)', site, node, probe, pod)
  }

  /** The texts of the last answer, which the next one probably resembles. */
  #latest(slot: number): { stdout: number; stderr: number; parsed: number } | undefined {
    const sql = 'SELECT stdout, stderr, parsed FROM section WHERE slot = ? ORDER BY id DESC LIMIT 1'
    return this.#pieces.sql.get(sql, slot)
  }
}

const hostOutputIn = ({ sections }: Snapshot, node: string): string | null =>
  sections.find((section) => section.probe === host.name && section.node === node)?.stdout ?? null

/** The years that ISO 8601 writes with four digits. */
const firstMs = -62_135_596_800_000
const lastMs = 253_402_300_799_999

function refuseUnreadable(candidate: Snapshot): void {
  const message = whyUnreadable(candidate)
  if (message !== null) throw new CallError('refused', message)
}

function whyUnreadable(candidate: Snapshot): Message | null {
  const checked = checkedBy(snapshotSchema, candidate)
  if ('complaints' in checked) {
    const [first] = checked.complaints
    return first === undefined ? null : libraryMessages.malformed({ path: first.path.join('.'), why: first.what })
  }
  const { id, site, takenAtMs, sections } = candidate
  if (takenAtMs < firstMs || takenAtMs > lastMs) return libraryMessages.noCalendarTime({ snapshot: id })
  if (id === '' || site === '') return libraryMessages.nameless()
  const unknown = sections.find(({ probe }) => knownProbe(probe) === undefined)
  return unknown === undefined ? null : libraryMessages.unknownProbe({ snapshot: id, probe: unknown.probe })
}
