/** Sections as they are stored: what was asked and how it ended, and the ids of the texts. */
import type { Outcome, Parsed, ParsedSection, Section } from '../../shared/model.ts'
import { ParsedTextReader } from './parsed-text.ts'
import type { Statements } from './statements.ts'
import { messageStored } from './stored-message.ts'
import type { Texts } from './texts.ts'

export interface StoredSection {
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

const columns = `section.id, node, probe, pod, command, outcome, message, exit_code AS exitCode, started_at_ms AS startedAtMs,
  ended_at_ms AS endedAtMs, partial_view AS partialView, stdout, stderr, parsed, row_count AS rowCount,
  unparsed_count AS unparsedCount FROM section JOIN slot ON slot.id = section.slot`

export class Sections {
  #sql: Statements
  #texts: Texts
  #reader = new ParsedTextReader()

  constructor(sql: Statements, texts: Texts) {
    this.#sql = sql
    this.#texts = texts
  }

  /** In the order in which they were asked. */
  of(snapshot: number): StoredSection[] {
    return this.#sql.all(`SELECT ${columns} WHERE snapshot = ? ORDER BY section.id`, snapshot)
  }

  /** Those of one probe. */
  ofProbe(snapshot: number, probe: string): StoredSection[] {
    return this.#sql.all(`SELECT ${columns} WHERE snapshot = ? AND probe = ? ORDER BY section.id`, snapshot, probe)
  }

  raw(stored: StoredSection): Section {
    return sectionOf(stored, this.#texts.read(stored.stdout), this.#texts.read(stored.stderr))
  }

  /** Without its texts; rows are read when they are first asked for. */
  parsed(stored: StoredSection): ParsedSection {
    const read = () => this.rows(stored)
    let parsed: Parsed | null = null
    return {
      ...sectionOf(stored, '', ''),
      get parsed() {
        parsed ??= read()
        return parsed
      },
    }
  }

  rows(stored: StoredSection): Parsed {
    return this.#reader.read(this.#texts.read(stored.parsed))
  }
}

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
