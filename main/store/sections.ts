/** Sections as they are stored: what was asked and how it ended, and the ids of the texts. */
import type { CountedSection } from '../../shared/compare/view.ts'
import type { Outcome, Parsed, ParsedSection, Section } from '../../shared/model.ts'
import type { ParsedTexts } from './parsed-texts.ts'
import type { Statements } from './statements.ts'
import { messageStored } from './stored-message.ts'
import type { Texts } from './texts.ts'

export interface StoredSection {
  id: number
  snapshot: number
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

const columns = `section.id, snapshot, node, probe, pod, command, outcome, message, exit_code AS exitCode, started_at_ms AS startedAtMs,
  ended_at_ms AS endedAtMs, partial_view AS partialView, stdout, stderr, parsed, row_count AS rowCount,
  unparsed_count AS unparsedCount FROM section JOIN slot ON slot.id = section.slot`

export class Sections {
  #sql: Statements
  #texts: Texts
  #parsedTexts: ParsedTexts

  constructor(sql: Statements, texts: Texts, parsedTexts: ParsedTexts) {
    this.#sql = sql
    this.#texts = texts
    this.#parsedTexts = parsedTexts
  }

  /** In the order in which they were asked. */
  of(snapshot: number): StoredSection[] {
    return this.#sql.all(`SELECT ${columns} WHERE snapshot = ? ORDER BY section.id`, snapshot)
  }

  /** Those of one probe. */
  ofProbe(snapshot: number, probe: string): StoredSection[] {
    return this.#sql.all(`SELECT ${columns} WHERE snapshot = ? AND probe = ? ORDER BY section.id`, snapshot, probe)
  }

  /** Those of one probe in all snapshots of a site. */
  ofSite(site: number, probe: string): StoredSection[] {
    return this.#sql.all(`SELECT ${columns} WHERE slot.site = ? AND probe = ? ORDER BY section.id`, site, probe)
  }

  raw(stored: StoredSection): Section {
    return sectionOf(stored, this.#texts.read(stored.stdout), this.#texts.read(stored.stderr))
  }

  /** Without its texts; rows are read when they are asked for. */
  parsed(stored: StoredSection): ParsedSection {
    const read = () => this.rows(stored)
    return {
      ...sectionOf(stored, '', ''),
      get parsed() {
        return read()
      },
    }
  }

  rows(stored: StoredSection): Parsed {
    return this.#parsedTexts.read(stored.parsed)
  }
}

/** What tells whether it shows everything, without its rows. */
export const countedOf = (stored: StoredSection): CountedSection => ({
  probe: stored.probe,
  command: stored.command,
  outcome: stored.outcome,
  partialView: messageStored(stored.partialView),
  rows: stored.rowCount,
  unparsed: stored.unparsedCount,
})

/** In the order of the model. */
const sectionOf = (stored: StoredSection, stdout: string, stderr: string): Section => ({
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
