/** Sections that an older parser read are read again, some at a time; what the older one made of them is then dropped. */
import type Database from 'better-sqlite3'
import type { Section } from '../../shared/model.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { parseContextOf } from './parse-context.ts'
import { textOfParsed } from './parsed-text.ts'
import { Statements } from './statements.ts'
import { messageStored, nodesStored } from './stored-message.ts'
import type { Texts } from './texts.ts'

type StaleSection = Pick<Section, 'node' | 'probe' | 'pod' | 'command' | 'startedAtMs'> & {
  id: number
  slot: number
  stdout: number
  takenAtMs: number
  takenAtInferred: string | null
  nodes: string
}

const atOnce = 20
const isStale = probes
  .map(({ name, version }) => `((probe = '${name}' OR probe LIKE 'custom-%+${name}') AND parser_version < ${version})`)
  .join(' OR ')
const sections = `FROM section JOIN slot ON slot.id = section.slot WHERE (${isStale})`

export class SectionRenewal {
  #sql: Statements
  #texts: Texts
  #isDone = false

  constructor(db: Database.Database, texts: Texts) {
    this.#sql = new Statements(db)
    this.#texts = texts
  }

  /** How many sections are to be read again. */
  left(): number {
    if (this.#isDone) return 0
    const left = this.#sql.get<{ left: number }>(`SELECT count(*) AS left ${sections}`)?.left ?? 0
    this.#isDone = left === 0
    return left
  }

  /** In a transaction. Reads some again, of one site or snapshot if one is given; returns how many. */
  renew({ site, snapshot }: { site?: number; snapshot?: number }): number {
    if (this.#isDone) return 0
    const stale = this.#sql.all<StaleSection>(
      `SELECT section.id, slot, node, probe, pod, command, started_at_ms AS startedAtMs, stdout,
        taken_at_ms AS takenAtMs, inferred AS takenAtInferred, nodes
        FROM section JOIN slot ON slot.id = section.slot JOIN snapshot ON snapshot.seq = section.snapshot
        WHERE (${isStale}) AND (? IS NULL OR slot.site = ?) AND (? IS NULL OR snapshot = ?) ORDER BY section.id LIMIT ?`,
      ...[site ?? null, site ?? null, snapshot ?? null, snapshot ?? null, atOnce],
    )
    for (const section of stale) this.#renewOne(section)
    return stale.length
  }

  #renewOne(section: StaleSection): void {
    const { version, parse } = probeNamed(section.probe)
    const nodes = nodesStored(section.nodes)
    const parsed = parse(
      this.#texts.read(section.stdout),
      parseContextOf({ ...section, takenAtInferred: messageStored(section.takenAtInferred), nodes }, section),
    )
    const like = this.#sql.get<{ parsed: number }>(
      'SELECT parsed FROM section WHERE slot = ? AND parser_version = ? AND id < ? ORDER BY id DESC LIMIT 1',
      ...[section.slot, version, section.id],
    )
    this.#sql.run(
      'UPDATE section SET parsed = ?, parser_version = ?, row_count = ?, unparsed_count = ? WHERE id = ?',
      ...[this.#texts.add(textOfParsed(parsed), like?.parsed ?? null), version],
      ...[parsed.rows.length, parsed.unparsed.length, section.id],
    )
  }
}
