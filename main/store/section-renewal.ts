/** Sections that an older parser read are read again, some at a time; what the older one made of them is then dropped. */
import type { Section, Snapshot } from '../../shared/model.ts'
import { host } from '../../shared/probes/host/probe.ts'
import { probeNamed, probes } from '../../shared/probes/index.ts'
import { readOutput } from '../../shared/reading/read-output.ts'
import { parseContextOf } from './parse-context.ts'
import type { ParsedTexts } from './parsed-texts.ts'
import type { Statements } from './statements.ts'
import { messageStored, nodesStored } from './stored-message.ts'
import type { Texts } from './texts.ts'

type StaleSection = Pick<Section, 'node' | 'probe' | 'pod' | 'command' | 'startedAtMs' | 'endedAtMs'> &
  Pick<Snapshot, 'source'> & {
    id: number
    slot: number
    snapshot: number
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
  #parsedTexts: ParsedTexts
  #isDone = false

  constructor(sql: Statements, texts: Texts, parsedTexts: ParsedTexts) {
    this.#sql = sql
    this.#texts = texts
    this.#parsedTexts = parsedTexts
  }

  /** How many sections are to be read again. */
  left(): number {
    if (this.#isDone) return 0
    const left = this.#sql.get<{ left: number }>(`SELECT count(*) AS left ${sections}`)?.left ?? 0
    this.#isDone = left === 0
    return left
  }

  /** Reads again what is asked about now. */
  ofSnapshot(snapshot: number): void {
    if (this.left() === 0) return
    this.#sql.transaction(() => {
      while (this.#some(null, snapshot) > 0);
    })
  }

  /** In a transaction. All of one site. */
  ofSite(site: number): void {
    if (this.left() === 0) return
    while (this.#some(site, null) > 0);
  }

  /** In a transaction. Returns how many it has read. */
  some(): number {
    return this.#isDone ? 0 : this.#some(null, null)
  }

  /** Of one site or snapshot, where one is given. */
  #some(site: number | null, snapshot: number | null): number {
    const stale = this.#sql.all<StaleSection>(
      `SELECT section.id, slot, snapshot, node, probe, pod, command, started_at_ms AS startedAtMs,
        ended_at_ms AS endedAtMs, stdout, source, taken_at_ms AS takenAtMs, inferred AS takenAtInferred, nodes
        FROM section JOIN slot ON slot.id = section.slot JOIN snapshot ON snapshot.seq = section.snapshot
        WHERE (${isStale}) AND (? IS NULL OR slot.site = ?) AND (? IS NULL OR snapshot = ?) ORDER BY section.id LIMIT ?`,
      site,
      site,
      snapshot,
      snapshot,
      atOnce,
    )
    for (const section of stale) this.#renewOne(section)
    return stale.length
  }

  #hostOutput({ snapshot, node }: StaleSection): string | null {
    const stored = this.#sql.get<{ stdout: number }>(
      'SELECT stdout FROM section JOIN slot ON slot.id = section.slot WHERE snapshot = ? AND probe = ? AND node = ?',
      snapshot,
      host.name,
      node,
    )
    return stored === undefined ? null : this.#texts.read(stored.stdout)
  }

  #renewOne(section: StaleSection): void {
    const probe = probeNamed(section.probe)
    const nodes = nodesStored(section.nodes)
    const parsed = readOutput(
      probe,
      this.#texts.read(section.stdout),
      parseContextOf(
        { ...section, takenAtInferred: messageStored(section.takenAtInferred), nodes },
        section,
        this.#hostOutput(section),
      ),
    )
    const like = this.#sql.get<{ parsed: number }>(
      'SELECT parsed FROM section WHERE slot = ? AND parser_version = ? AND id < ? ORDER BY id DESC LIMIT 1',
      section.slot,
      probe.version,
      section.id,
    )
    this.#sql.run(
      'UPDATE section SET parsed = ?, parser_version = ?, row_count = ?, unparsed_count = ? WHERE id = ?',
      this.#parsedTexts.add(parsed, like?.parsed ?? null),
      probe.version,
      parsed.rows.length,
      parsed.unparsed.length,
      section.id,
    )
  }
}
